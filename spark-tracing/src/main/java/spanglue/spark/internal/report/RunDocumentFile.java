package spanglue.spark.internal.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import spanglue.report.RunDocument;
import spanglue.spark.vocabulary.SparkTracingConf;
import spanglue.tracing.spi.ProductLog;

/**
 * Where an application's run document is written, as {@code spark.spanglue.run.document} says. What
 * fails there is logged, and never the job's.
 *
 * @param path a file, on any file system that Hadoop opens
 */
public record RunDocumentFile(String path) {
  private static final System.Logger LOG = ProductLog.of(RunDocumentFile.class);
  private static final String FOLDER = "/";

  /** A file system that does not answer must not keep the job. */
  private static final Duration MOST = Duration.ofSeconds(10);

  /**
   * The file that a conf asks for; null where it asks for none.
   *
   * @param conf the conf's value: a file, or with a / at its end a folder
   * @param applicationId what the file in a folder is called by
   */
  public static @Nullable RunDocumentFile of(String conf, String applicationId) {
    String path = conf.strip();
    if (path.isEmpty()) {
      return null;
    }
    return new RunDocumentFile(path.endsWith(FOLDER) ? path + applicationId + ".json" : path);
  }

  /** Writes it, in the place of an earlier one. Returns within 10 s, whatever happens there. */
  public void write(RunDocument document, Configuration hadoop) {
    String json = document.toIndentedJson();
    Thread writer = new Thread(() -> writeLogged(json, hadoop), "spanglue-run-document");
    writer.setDaemon(true);
    writer.start();
    try {
      writer.join(MOST.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (writer.isAlive()) {
      LOG.log(System.Logger.Level.WARNING, "the run document is not written yet: {0}", path);
    }
  }

  private void writeLogged(String json, Configuration hadoop) {
    try {
      write(json, hadoop);
    } catch (IOException | RuntimeException | LinkageError e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "the run document is not written to {0} ({1}): {2}",
          path,
          SparkTracingConf.RUN_DOCUMENT.key(),
          e.toString());
    }
  }

  private void write(String json, Configuration hadoop) throws IOException {
    Path file = new Path(path);
    FileSystem system = file.getFileSystem(hadoop);
    // On a disk, Hadoop would leave a hidden file of check sums beside it.
    FileSystem plain =
        system instanceof ChecksumFileSystem checked ? checked.getRawFileSystem() : system;
    try (OutputStream out = plain.create(file, true)) {
      out.write(json.getBytes(StandardCharsets.UTF_8));
    }
  }
}
