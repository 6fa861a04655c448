package spanglue.spark.internal.report;

import java.util.Locale;
import org.apache.spark.SparkConf;
import org.jspecify.annotations.Nullable;
import spanglue.spark.vocabulary.SparkTracingConf;
import spanglue.tracing.spi.ProductLog;

/**
 * The workers that a job is billed for, as the confs name them: {@code spark.spanglue.worker.type}
 * ({@code G.1X}), {@code spark.spanglue.worker.count}, and optionally {@code
 * spark.spanglue.price.per.dpu.hour} (US$) in the place of the table's price. What they don't say
 * is not guessed.
 *
 * @param pricePerDpuHour US$; null where it is not known, so that there are DPU-seconds and no
 *     money
 * @param basis what a reader must know of the money: workers, price, and its date
 */
public record Workers(double dpus, @Nullable Double pricePerDpuHour, String basis) {
  private static final String TYPE = SparkTracingConf.WORKER_TYPE.key();
  private static final String COUNT = SparkTracingConf.WORKER_COUNT.key();
  private static final String PRICE = SparkTracingConf.PRICE_PER_DPU_HOUR.key();
  private static final System.Logger LOG = ProductLog.of(Workers.class);

  /** Those of the confs; null where they name none, or none that is known, which is logged. */
  public static @Nullable Workers of(SparkConf conf, String sparkVersion) {
    String type = conf.get(TYPE, "").strip().toUpperCase(Locale.ROOT);
    String countText = conf.get(COUNT, "").strip();
    if (type.isEmpty() && countText.isEmpty()) {
      return null;
    }
    Double dpus = DpuPrices.dpus(type);
    Double count = positive(countText);
    if (dpus == null || count == null) {
      LOG.log(
          System.Logger.Level.WARNING,
          "no cost: {0}={1}, {2}={3}; expected a worker type of AWS Glue such as G.1X, and how many",
          TYPE,
          type,
          COUNT,
          countText);
      return null;
    }
    String own = conf.get(PRICE, "").strip();
    Double price = own.isEmpty() ? DpuPrices.perHour(type, sparkVersion) : positive(own);
    if (price == null) {
      LOG.log(
          System.Logger.Level.WARNING,
          "DPU-seconds without money: no price is known for {0} on Spark {1}; set {2} to US$ per"
              + " DPU and hour (it is ''{3}'')",
          type,
          sparkVersion,
          PRICE,
          own);
    }
    String source = own.isEmpty() ? "list price of " + DpuPrices.DATE : PRICE;
    // With auto scaling, which takes workers away, this is the most that it can cost.
    String workers = countText + " x " + type + " throughout";
    return new Workers(
        count * dpus,
        price,
        price == null
            ? workers + ", no known price"
            : workers + ", " + price + " US$ per DPU-hour, " + source);
  }

  /** DPU-seconds of so much wall time, unbilled time included. */
  double dpuSeconds(double wallSeconds) {
    return dpus * wallSeconds;
  }

  /** US$ of a run of so many seconds, billed by the second and for at least a minute. */
  @Nullable Double cost(double wallSeconds) {
    return pricePerDpuHour == null
        ? null
        : Double.valueOf(
            dpus * Math.max(wallSeconds, DpuPrices.LEAST_BILLED_SECONDS) / 3_600 * pricePerDpuHour);
  }

  private static @Nullable Double positive(String text) {
    try {
      double value = Double.parseDouble(text);
      return value > 0 && value < 1e9 ? value : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
