package spanglue.benchmarks;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * The benchmarks by name.
 *
 * @param endpoint receives OTLP, in another process
 */
record Benchmarks(Options options, String endpoint) {
  private static final String RUN = "run-1";

  /** Each process is one run, from its start to its end. */
  Map<String, List<Pair>> start() throws Exception {
    return Pairs.run(Map.of("start", Pairs.of(this::process)), 1, options.pairs());
  }

  /** Many small jobs. */
  Map<String, List<Pair>> stages(SparkSession spark) throws Exception {
    return Pairs.run(Map.of("stages", new SmallJobs(spark, endpoint)::run), 3, options.pairs());
  }

  /**
   * The Glue jobs, on many rows and on few.
   *
   * @param bucket has the files {@code <rows>.csv}
   */
  Map<String, List<Pair>> pipeline(SparkSession spark, Path bucket) throws Exception {
    Map<String, Pairs.Work> works = new LinkedHashMap<>();
    works.put("many rows", Pairs.of(traced -> pipeline(spark, bucket, options.rows(), traced)));
    works.put("few rows", Pairs.of(traced -> pipeline(spark, bucket, options.fewRows(), traced)));
    return Pairs.run(works, 1, options.pairs());
  }

  private Cost process(boolean traced) throws Exception {
    try (Child child = new Child(EmptyJob.class, endpoint, String.valueOf(traced))) {
      Cost cost = CostJson.read(child.line(), Cost.class);
      child.await();
      return cost;
    }
  }

  private Cost pipeline(SparkSession spark, Path bucket, int rows, boolean traced)
      throws Exception {
    String key = rows + ".csv";
    Meter meter = new Meter();
    Jobs jobs = new Jobs(spark, endpoint, traced, meter);
    meter.run().start();
    jobs.run("cleaning", t -> PipelineJobs.clean(spark, bucket, key, RUN, t.get()));
    jobs.run("processing", t -> PipelineJobs.process(spark, bucket, key, RUN, t.get()));
    meter.run().stop();
    for (String output : List.of("cleaned", "duplicates", "rejected", "processed")) {
      delete(bucket.resolve(output));
    }
    return meter.cost();
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, IOException e) throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
