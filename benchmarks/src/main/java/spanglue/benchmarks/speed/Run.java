package spanglue.benchmarks.speed;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** One run of a program on a file of so many rows. */
record Run(String program, int rows, Taken taken) {
  /** Those that a file holds, a line each. */
  static List<Run> read(Path file) throws IOException {
    return Files.exists(file)
        ? Files.readAllLines(file).stream().map(line -> of(line.split("\t", -1))).toList()
        : List.of();
  }

  private static Run of(String... values) {
    return new Run(
        values[0],
        Integer.parseInt(values[1]),
        new Taken(
            Double.parseDouble(values[2]),
            Double.parseDouble(values[3]),
            Long.parseLong(values[4])));
  }

  /** Adds it to a file. */
  void append(Path file) throws IOException {
    Files.writeString(file, line() + "\n", CREATE, APPEND);
  }

  /** Program, rows, seconds, processor seconds, megabytes. */
  String line() {
    return String.format(
        Locale.ROOT,
        "%s\t%d\t%.2f\t%.2f\t%d",
        program,
        rows,
        taken.seconds(),
        taken.cpuSeconds(),
        taken.peakMegabytes());
  }
}
