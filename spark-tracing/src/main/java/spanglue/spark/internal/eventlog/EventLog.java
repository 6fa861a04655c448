package spanglue.spark.internal.eventlog;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The log of one application (of one attempt of it): a file, or a folder of files where the log was
 * rolled.
 *
 * @param name as it was asked for, or as found in the folder that was
 * @param files in the order of their writing
 * @param missing how many of a rolled log's files are not there
 */
public record EventLog(String name, FileSystem system, List<FileStatus> files, long missing) {
  /** What Spark begins the name of a rolled log's folder with. */
  private static final String ROLLED = "eventlog_v2_";

  /**
   * The logs at a path of any file system that Hadoop knows: the one that it names, or those in the
   * folder that it names, by name.
   *
   * @throws NoEventLogException where there is nothing that could be one
   */
  public static List<EventLog> find(String path, Configuration hadoop)
      throws IOException, NoEventLogException {
    Path given = new Path(path);
    FileSystem system = given.getFileSystem(hadoop);
    FileStatus status;
    try {
      status = system.getFileStatus(given);
    } catch (FileNotFoundException e) {
      throw new NoEventLogException(path + ": there is no such file or folder");
    }
    EventLog one = of(path, system, status);
    if (one != null) {
      return List.of(one);
    }
    List<EventLog> found = new ArrayList<>();
    FileStatus[] children = system.listStatus(given);
    Arrays.sort(children, Comparator.comparing(child -> child.getPath().getName()));
    for (FileStatus child : children) {
      EventLog log = isHidden(child) ? null : of(child.getPath().toString(), system, child);
      if (log != null) {
        found.add(log);
      }
    }
    if (found.isEmpty()) {
      throw new NoEventLogException(path + ": the folder holds no event log");
    }
    return found;
  }

  private static @Nullable EventLog of(String name, FileSystem system, FileStatus status)
      throws IOException, NoEventLogException {
    if (status.isFile()) {
      return new EventLog(name, system, List.of(status), 0);
    }
    if (!status.getPath().getName().startsWith(ROLLED)) {
      return null;
    }
    RolledFiles files = RolledFiles.of(system.listStatus(status.getPath()));
    if (files.inOrder().isEmpty()) {
      throw new NoEventLogException(name + ": the folder holds no file of a rolled event log");
    }
    return new EventLog(name, system, files.inOrder(), files.missing());
  }

  private static boolean isHidden(FileStatus file) {
    String name = file.getPath().getName();
    return name.startsWith(".") || name.startsWith("_") || name.startsWith("appstatus_");
  }

  /** The size of its files, as they are stored. */
  public long bytes() {
    return files.stream().mapToLong(FileStatus::getLen).sum();
  }

  /** One of its files, as it is stored. */
  InputStream open(FileStatus file) throws IOException {
    return system.open(file.getPath());
  }
}
