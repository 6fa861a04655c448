package spanglue.glue.write;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * One output of one run: {@code <output>/run_id=<run>/}. An attempt writes into {@code
 * <output>/_attempts/<attempt>/}, which Spark and Athena don't read, and {@link #publish} moves it
 * into place, so that a reader sees the output of one attempt, never of two.
 */
public final class RunOutput {
  public static final String MANIFEST = "_MANIFEST.json";

  private final FileSystem files;
  private final Path place;
  private final Path attempt;

  /**
   * @param output the output's folder, such as {@code s3a://bucket/cleaned}
   * @param attemptId unlike that of any other attempt
   */
  public RunOutput(Configuration conf, Path output, String runId, String attemptId)
      throws IOException {
    this.files = output.getFileSystem(conf);
    this.place = new Path(output, "run_id=" + runId);
    this.attempt = new Path(new Path(output, "_attempts"), attemptId);
  }

  /** Where this attempt writes. */
  public Path attempt() {
    return attempt;
  }

  /** Where a reader finds the run's output. */
  public Path place() {
    return place;
  }

  /** Moves what the attempt wrote into place, after what an earlier attempt left there is gone. */
  public void publish() throws IOException {
    // The manifest goes first: a reader trusts what it names.
    files.delete(new Path(place, MANIFEST), false);
    files.delete(place, true);
    files.mkdirs(place.getParent());
    if (!files.rename(attempt, place)) {
      throw new IOException(
          "cannot publish %s as %s: the file system refused to rename it; start the run again"
              .formatted(attempt, place));
    }
  }

  /** Writes the manifest: from now on the run's output is whole. */
  public void seal(byte[] manifest) throws IOException {
    try (var out = files.create(new Path(place, MANIFEST), true)) {
      out.write(manifest);
    }
  }

  /**
   * The manifest of a run.
   *
   * @throws FileNotFoundException where the run has none, so is not whole
   */
  public byte[] manifest() throws IOException {
    Path manifest = new Path(place, MANIFEST);
    try (var in = files.open(manifest)) {
      return in.readAllBytes();
    } catch (FileNotFoundException e) {
      FileNotFoundException missing =
          new FileNotFoundException(
              "%s does not exist; expected the manifest that the job before writes last: run that job first"
                  .formatted(manifest));
      missing.initCause(e);
      throw missing;
    }
  }

  /** The published Parquet files, with their sizes, by path. */
  public List<FileStatus> parquetFiles() throws IOException {
    List<FileStatus> found = new ArrayList<>();
    RemoteIterator<LocatedFileStatus> all = files.listFiles(place, true);
    while (all.hasNext()) {
      FileStatus file = all.next();
      if (file.getPath().getName().endsWith(".parquet")) {
        found.add(file);
      }
    }
    found.sort(Comparator.comparing(FileStatus::getPath));
    return found;
  }

  /** The paths of published files below {@link #place}. */
  public List<String> names(List<FileStatus> published) {
    URI root = URI.create(files.makeQualified(place).toUri() + "/");
    return published.stream()
        .map(file -> root.relativize(file.getPath().toUri()).getPath())
        .toList();
  }
}
