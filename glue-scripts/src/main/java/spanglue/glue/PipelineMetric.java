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

  private final String key;
  private final String dimension;
  private final String meaning;

  PipelineMetric(String key, String dimension, String meaning) {
    this.key = key;
    this.dimension = dimension;
    this.meaning = meaning;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public Type type() {
    return Type.WHOLE;
  }

  @Override
  public String unit() {
    return "1";
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public String dimension() {
    return dimension;
  }

  @Override
  public boolean isDistribution() {
    return false;
  }
}
