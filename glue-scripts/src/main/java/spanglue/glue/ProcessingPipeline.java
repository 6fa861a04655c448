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

    Dataset<Row> priced = steps.read("read", cleaned::read);
    priced = steps.apply("minimum total spend", priced, Spend::minimumTotalSpend);
    priced = steps.apply("cost per night", priced, Spend::costPerNight);
    priced.persist(StorageLevel.MEMORY_AND_DISK());
    long total = steps.action("total properties", priced, Dataset::count);

    List<DenseRank> ranks =
        List.of(
            new DenseRank(
                "exp_rank_per_neighbourhood", List.of(Columns.NEIGHBOURHOOD), COST_PER_NIGHT),
            new DenseRank("exp_rank_overall", List.of(), COST_PER_NIGHT),
            new DenseRank("rank_overall_reviews", List.of(), Columns.NUMBER_OF_REVIEWS));
    Dataset<Row> ranked = priced;
    for (DenseRank rank : ranks) {
      Dataset<Row> numbers = steps.action("number values of " + rank.name(), priced, rank::number);
      ranked = steps.apply(rank.name(), ranked, listings -> rank.add(listings, numbers));
    }
    ranked = steps.apply("property rank columns", ranked, l -> PropertyRank.columns(l, total));
    steps.run("write listings", ranked, outputs::writeListings);

    Dataset<Row> summary = steps.apply("summary", priced, Summary::summary);
    steps.run("write summary", summary, outputs::writeSummary);

    outputs.seal();
  }
}
