package spanglue.spark.internal.eventlog;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;

/**
 * The files of a log that Spark rolled: {@code events_<n>_<application>}, in the order of their
 * numbers. A compacted one stands for all up to its own. Spark refuses a folder that lacks one;
 * here the rest is explained.
 */
record RolledFiles(List<FileStatus> inOrder, long missing) {
  private static final Pattern NAME = Pattern.compile("events_(\\d{1,9})_.*");
  private static final String COMPACTED = ".compact";

  static RolledFiles of(FileStatus[] files) {
    List<FileStatus> events =
        Arrays.stream(files)
            .filter(file -> NAME.matcher(name(file)).matches())
            .sorted(
                Comparator.comparingInt(RolledFiles::number)
                    .thenComparing(file -> !isCompacted(file)))
            .toList();
    int compacted =
        events.stream()
            .filter(RolledFiles::isCompacted)
            .mapToInt(RolledFiles::number)
            .max()
            .orElse(0);
    List<FileStatus> needed =
        events.stream()
            .filter(file -> number(file) > compacted || isCompacted(file))
            .filter(file -> number(file) >= compacted)
            .toList();
    long first = compacted == 0 ? 1 : compacted;
    long last = needed.isEmpty() ? first - 1 : number(needed.get(needed.size() - 1));
    return new RolledFiles(needed, Math.max(0, last - first + 1 - needed.size()));
  }

  private static boolean isCompacted(FileStatus file) {
    return name(file).endsWith(COMPACTED);
  }

  private static int number(FileStatus file) {
    Matcher matcher = NAME.matcher(name(file));
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  private static String name(FileStatus file) {
    return file.getPath().getName();
  }
}
