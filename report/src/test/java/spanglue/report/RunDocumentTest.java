package spanglue.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A document is what its schema says, and reads as its text says. */
class RunDocumentTest {
  private static final List<String> FIGURES =
      List.of(
          "tasks",
          "tasks_failed",
          "rows_in",
          "bytes_in",
          "rows_out",
          "bytes_out",
          "shuffle_read_bytes",
          "shuffle_write_bytes",
          "spill_bytes",
          "task_ms",
          "cpu_ms",
          "gc_ms");

  @Test
  void aWholeRunIsAsTheSchemaSays() {
    RunDocument run = run(1_700_000_010_000L, new RunDocument.Cost(20, 0.0123, "2 x G.1X"));

    assertThat(faults(run.toJson())).isEmpty();
    assertThat(faults(run.toIndentedJson())).isEmpty();
  }

  @Test
  void aRunWithoutAnEndAndWithoutACostIsToo() throws Exception {
    String json = run(null, null).toJson();

    assertThat(faults(json)).isEmpty();
    assertThat(new ObjectMapper().readTree(json).at("/application/complete").asBoolean()).isFalse();
    assertThat(new ObjectMapper().readTree(json).at("/application/end_ms").isNull()).isTrue();
  }

  @Test
  void aDocumentThatLacksAClassIsNone() {
    assertThat(faults(run(null, null).toJson().replace("\"tail\"", "\"tale\""))).isNotEmpty();
  }

  @Test
  void aDocumentIsOneLineOrIndented() {
    RunDocument run = run(null, null);

    assertThat(run.toJson()).doesNotContain("\n").startsWith("{\"schema_version\":1,");
    assertThat(run.toIndentedJson()).endsWith("}\n").contains("\n  \"source\"");
  }

  @Test
  void theTextSaysWhereTheTimeWentToAHundredPercent() {
    String text =
        SummaryText.of(run(1_700_000_010_000L, new RunDocument.Cost(20, 0.0123, "2 x G.1X")));

    assertThat(text)
        .contains("orders  local-1  Spark 4.1.1")
        .containsPattern("cpu +6\\.000 s +60\\.0 % +5\\.000 s +50\\.0 %")
        .containsPattern("total +10\\.000 s +100\\.0 %")
        .containsPattern("9\\.000 s +90\\.0 % +write orders \\(failed\\)")
        .contains("stage 3 attempt 1, 7 tasks")
        .contains("0.0123 US$ (2 x G.1X)")
        .contains("note: Something was not there.");
  }

  private static Set<String> faults(String json) {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(RunDocument.schema())
        .validate(json, InputFormat.JSON)
        .stream()
        .map(ValidationMessage::getMessage)
        .collect(Collectors.toSet());
  }

  private static RunDocument run(Long end, RunDocument.Cost cost) {
    long start = 1_700_000_000_000L;
    Map<String, Long> totals = new LinkedHashMap<>(figures());
    totals.put("jobs", 1L);
    totals.put("stages", 1L);
    return new RunDocument(
        new RunDocument.Source("event-log", "s3a://logs/local-1"),
        new RunDocument.Application("local-1", "orders", "4.1.1", start, end),
        new RunDocument.Time(10_000, classes(6_000, 4_000)),
        new RunDocument.CriticalPath(
            classes(5_000, 5_000),
            List.of(
                new RunDocument.PathSpan("stage 3", "write orders", start, start + 5_000, 5_000))),
        new RunDocument.Totals(totals),
        new RunDocument.Slots(
            4, List.of(new RunDocument.SlotPoint(start, start + 1_000, 4, 2.333_333))),
        cost,
        List.of(
            new Action(
                "write orders",
                7L,
                start,
                start + 9_000,
                "failed",
                "java.io.IOException: no space",
                List.of(0, 1),
                List.of(
                    new Action.Stage(
                        3,
                        1,
                        "save at Orders.java:12",
                        start,
                        start + 8_000,
                        "failed",
                        20,
                        90,
                        figures())),
                new RunDocument.Folded(2, 0.5),
                figures(),
                Map.of("cpu", 6_000L, "tail", 3_000L),
                0.01,
                null)),
        new RunDocument.Folded(0, 0),
        List.of(),
        List.of("Named steps."),
        List.of("Something was not there."));
  }

  private static Map<String, Long> figures() {
    Map<String, Long> figures = new LinkedHashMap<>();
    FIGURES.forEach(figure -> figures.put(figure, 7L));
    return figures;
  }

  private static Map<String, Long> classes(long cpu, long tail) {
    Map<String, Long> classes = new LinkedHashMap<>();
    Arrays.stream(
            ("jvm_start spark_start driver planning executor_wait scheduling cpu gc deserialization"
                    + " shuffle_wait shuffle_write output_write python unmeasured other_wait tail"
                    + " commit end")
                .split(" "))
        .forEach(name -> classes.put(name, 0L));
    classes.put("cpu", cpu);
    classes.put("tail", tail);
    return classes;
  }
}
