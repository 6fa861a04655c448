package spanglue.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.scheduler.ReplayListenerBus;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.util.JsonProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spanglue.spark.event.NamedActionEnded;
import spanglue.spark.event.NamedActionStarted;
import spanglue.spark.event.StepsRan;
import spanglue.spark.event.StepsRan.RanStep;
import spanglue.spark.event.StepsRan.SmallFiles;

/** Our events in Spark's log: who knows them reads them, and who does not goes on. */
class OwnEventsTest {
  private static final String ROOM = "spanglue.spark.event.";
  private static final String START =
      "{\"Event\":\"SparkListenerApplicationStart\",\"App Name\":\"a\",\"App ID\":\"app-1\","
          + "\"Timestamp\":1000,\"User\":\"u\"}";
  private static final String END =
      "{\"Event\":\"SparkListenerApplicationEnd\",\"Timestamp\":9000}";

  @TempDir private Path folder;

  @Test
  void sparkWritesAndReadsThem() {
    List<SparkListenerEvent> events =
        List.of(
            new NamedActionStarted("tag", "name", 5),
            new NamedActionEnded("tag", 6, "failed", "Type", "message", "stack"),
            new StepsRan(
                "execution 1",
                List.of(
                    new RanStep(
                        1,
                        "one",
                        true,
                        "fused",
                        2,
                        3,
                        List.of("two"),
                        true,
                        1,
                        7L,
                        Map.of("1.0", 4L)),
                    new RanStep(
                        2, "two", false, "unmeasured", 2, 3, List.of(), false, 0, null, Map.of())),
                List.of(3L),
                List.of(new SmallFiles(100, 1_000))));

    assertThat(events)
        .allSatisfy(
            event -> {
              String json = JsonProtocol.sparkEventToJsonString(event);
              assertThat(json).startsWith("{\"Event\":\"" + ROOM);
              assertThat(JsonProtocol.sparkEventFromJson(json)).isEqualTo(event);
            });
  }

  @Test
  void sparkSkipsThemWhereTheirClassesAreNotThere() {
    List<SparkListenerEvent> seen = new ArrayList<>();
    ReplayListenerBus bus = new ReplayListenerBus();
    bus.addListener(
        new SparkListener() {
          @Override
          public void onApplicationEnd(SparkListenerApplicationEnd event) {
            seen.add(event);
          }

          @Override
          public void onOtherEvent(SparkListenerEvent event) {
            seen.add(event);
          }
        });
    String log =
        String.join(
            "\n",
            START,
            JsonProtocol.sparkEventToJsonString(new NamedActionStarted("tag", "name", 5)),
            JsonProtocol.sparkEventToJsonString(new NamedActionStarted("tag", "name", 6)),
            END);

    withoutOurClasses(
        () ->
            assertThat(
                    bus.replay(
                        new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)),
                        "log",
                        false,
                        line -> true))
                .isTrue());

    assertThat(seen).hasOnlyElementsOfType(SparkListenerApplicationEnd.class).hasSize(1);
  }

  /** Spark looks classes of events up by the thread's loader. */
  private static void withoutOurClasses(Runnable work) {
    Thread thread = Thread.currentThread();
    ClassLoader usual = thread.getContextClassLoader();
    thread.setContextClassLoader(
        new ClassLoader(usual) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith(ROOM)) {
              throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
          }
        });
    try {
      work.run();
    } finally {
      thread.setContextClassLoader(usual);
    }
  }

  @Test
  void thoseOfAnotherVersionOfOursAreReadAsFarAsTheyAreKnown() throws IOException {
    Path log =
        Files.writeString(
            folder.resolve("log"),
            String.join(
                "\n",
                START,
                "{\"Event\":\""
                    + ROOM
                    + "NamedActionStarted\",\"tag\":\"spanglue-action-1.bg\","
                    + "\"name\":\"a name\",\"time\":2000,\"newer\":{\"a\":[1]}}",
                "{\"Event\":\""
                    + ROOM
                    + "NamedActionEnded\",\"tag\":\"spanglue-action-1.bg\","
                    + "\"time\":3000,\"status\":\"succeeded\"}",
                "{\"Event\":\"" + ROOM + "StepsRan\",\"steps\":[{\"id\":1}],\"action\":7}",
                "{\"Event\":\"" + ROOM + "Newer\",\"a\":1}",
                END,
                ""));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        new Explain(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                Map.of())
            .run(List.of(log.toString()));

    assertThat(code).as("%s", err).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("a name", "Events of 1 unknown kind were left out: " + ROOM + "Newer.")
        .doesNotContain("could not be read");
  }
}
