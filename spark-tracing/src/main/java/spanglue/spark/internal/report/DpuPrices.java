package spanglue.spark.internal.report;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What AWS Glue's workers are made of and cost. US$, us-east-1; {@code docs/cost.md} has the same
 * price.
 */
final class DpuPrices {
  /** The day the prices were looked up. */
  static final String DATE = "2026-11-22";

  /**
   * A DPU for an hour on Glue 6.0 (Spark 4): 0.44 less 30 %, as AWS announced 6.0. Source: {@code
   * aws.amazon.com/glue/pricing} and the cost model of AWS's own tools.
   */
  static final double SPARK_4 = 0.308;

  /**
   * A DPU for an hour on Glue 3.0 to 5.1 (Spark 3). Source: {@code aws.amazon.com/glue/pricing}.
   */
  static final double SPARK_3 = 0.44;

  /** Glue bills at least so many seconds of a job run. Source: as above. */
  static final long LEAST_BILLED_SECONDS = 60;

  /**
   * DPUs of a worker. Source: Glue's developer guide, "Adding jobs", worker types. The memory
   * optimized R types hold as many, but are billed at a price of their own, which is not here.
   */
  private static final Map<String, Double> DPUS =
      Map.ofEntries(
          Map.entry("G.025X", 0.25),
          Map.entry("STANDARD", 1.0),
          Map.entry("G.1X", 1.0),
          Map.entry("G.2X", 2.0),
          Map.entry("G.4X", 4.0),
          Map.entry("G.8X", 8.0),
          Map.entry("G.12X", 12.0),
          Map.entry("G.16X", 16.0),
          Map.entry("R.1X", 1.0),
          Map.entry("R.2X", 2.0),
          Map.entry("R.4X", 4.0),
          Map.entry("R.8X", 8.0));

  private DpuPrices() {}

  /** DPUs of one worker; null where the type is unknown. */
  static @Nullable Double dpus(String workerType) {
    return DPUS.get(workerType);
  }

  /** US$ for a DPU and hour; null where it is not known. */
  static @Nullable Double perHour(String workerType, String sparkVersion) {
    if (workerType.startsWith("R.")) {
      return null;
    }
    if (sparkVersion.startsWith("4.")) {
      return SPARK_4;
    }
    return sparkVersion.startsWith("3.") ? SPARK_3 : null;
  }
}
