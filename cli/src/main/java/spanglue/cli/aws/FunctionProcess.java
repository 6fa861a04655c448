package spanglue.cli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import spanglue.cli.child.FunctionMain;
import spanglue.cli.process.ChildProcesses;
import spanglue.cli.process.Installation;
import spanglue.cli.process.JavaCommand;
import spanglue.cli.process.Json;
import spanglue.tracing.TraceHeader;

/** The trigger function in a JVM of its own, with the environment that Lambda gives it. */
public final class FunctionProcess {
  public static final String NAME = "spanglue-trigger";

  private static final String HANDLER = "spanglue.lambda.TriggerFunction";
  private static final long TIMEOUT_SECONDS = 60;

  /**
   * How an invocation ended.
   *
   * @param log what the function logged, by line
   * @param error what it threw, in one line; null where it returned
   */
  public record Result(List<String> log, @Nullable String error) {
    /** Why the function refused the upload; null where it did not. */
    public @Nullable String refusal() {
      return log.stream()
          .filter(line -> line.startsWith("{"))
          .map(Json::read)
          .filter(line -> line.path("message").asText().equals("refused"))
          .map(line -> line.path("explanation").asText())
          .findFirst()
          .orElse(null);
    }
  }

  private final Process process;
  private final Path errors;
  private final BufferedWriter events;
  private final BufferedReader answers;

  private FunctionProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.events =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Starts the process; it is ready when it answers.
   *
   * @param endpoint serves StartExecution and receives OTLP
   */
  public static FunctionProcess start(
      Installation installation,
      ChildProcesses children,
      Path temp,
      StateMachineArn stateMachine,
      URI endpoint) {
    Path errors = temp.resolve("function.err");
    ProcessBuilder builder =
        new JavaCommand(installation.functionClassPath())
            .options(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"))
            .process(temp, FunctionMain.class, List.of(HANDLER))
            .redirectError(errors.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("OTEL_"));
    environment.put("AWS_LAMBDA_FUNCTION_NAME", NAME);
    environment.put("AWS_REGION", StateMachineArn.REGION);
    environment.put("AWS_ACCESS_KEY_ID", "local");
    environment.put("AWS_SECRET_ACCESS_KEY", "local");
    environment.put("AWS_ENDPOINT_URL_SFN", endpoint.toString());
    environment.put("STATE_MACHINE_ARN", stateMachine.toString());
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint.toString());
    return new FunctionProcess(children.start(builder), errors);
  }

  /**
   * Invokes the function once.
   *
   * @param header the function's own span as the parent
   * @return within 60 s; a function that takes longer is ended and its result is an error
   */
  public Result invoke(JsonNode event, TraceHeader header) {
    List<String> log = new ArrayList<>();
    CompletableFuture<Void> timeout =
        CompletableFuture.runAsync(
            process::destroyForcibly,
            CompletableFuture.delayedExecutor(TIMEOUT_SECONDS, TimeUnit.SECONDS));
    try {
      events.write(header.toXRay() + "\t" + Json.write(event) + "\n");
      events.flush();
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        String[] parts = line.split("\t", 2);
        switch (parts[0]) {
          case "done" -> {
            return new Result(log, null);
          }
          case "error" -> {
            return new Result(log, parts[1]);
          }
          default -> log.add(parts.length == 2 ? parts[1] : line);
        }
      }
      return ended(log);
    } catch (IOException e) {
      return ended(log);
    } finally {
      timeout.cancel(false);
    }
  }

  private Result ended(List<String> log) {
    String why = "it ended without an answer, or took more than " + TIMEOUT_SECONDS + " s";
    try {
      List<String> printed = Files.readAllLines(errors);
      log.addAll(printed);
      why = printed.stream().filter(line -> line.contains("Exception")).findFirst().orElse(why);
    } catch (IOException e) {
      log.add("what it printed cannot be read: " + e);
    }
    return new Result(log, why);
  }
}
