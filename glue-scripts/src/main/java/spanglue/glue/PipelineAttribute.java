package spanglue.glue;

import spanglue.tracing.vocabulary.Term;

/** What a job tells of itself and its rows on its root span. */
public enum PipelineAttribute implements Term {
  RUN_ID("run_id", Type.TEXT, "", "The run, which is the execution's name. An annotation."),
  BUCKET("bucket", Type.TEXT, "", "The bucket that the run reads and writes. An annotation."),
  REFUSED_STARTS(
      "spanglue.job.refused_starts",
      Type.WHOLE,
      "{start}",
      "How often Glue had no room for the job before it started."),
  ROWS_READ(
      "spanglue.rows.read",
      Type.WHOLE,
      "{row}",
      "Records in the cleaning job's input; for the processing job, rows in the cleaned files."),
  ROWS_CLEANED("spanglue.rows.cleaned", Type.WHOLE, "{row}", "Rows in the written cleaned files."),
  ROWS_DUPLICATE(
      "spanglue.rows.duplicate",
      Type.WHOLE,
      "{row}",
      "Listings that an earlier one of the same group stands for."),
  ROWS_REJECTED(
      "spanglue.rows.rejected.<reason>",
      Type.WHOLE,
      "{row}",
      "Records that a rule refused, in the written files; one attribute for each reason."),
  ROWS_LISTINGS(
      "spanglue.rows.listings", Type.WHOLE, "{row}", "Rows in the written files of listings."),
  ROWS_SUMMARY(
      "spanglue.rows.summary", Type.WHOLE, "{row}", "Rows in the written files of the summary."),
  IMPUTED(
      "spanglue.imputed.<column>",
      Type.WHOLE,
      "{row}",
      "Listings that got the column's median; one attribute for each imputed column."),
  IMPUTED_DATES(
      "spanglue.imputed_dates.<fault>",
      Type.WHOLE,
      "{row}",
      "Of the listings that got a median for last_review, why they did: missing, unreadable,"
          + " implausible."),
  UNREADABLE(
      "spanglue.unreadable.<column>",
      Type.WHOLE,
      "{value}",
      "Values that were there and could not be read; one attribute for each column with some."),
  REJECTED_LINES(
      "spanglue.rejected_lines.<figure>",
      Type.WHOLE,
      "1",
      "Of rejected records that span several lines, where there are some: records, lines, and of"
          + " the longest longest_lines and longest_position."),
  ENCODING(
      "spanglue.input.encoding",
      Type.TEXT,
      "",
      "What the input is read as: UTF-8 or windows-1252."),
  UNKNOWN_ARGUMENTS(
      "spanglue.arguments.unknown",
      Type.TEXTS,
      "",
      "Names of arguments that the job does not know; Glue adds some of its own."),
  UNKNOWN_COLUMNS(
      "spanglue.input.unknown_columns",
      Type.TEXTS,
      "",
      "Columns of the input that are neither needed nor known; the first of them for JSON.");

  private final Definition definition;

  PipelineAttribute(String key, Type type, String unit, String meaning) {
    this.definition = new Definition(key, type, unit, meaning);
  }

  @Override
  public Definition definition() {
    return definition;
  }

  /** The name for one reason or column. */
  String of(String part) {
    int placeholder = key().indexOf('<');
    if (placeholder < 0) {
      throw new IllegalStateException(key() + " has no part to fill in");
    }
    return key().substring(0, placeholder) + part;
  }
}
