package spanglue.spark.internal.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import spanglue.report.Plan;
import spanglue.report.Plan.Node;
import spanglue.report.Plan.Time;

/** A plan as the text of a span's attribute. */
class PlanTextTest {
  @Test
  void everyOperatorIsALineUnderTheOneThatReadsIt() {
    Plan plan =
        new Plan(
            List.of(
                new Node(0, null, "Union", "", null, null, null, Time.UNKNOWN, null, Map.of()),
                new Node(1, 0, "Filter", "id", 7L, null, 5L, Time.SHARED, 2, Map.of()),
                new Node(2, 1, "Scan csv", "csv a", 9L, 99L, 4L, Time.MEASURED, null, Map.of()),
                new Node(3, 0, "Range", "", 1L, null, null, Time.UNKNOWN, null, Map.of())),
            0);

    assertThat(PlanText.of(plan))
        .isEqualTo(
            """
            Union
             Filter [id] 7 rows 5 ms shared by code 2
              Scan csv [csv a] 9 rows 99 bytes 4 ms
             Range 1 rows""");
  }

  @Test
  void ofALongOneThereIsWhatFitsAndHowManyDoNot() {
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      nodes.add(
          new Node(
              i,
              i == 0 ? null : i - 1,
              "Filter",
              "größe",
              null,
              null,
              null,
              Time.UNKNOWN,
              null,
              Map.of()));
    }

    String text = PlanText.of(new Plan(nodes, 7));

    assertThat(text.getBytes(UTF_8)).hasSizeBetween(1_900, 2_048);
    long lines = text.lines().count() - 1;
    assertThat(text).endsWith(".. " + (207 - lines) + " more operators");
  }
}
