package spanglue.collector;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The real collector on the configuration that the stack deploys, over which only addresses are
 * laid: those it listens at, and those of X-Ray and CloudWatch Logs. It is the program that {@code
 * SPANGLUE_COLLECTOR} names, else the image that the stack deploys, in Docker.
 */
final class Collector implements AutoCloseable {
  static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
  static final String LOG_GROUP = "/spanglue/metrics";

  private static final String READY = "Everything is ready";

  private static final Pattern IMAGE =
      Pattern.compile("public\\.ecr\\.aws/aws-observability/aws-otel-collector:[^\"]+");

  private final String name = "spanglue-test-" + UUID.randomUUID();
  private final Map<String, String> environment = new TreeMap<>();
  private final URI otlp = Http.loopback(Http.freePort());
  private final URI xray = Http.loopback(Http.freePort());
  private final URI health = Http.loopback(Http.freePort());
  private LoggedProcess process;

  /**
   * A collector that is not started yet.
   *
   * @param aws X-Ray and CloudWatch Logs
   */
  Collector(URI aws) throws IOException {
    environment.put("SPANGLUE_CONFIG", read("collector/config.yaml"));
    environment.put("SPANGLUE_OVERLAY", overlay(aws));
    environment.put("SPANGLUE_METRICS_LOG_GROUP", LOG_GROUP);
    environment.put("AWS_REGION", "us-east-1");
    environment.put("AWS_ACCESS_KEY_ID", "test");
    environment.put("AWS_SECRET_ACCESS_KEY", "test");
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("RUN_IN_CONTAINER", "True");
  }

  /** Whether there is one to be had; says how to get one where there is none. */
  static boolean isThere() {
    boolean there = program() != null || dockerAnswers();
    if (!there) {
      System.err.println(NeedsCollector.HOW);
    }
    return there;
  }

  /** Base URL of the OTLP/HTTP receiver. */
  URI otlp() {
    return otlp;
  }

  /** Base URL of awsproxy. */
  URI xray() {
    return xray;
  }

  /** Starts it and waits until it says that all its parts are started. */
  Collector start() throws IOException {
    List<String> command = new ArrayList<>();
    if (program() == null) {
      command.addAll(List.of("docker", "run", "--rm", "--network", "host", "--name", name));
      environment.keySet().forEach(variable -> command.addAll(List.of("--env", variable)));
      command.add(image());
    } else {
      command.add(program());
    }
    command.add("--config=env:SPANGLUE_CONFIG");
    command.add("--config=env:SPANGLUE_OVERLAY");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    // The distribution would read this instead.
    builder.environment().remove("AOT_CONFIG_CONTENT");
    process = LoggedProcess.start(builder, Path.of("target", "collector.log"), READY);
    return this;
  }

  /** Ends it as a crash does: nothing is flushed. */
  void kill() throws IOException {
    if (program() == null) {
      new ProcessBuilder("docker", "kill", name).inheritIO().start().onExit().join();
    } else {
      process.kill();
    }
    process.awaitEnd();
  }

  @Override
  public void close() throws IOException {
    if (process != null && process.isAlive()) {
      kill();
    }
  }

  private String overlay(URI aws) {
    return """
        extensions:
          health_check: {endpoint: "%2$s"}
          awsproxy: {endpoint: "%3$s", aws_endpoint: "%1$s", local_mode: true}
        receivers:
          otlp:
            protocols:
              http: {endpoint: "%4$s"}
        exporters:
          awsxray: {endpoint: "%1$s", local_mode: true}
          awsemf: {endpoint: "%1$s", local_mode: true}
        service:
          telemetry: {metrics: {level: none}}
        """
        .formatted(aws, health.getAuthority(), xray.getAuthority(), otlp.getAuthority());
  }

  private static String program() {
    return System.getenv("SPANGLUE_COLLECTOR");
  }

  private static boolean dockerAnswers() {
    try {
      // The engine, not the client, which is there without one.
      return new ProcessBuilder("docker", "info")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .onExit()
              .join()
              .exitValue()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** The one that the stack deploys. */
  private static String image() throws IOException {
    Matcher found = IMAGE.matcher(read("src/test/resources/template.json"));
    if (!found.find()) {
      throw new AssertionError("the template names no image as " + IMAGE);
    }
    return found.group();
  }

  private static String read(String path) throws IOException {
    return Files.readString(REPOSITORY.resolve(path));
  }
}
