package spanglue.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostReportTest {
  private static final long MEGABYTE = 1024 * 1024;

  @Test
  void anIntervalIsStudentsOfTheMean() {
    ConfidenceInterval interval = ConfidenceInterval.of(1, 2, 3);

    assertThat(interval.mean()).isEqualTo(2);
    assertThat(interval.low()).isCloseTo(2 - 2.484, within(0.001));
    assertThat(interval.high()).isCloseTo(2 + 2.484, within(0.001));
  }

  @Test
  void ratiosAreAveragedAsLogarithms() {
    ConfidenceInterval interval = ConfidenceInterval.ofRatios(0.5, 2);

    assertThat(interval.mean()).isCloseTo(1, within(1e-9));
    assertThat(interval.low() * interval.high()).isCloseTo(1, within(1e-9));
  }

  @Test
  void theSlopeIsWhatTheRowsAddToTheFixedCosts() {
    Options options = Options.of();
    List<Pair> few = List.of(pair(3, 2), pair(3, 2));
    List<Pair> many = List.of(pair(103.5, 102), pair(104.5, 102));

    CostReport figures = CostReport.of(options, Map.of("few rows", few, "many rows", many));

    assertThat(value(figures, "pipeline, slope per row, time")).isCloseTo(1.01, within(0.0001));
  }

  @Test
  void whatTracingTakesIsAShareOfTheWorkWithoutIt() {
    CostReport figures =
        CostReport.of(Options.of(), Map.of("stages", List.of(pair(3, 2), pair(3, 2))));

    assertThat(value(figures, "500 small jobs, tracing's own processor time"))
        .isCloseTo(1.5, within(1e-9));
  }

  @Test
  void memoryIsWhatMoreIsLive() {
    CostReport figures =
        CostReport.of(Options.of(), Map.of("stages", List.of(pair(1, 1), pair(1, 1))));

    assertThat(value(figures, "500 small jobs, heap")).isCloseTo(2, within(1e-9));
  }

  @Test
  void wrongOptionsAreNamed() {
    assertThatThrownBy(() -> Options.of("--pairs", "none"))
        .hasMessage("--pairs is 'none'; expected a number from 2");
    assertThatThrownBy(() -> Options.of("--only", "cli"))
        .hasMessage("--only is 'cli'; expected one of start, stages, pipeline");
    assertThatThrownBy(() -> Options.of("--fast")).hasMessage("option '--fast' is unknown");
  }

  private static double value(CostReport figures, String figure) {
    return figures.lines().stream()
        .filter(line -> line.figure().equals(figure))
        .findFirst()
        .orElseThrow()
        .value()
        .mean();
  }

  private static Pair pair(double traced, double untraced) {
    return new Pair(
        new Cost(traced, traced, 0.1, 0.01 * traced, 12 * MEGABYTE, 0),
        new Cost(untraced, untraced, 0, 0, 10 * MEGABYTE, 0));
  }
}
