package spanglue.glue;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import spanglue.glue.clean.Convert;
import spanglue.glue.clean.Duplicates;
import spanglue.glue.clean.Impute;
import spanglue.glue.clean.Medians;
import spanglue.glue.clean.Reject;
import spanglue.glue.clean.Tally;
import spanglue.glue.clean.TextColumns;
import spanglue.glue.read.RecordBounds;
import spanglue.spark.Steps;

/**
 * The cleaning job: from an uploaded file to {@code cleaned/}, {@code rejected/} and {@code
 * duplicates/}, each {@code run_id=<run>/}. Every input record ends in exactly one of the three, or
 * the job fails.
 */
public final class CleaningPipeline {
  private CleaningPipeline() {}

  /** Runs the job: the list of its steps, in the order in which they apply. */
  public static void run(GlueJob job) throws Exception {
    Steps steps = job.steps();
    LocalDate runDate = job.arguments().runDate();
    CleaningOutputs outputs = new CleaningOutputs(job);

    ListingsFile file = ListingsFile.open(job);
    RecordBounds bounds = steps.action("find record bounds", () -> file.records().findBounds());
    Dataset<Row> records = steps.read("read", () -> file.parse(file.records().records(bounds)));

    Dataset<Row> text = steps.apply("drop columns", records, TextColumns::dropColumns);
    text = steps.apply("keep texts", text, Convert::keepTexts);
    text = steps.apply("fill nulls", text, TextColumns::fillNulls);
    text = steps.apply("correct neighbourhood names", text, Convert::correctNeighbourhoodNames);

    Dataset<Row> typed = steps.apply("convert currency", text, Convert::convertCurrency);
    typed = steps.apply("convert whole numbers", typed, Convert::convertWholeNumbers);
    typed = steps.apply("convert doubles", typed, Convert::convertDoubles);
    typed = steps.apply("convert boolean", typed, Convert::convertBoolean);
    typed = steps.apply("convert review dates", typed, Convert::convertReviewDates);

    Dataset<Row> judged = steps.apply("reject malformed records", typed, Reject::malformedRecords);
    judged = steps.apply("reject bad values", judged, Reject::badValues);
    judged = steps.apply("drop remaining nulls", judged, Reject::dropRemainingNulls);
    judged = steps.apply("filter minimum nights", judged, Reject::filterMinimumNights);
    judged = steps.apply("filter room type", judged, Reject::filterRoomType);

    // Staged once: from here on nothing reads the file again.
    Dataset<Row> staged = steps.apply("stage records", judged, Reject::stage);
    staged.persist(StorageLevel.MEMORY_AND_DISK());
    List<String> unknown =
        file.columnsAreInRecords()
            ? steps.action("check columns", staged, file::checkColumns)
            : file.unknownColumns();
    steps.run("write rejected", staged, outputs::writeRejected);
    Tally tally = steps.action("count unreadable values", staged, Tally::of);
    outputs.check(tally);

    Dataset<Row> accepted = Reject.accepted(staged);
    Dataset<Row> groups =
        steps.apply("find duplicate groups", accepted, Duplicates::groups).persist();
    long duplicate = steps.action("count duplicates", groups, Duplicates::count);
    Dataset<Row> duplicates =
        steps.apply("find duplicates", accepted, a -> Duplicates.duplicates(a, groups)).persist();
    steps.run("write duplicates", duplicates, outputs::writeDuplicates);

    Dataset<Row> figures =
        steps.apply("review figures", accepted, a -> Medians.figures(a, duplicates, runDate));
    Medians medians = steps.action("find medians", figures, Medians::of);

    Dataset<Row> listings =
        steps.apply("remove duplicates", accepted, a -> Duplicates.removeDuplicates(a, duplicates));
    listings =
        steps.apply("correct review dates", listings, l -> Impute.correctReviewDates(l, runDate));
    listings = steps.apply("impute medians", listings, l -> Impute.imputeMedians(l, medians));
    listings = steps.apply("fix skewness", listings, Impute::fixSkewness);
    steps.run("write cleaned", listings, outputs::writeCleaned);

    outputs.seal(bounds, duplicate, tally, medians, unknown);
  }
}
