package spanglue.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Measures what tracing costs. {@code benchmarks/run} starts it. */
final class Main {
  private Main() {}

  /** Args: the folder of the inputs, then {@link Options}. */
  public static void main(String[] args) throws Exception {
    Path inputs = Path.of(args[0]);
    Options options;
    try {
      options = Options.of(List.of(args).subList(1, args.length).toArray(String[]::new));
    } catch (IllegalArgumentException e) {
      System.err.println("benchmarks/run: " + e.getMessage());
      System.err.print(Options.USAGE);
      System.exit(2);
      return;
    }
    Map<String, List<Pair>> pairs = new LinkedHashMap<>();
    try (Child receiver = new Child(Receiver.class)) {
      measure(new Benchmarks(options, receiver.line()), inputs, pairs);
      receiver.closeInput();
      System.err.printf("the receiver took %,d bytes%n", Long.parseLong(receiver.line()));
    }
    CostReport figures = CostReport.of(options, pairs);
    Files.writeString(options.out(), CostJson.pretty(figures) + "\n");
    System.out.print(CostReport.Line.head());
    figures.lines().forEach(line -> System.out.print(line.text()));
    System.out.println("95 % confidence, Student's t over the pairs; raw: " + options.out());
  }

  private static void measure(Benchmarks all, Path inputs, Map<String, List<Pair>> pairs)
      throws Exception {
    Options options = all.options();
    if (options.only().contains("start")) {
      pairs.putAll(all.start());
    }
    boolean stages = options.only().contains("stages");
    boolean pipeline = options.only().contains("pipeline");
    if (stages || pipeline) {
      try (SparkSession spark = Sessions.local()) {
        if (stages) {
          pairs.putAll(all.stages(spark));
        }
        if (pipeline) {
          pairs.putAll(all.pipeline(spark, inputs));
        }
      }
    }
  }
}
