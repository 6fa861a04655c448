package spanglue.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.jspecify.annotations.Nullable;
import spanglue.spark.vocabulary.SparkTracingConf;

/**
 * What {@link Explain} is asked for.
 *
 * @param json where the document goes, {@code -} for standard output; null where it is not wanted
 * @param html where the page goes; null where it is not wanted
 * @param otlp base URL of an OTLP/HTTP receiver of the trace; null where it is not wanted
 * @param trace file that the trace is written to; null where it is not wanted
 * @param workers confs that name the workers
 */
record ExplainOptions(
    List<String> logs,
    @Nullable String json,
    @Nullable String html,
    @Nullable String otlp,
    @Nullable String trace,
    SparkConf workers,
    boolean help) {
  static final String USAGE =
      """
      Usage: explain [--json FILE] [--html FILE] [--otlp URL] [--trace FILE]
                      [--worker-type TYPE --workers N] LOG..

      Says where the time of a Spark run went, by its event log.

        LOG                  an event log, plain or compressed, or a rolled one's folder, or a folder
                             of logs; on any file system that Hadoop opens (s3a://, hdfs://)
        --json FILE          write the run document there, one line for each of several logs;
                             - is standard output, in the place of the summary
        --html FILE          write a page of one log there, for a browser
        --otlp URL           send the run's trace to an OTLP/HTTP receiver, such as
                             http://localhost:4318; OTEL_EXPORTER_OTLP_HEADERS, _COMPRESSION,
                             _TIMEOUT and _CERTIFICATE hold
        --trace FILE         write the run's trace there, as OTLP/JSON, a request a line
        --worker-type TYPE   Glue workers that the run had, such as G.1X, for what it cost
        --workers N          how many of them
        --help               this text

      Exit codes: 0 explained, 1 failed, 2 wrong usage or no event log.
      """;

  /** The arguments are not what they should be. */
  static final class UsageException extends Exception {
    UsageException(String message) {
      super(message);
    }
  }

  static ExplainOptions of(List<String> arguments) throws UsageException {
    List<String> logs = new ArrayList<>();
    SparkConf workers = new SparkConf(false);
    String json = null;
    String html = null;
    String otlp = null;
    String trace = null;
    boolean help = false;
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      switch (argument) {
        case "--help", "-h" -> help = true;
        case "--json" -> json = value(arguments, ++i);
        case "--html" -> html = value(arguments, ++i);
        case "--otlp" -> otlp = value(arguments, ++i);
        case "--trace" -> trace = value(arguments, ++i);
        case "--worker-type" ->
            workers.set(SparkTracingConf.WORKER_TYPE.key(), value(arguments, ++i));
        case "--workers" -> workers.set(SparkTracingConf.WORKER_COUNT.key(), count(arguments, ++i));
        default -> {
          if (argument.startsWith("-")) {
            throw new UsageException("unknown option " + argument);
          }
          logs.add(argument);
        }
      }
    }
    if (logs.isEmpty() && !help) {
      throw new UsageException("which event log?");
    }
    boolean hasType = workers.contains(SparkTracingConf.WORKER_TYPE.key());
    if (hasType != workers.contains(SparkTracingConf.WORKER_COUNT.key())) {
      throw new UsageException("--worker-type and --workers belong together");
    }
    return new ExplainOptions(List.copyOf(logs), json, html, otlp, trace, workers, help);
  }

  private static String value(List<String> arguments, int place) throws UsageException {
    if (place >= arguments.size()) {
      throw new UsageException(arguments.get(place - 1) + " wants a value");
    }
    return arguments.get(place);
  }

  private static String count(List<String> arguments, int place) throws UsageException {
    String value = value(arguments, place);
    if (!value.matches("[1-9]\\d{0,5}")) {
      throw new UsageException("--workers is '" + value + "': expected how many, such as 10");
    }
    return value;
  }
}
