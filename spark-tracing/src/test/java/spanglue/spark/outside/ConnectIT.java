package spanglue.spark.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import spanglue.tracing.JobTracing;
import spanglue.tracing.OtlpReceiver;

/** A server of Spark Connect, whose clients share its one trace. */
class ConnectIT {
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final int SIGTERM = 128 + 15;
  private static final Pattern PORT = Pattern.compile("Spark Connect server started at: .*:(\\d+)");

  @Test
  void aQueryOfAClientThatFailsIsNotTheServersFailure() throws Exception {
    assumeTrue(PySpark.ofTheBuild().hasConnect(), "this PySpark has no server of Spark Connect");
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      Submission submission =
          new Submission("local[2]")
              .traced(receiver.url(), "")
              .conf("spark.connect.grpc.binding.port", "0")
              .option("--jars", ShadedJar.PATH.toString())
              .option("--class", "org.apache.spark.sql.connect.service.SparkConnectServer");
      try (TestProcess server = PySpark.ofTheBuild().submitClass(submission)) {
        String port = server.await(PORT, LIMIT);
        try (TestProcess clients =
            PySpark.ofTheBuild().python("clients.py", "sc://127.0.0.1:" + port)) {
          assertThat(clients.exitCode(LIMIT)).as("%s", clients.output()).isZero();
          assertThat(clients.output()).contains("caught");
        }
        assertThat(server.terminate(LIMIT)).as("%s", server.output()).isEqualTo(SIGTERM);
        assertThat(server.output().lines().filter(line -> line.contains("is not supported")))
            .hasSize(1);
      }

      Span root = receiver.span(JobTracing.ROOT_NAME);
      assertThat(root.getStatus().getCode()).isNotEqualTo(StatusCode.STATUS_CODE_ERROR);
      assertThat(OtlpReceiver.attributes(root))
          .containsEntry("outcome", "unknown")
          .containsEntry("spanglue.actions.failed", 1L)
          .doesNotContainKey("spanglue.tracing.error_count");
    }
  }
}
