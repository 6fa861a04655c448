package spanglue.benchmarks;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A mean, and where it lies with 95 % confidence: Student's t interval over the pairs. Of ratios it
 * is the geometric mean, with the interval of the logarithms.
 */
record ConfidenceInterval(double mean, double low, double high, double median) {
  private static final double CONFIDENCE = 0.95;

  static ConfidenceInterval of(double... values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    int freedom = values.length - 1;
    double error = Math.sqrt(squares / freedom / values.length);
    double t = new TDistribution(freedom).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
    return new ConfidenceInterval(mean, mean - t * error, mean + t * error, median(values));
  }

  static ConfidenceInterval ofRatios(double... ratios) {
    ConfidenceInterval logs = of(Arrays.stream(ratios).map(Math::log).toArray());
    return new ConfidenceInterval(
        Math.exp(logs.mean), Math.exp(logs.low), Math.exp(logs.high), median(ratios));
  }

  private static double median(double... values) {
    double[] sorted = Arrays.stream(values).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
