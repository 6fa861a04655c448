package spanglue.spark.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spanglue.spark.Gaps;
import spanglue.tracing.JobTracing;
import spanglue.tracing.OtlpReceiver;

/**
 * Formats of tables that run queries of their own to plan, check and commit a statement, some of
 * them before the statement is announced: each statement is one action, and each task counts once.
 */
class TableFormatsIT {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Pattern STATEMENTS = Pattern.compile("statements: (\\d+)");
  private static final Path JARS = Path.of("target", "table-formats");

  @TempDir Path folder;

  @Test
  void aStatementOnADeltaTableIsOneAction() throws Exception {
    aStatementIsOneAction(
        "delta",
        Map.of(
            "spark.databricks.delta.snapshotPartitions", "2",
            "spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension",
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog"));
  }

  @Test
  void aStatementOnAnIcebergTableIsOneAction() throws Exception {
    aStatementIsOneAction(
        "iceberg",
        Map.of(
            "spark.sql.extensions",
                "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
            "spark.sql.catalog.lake", "org.apache.iceberg.spark.SparkCatalog",
            "spark.sql.catalog.lake.type", "hadoop",
            "spark.sql.catalog.lake.warehouse", folder.toUri().toString()));
  }

  private void aStatementIsOneAction(String format, Map<String, String> conf) throws Exception {
    assumeTrue(
        PySpark.ofTheBuild().installed(),
        "no python3 when the build looked for one: PySpark not tested");
    String jars = jars(format);
    assumeTrue(!jars.isEmpty(), format + " has no release for this Spark");
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      Submission submission =
          new Submission("local[2]")
              .traced(receiver.url(), "")
              .conf("spark.log.level", "WARN")
              .conf("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
              .option("--jars", ShadedJar.PATH + "," + jars);
      conf.forEach(submission::conf);
      try (TestProcess program = PySpark.ofTheBuild().submit(submission, "tables.py", format)) {
        long statements = Long.parseLong(program.await(STATEMENTS, LIMIT));
        assertThat(program.exitCode(LIMIT)).as("%s", program.output()).isZero();

        Span root = receiver.span(JobTracing.ROOT_NAME);
        assertThat(OtlpReceiver.attributes(root))
            .as("%s", TraceTree.of(receiver.spans()))
            .containsEntry("spark.action.count", statements)
            .containsEntry("spark.sql.execution.count", statements)
            .containsEntry("spanglue.actions.failed", 0L);
        List<Span> actions =
            receiver.spans().stream()
                .filter(span -> OtlpReceiver.parent(span).equals(OtlpReceiver.id(root)))
                .filter(span -> !Gaps.isGap(span))
                .toList();
        assertThat(sum(actions, "spark.task.count"))
            .isEqualTo(OtlpReceiver.attributes(root).get("spark.task.count"));
      }
    }
  }

  private static long sum(List<Span> spans, String key) {
    return spans.stream().mapToLong(span -> (long) OtlpReceiver.attributes(span).get(key)).sum();
  }

  private static String jars(String format) throws IOException {
    if (!Files.isDirectory(JARS)) {
      return "";
    }
    try (Stream<Path> files = Files.list(JARS)) {
      return files
          .filter(jar -> jar.getFileName().toString().startsWith(format))
          .map(jar -> jar.toAbsolutePath().toString())
          .sorted()
          .collect(Collectors.joining(","));
    }
  }
}
