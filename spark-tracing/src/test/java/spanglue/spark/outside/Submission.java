package spanglue.spark.outside;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one calls spark-submit with. */
final class Submission {
  private final String master;
  private final List<String> options = new ArrayList<>();
  private final Map<String, String> conf = new LinkedHashMap<>();

  /** For a small job on the loopback interface. */
  Submission(String master) {
    this.master = master;
    conf("spark.driver.host", "127.0.0.1");
    conf("spark.driver.bindAddress", "127.0.0.1");
    conf("spark.ui.enabled", "false");
    conf("spark.sql.shuffle.partitions", "2");
    // However slow the machine is, the trace is the same.
    conf("spark.spanglue.open.every", "0");
  }

  /** The plugin by its conf alone: what it sends, it sends to {@code endpoint}. */
  Submission traced(String endpoint, String header) {
    conf("spark.plugins", "spanglue.spark.SparkTracingPlugin");
    conf("spark.spanglue.otlp.endpoint", endpoint);
    return conf("spark.spanglue.trace.header", header);
  }

  /** Spark's event log, in one file that can be read. */
  Submission eventLog(Path folder) {
    conf("spark.eventLog.enabled", "true");
    conf("spark.eventLog.dir", folder.toUri().toString());
    conf("spark.eventLog.compress", "false");
    return conf("spark.eventLog.rolling.enabled", "false");
  }

  Submission conf(String key, String value) {
    conf.put(key, value);
    return this;
  }

  Submission option(String name, String value) {
    options.addAll(List.of(name, value));
    return this;
  }

  /** The arguments, for a program and what it takes. */
  List<String> arguments(String program, String... its) {
    List<String> arguments = new ArrayList<>(List.of("--master", master));
    arguments.addAll(options);
    conf.forEach((key, value) -> arguments.addAll(List.of("--conf", key + "=" + value)));
    arguments.add(program);
    arguments.addAll(List.of(its));
    return arguments;
  }

  /** For a program that makes its session by itself: {@code key=value}. */
  List<String> settings() {
    List<String> settings = new ArrayList<>(List.of("spark.master=" + master));
    conf.forEach((key, value) -> settings.add(key + "=" + value));
    return settings;
  }
}
