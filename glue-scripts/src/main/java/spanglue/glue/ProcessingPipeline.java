package spanglue.glue;

import static spanglue.glue.process.Spend.COST_PER_NIGHT;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import spanglue.glue.columns.Columns;
import spanglue.glue.process.DenseRank;
import spanglue.glue.process.PropertyRank;
import spanglue.glue.process.Spend;
import spanglue.glue.process.Summary;
import spanglue.spark.Steps;

/**
 * The processing job: from the files that the cleaning job's manifest names to {@code
 * processed/run_id=<run>/listings/} and {@code summary/}.
 */
public final class ProcessingPipeline {
  private ProcessingPipeline() {}

  /** Runs the job: the list of its steps, in the order in which they apply. */
  public static void run(GlueJob job) throws Exception {
    Steps steps = job.steps();
    CleanedListings cleaned = CleanedListings.of(job);
    ProcessingOutputs outputs = new ProcessingOutputs(job, cleaned);

    // Ranks and summary look at few columns, which are kept; the others are read once, to be
    // written.
    Dataset<Row> read = steps.read("read figures", () -> Summary.columns(cleaned.read()));
    Dataset<Row> figures = steps.apply("cost per night of figures", read, Spend::costPerNight);
    figures.persist(StorageLevel.MEMORY_AND_DISK());
    long total = steps.action("total properties", figures, Dataset::count);

    List<DenseRank> ranks =
        List.of(
            new DenseRank(
                "exp_rank_per_neighbourhood", List.of(Columns.NEIGHBOURHOOD), COST_PER_NIGHT),
            new DenseRank("exp_rank_overall", List.of(), COST_PER_NIGHT),
            new DenseRank("rank_overall_reviews", List.of(), Columns.NUMBER_OF_REVIEWS));
    Dataset<Row> listings = steps.read("read", cleaned::read);
    listings = steps.apply("minimum total spend", listings, Spend::minimumTotalSpend);
    listings = steps.apply("cost per night", listings, Spend::costPerNight);
    for (DenseRank rank : ranks) {
      Dataset<Row> numbers = steps.action("number values of " + rank.name(), figures, rank::number);
      listings = steps.apply(rank.name(), listings, l -> rank.add(l, numbers));
    }
    listings = steps.apply("property rank columns", listings, l -> PropertyRank.columns(l, total));
    steps.run("write listings", listings, outputs::writeListings);

    Dataset<Row> summary = steps.apply("summary", figures, Summary::summary);
    steps.run("write summary", summary, outputs::writeSummary);

    outputs.seal();
  }
}
