package spanglue.glue;

import spanglue.tracing.vocabulary.MetricTerm;

/** The metrics that the two jobs add to those of every job. */
public enum PipelineMetric implements MetricTerm {
  RECORDS(
      "records",
      "outcome",
      "Records by what became of them: cleaned, duplicate, rejected, processed."),
  IMPUTED_VALUES("imputed_values", "column", "Values that were imputed, by column."),
  UNREADABLE_VALUES(
      "unreadable_values",
      "column",
      "Values that were there and could not be read, by column; only of columns with some.");

  private final Definition definition;
  private final String dimension;

  PipelineMetric(String key, String dimension, String meaning) {
    this.definition = new Definition(key, Type.WHOLE, "1", meaning);
    this.dimension = dimension;
  }

  @Override
  public Definition definition() {
    return definition;
  }

  @Override
  public String dimension() {
    return dimension;
  }
}
