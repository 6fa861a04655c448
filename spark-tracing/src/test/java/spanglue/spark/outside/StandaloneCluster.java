package spanglue.spark.outside;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Spark's own cluster manager: a master and its workers, each a process on the loopback interface.
 */
final class StandaloneCluster implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Pattern URL = Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final Pattern REGISTERED =
      Pattern.compile("(Successfully registered with master)");

  private final List<TestProcess> workers = new ArrayList<>();
  private final TestProcess master;
  private final String url;

  /** Starts the master and {@code workers} workers of one core each. */
  StandaloneCluster(SparkHome spark, Path folder, int workers) throws InterruptedException {
    master =
        spark.start(
            "org.apache.spark.deploy.master.Master",
            List.of("--host", "127.0.0.1", "--port", "0", "--webui-port", "0"));
    try {
      url = master.await(URL, START);
      for (int n = 0; n < workers; n++) {
        this.workers.add(worker(spark, folder.resolve("worker-" + n)));
      }
      for (TestProcess worker : this.workers) {
        worker.await(REGISTERED, START);
      }
    } catch (InterruptedException | RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private TestProcess worker(SparkHome spark, Path folder) {
    return spark.start(
        "org.apache.spark.deploy.worker.Worker",
        List.of(
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--webui-port",
            "0", //
            "--cores",
            "1",
            "--memory",
            "1g",
            "--work-dir",
            folder.toString(),
            url));
  }

  /** What to give as {@code --master}. */
  String url() {
    return url;
  }

  /** Kills one executor, as a lost machine would; its worker starts another. */
  void killExecutor() {
    ProcessHandle executor = executors().findFirst().orElseThrow();
    executor.destroyForcibly();
    executor.onExit().join();
  }

  private Stream<ProcessHandle> executors() {
    return workers.stream().flatMap(worker -> worker.handle().children());
  }

  @Override
  public void close() {
    workers.forEach(TestProcess::close);
    master.close();
  }
}
