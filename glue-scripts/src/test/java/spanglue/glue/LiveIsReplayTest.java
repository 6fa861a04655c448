package spanglue.glue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spanglue.tracing.LiveAndReplayed;
import spanglue.tracing.OtlpReceiver;

/** The event logs of both jobs, explained, give their live traces. */
class LiveIsReplayTest {
  @TempDir private Path folder;

  @Test
  void theTracesOfBothJobsAreThoseOfTheirLogs() throws Exception {
    Path bucket = Files.createDirectory(folder.resolve("bucket"));
    SmallInput input = new SmallInput();
    for (int i = 0; i < 30; i++) {
      input.with();
    }
    input.with("room_type", "x").with("host_name", "host 1");
    String key = SmallInput.upload(bucket, "few.csv", input.csv());

    for (String job : List.of("clean", "process")) {
      Path log = Files.createDirectory(folder.resolve("log-" + job));
      try (OtlpReceiver live = new OtlpReceiver();
          OtlpReceiver replayed = new OtlpReceiver()) {
        run(
            List.of(
                "-Dspark.eventLog.enabled=true",
                "-Dspark.eventLog.dir=" + log.toUri(),
                "-Dspark.eventLog.compress=false",
                LoggedJob.class.getName(),
                job,
                bucket.toString(),
                key,
                live.url()));
        run(List.of("spanglue.spark.Explain", "--otlp", replayed.url(), log.toString()));

        assertThat(live.spans()).hasSizeGreaterThan(15);
        LiveAndReplayed.areTheSameOfAJob(live, replayed);
      }
    }
  }

  private void run(List<String> optionsAndProgram) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().strip().split(" ", -1)));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(optionsAndProgram);
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(Map.of("SPARK_LOCAL_IP", "127.0.0.1"));
    Process process = builder.start();
    try {
      assertThat(process.waitFor()).as("%s", Files.readString(output)).isZero();
    } finally {
      process.destroyForcibly();
    }
  }
}
