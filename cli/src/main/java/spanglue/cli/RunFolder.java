package spanglue.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import spanglue.cli.aws.ObjectStore;
import spanglue.cli.process.LocalException;
import spanglue.cli.process.LogFile;

/**
 * What is kept of one run beside the bucket: {@code run.json}, {@code trace.jsonl}, and of each
 * state's job its run document and its log.
 *
 * @param out the folder that holds the bucket and the runs
 */
record RunFolder(Path out, String runId, String traceId) {
  static RunFolder create(Path out, String runId, String traceId) {
    var folder = new RunFolder(out, runId, traceId);
    try {
      Files.createDirectories(folder.path());
    } catch (IOException e) {
      throw new LocalException(folder.path() + " cannot be made: " + e, e);
    }
    return folder;
  }

  /**
   * A name for the folder of an upload that no execution was started for: it is kept like a run.
   */
  static String nameOfNotStarted(String key, String traceId) {
    String name = key.substring(key.lastIndexOf('/') + 1);
    String slug = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return "not-started-" + slug.substring(0, Math.min(20, slug.length())) + "-" + traceId;
  }

  Path path() {
    return out.resolve(runId);
  }

  /** The log of a state's job, or of the function. */
  LogFile log(String name) {
    return new LogFile(path().resolve(name.toLowerCase(Locale.ROOT) + ".log"), traceId);
  }

  /** Where a state's job writes its run document, which says where its time went. */
  Path runDocument(String state) {
    return path().resolve(state.toLowerCase(Locale.ROOT) + ".run-document.json");
  }

  /** What the bucket holds under a prefix. */
  Path inBucket(String prefix) {
    return out.resolve(ObjectStore.BUCKET).resolve(prefix);
  }
}
