package spanglue.collector;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The local pipeline, as a user runs it, which has sent its telemetry to a receiver.
 *
 * @param out its folder
 * @param printed what it printed
 */
record LocalRun(Path out, String printed) {
  private static final long MINUTES = 20;

  /**
   * Runs it to its end.
   *
   * @param otlp the receiver
   * @param log takes what it prints
   * @param files the shipped sample where there are none
   */
  static LocalRun to(URI otlp, Path out, Path log, Path... files)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(Collector.REPOSITORY.resolve("spanglue").toString()));
    command.addAll(List.of("local", "--no-ui", "--collector", otlp.toString()));
    command.addAll(List.of("--out", out.toString()));
    Stream.of(files).map(Path::toString).forEach(command::add);
    Process pipeline =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!pipeline.waitFor(MINUTES, TimeUnit.MINUTES)) {
      throw new AssertionError("the local run goes on after " + MINUTES + " minutes; see " + log);
    }
    return new LocalRun(out, Files.readString(log));
  }

  /** The {@code run.json} of the run that ended so. */
  JsonNode run(String status) throws IOException {
    try (Stream<Path> folders = Files.list(out)) {
      for (Path file : folders.map(f -> f.resolve("run.json")).filter(Files::exists).toList()) {
        JsonNode run = Http.json(Files.readString(file));
        if (run.path("status").asText().equals(status)) {
          return run;
        }
      }
    }
    throw new AssertionError("no run " + status + ": " + printed);
  }
}
