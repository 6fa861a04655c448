package spanglue.benchmarks.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Runs the programs in turn and tells what they took: {@code benchmarks/speed} starts it. */
final class SpeedMain {
  private static final String BEGIN = "<!-- benchmarks/speed --docs writes from here -->\n";
  private static final String END = "<!-- to here -->\n";

  private final SpeedOptions options;
  private final Path home;
  private final Path folder;
  private final Programs programs;

  private SpeedMain(SpeedOptions options, Path home) throws IOException {
    this.options = options;
    this.home = home;
    this.folder = Files.createDirectories(home.resolve("benchmarks/target/speed"));
    this.programs = new Programs(home, folder);
  }

  /** Args: the repository's root, then the user's. */
  public static void main(String[] args) throws Exception {
    SpeedOptions options;
    try {
      options = SpeedOptions.of(List.of(args).subList(1, args.length).toArray(String[]::new));
    } catch (IllegalArgumentException e) {
      System.err.println("benchmarks/speed: " + e.getMessage());
      System.err.print(SpeedOptions.USAGE);
      System.exit(2);
      return;
    }
    SpeedMain speed = new SpeedMain(options, Path.of(args[0]));
    speed.measure();
    speed.tell();
  }

  private Map<String, Programs.Program> chosen() {
    Map<String, Programs.Program> all = new LinkedHashMap<>();
    all.put("jobs", programs.jobs(home, "jobs"));
    if (options.against() != null) {
      all.put("before", programs.jobs(options.against(), "before"));
    }
    all.put("duckdb", programs.duckDb(Objects.requireNonNull(System.getProperty("duckdb"))));
    String python = System.getProperty("python", "");
    if (python.isEmpty()) {
      System.err.println("pandas is left out: there is no Python with it");
    } else {
      all.put("pandas", programs.pandas(python));
    }
    if (!options.only().isEmpty()) {
      all.keySet().retainAll(options.only());
    }
    return all;
  }

  private void measure() throws IOException, InterruptedException {
    for (int round = 1; round <= options.rounds(); round++) {
      for (int rows : options.rows()) {
        Path file = home.resolve("benchmarks/target/inputs/" + rows + ".csv");
        for (Map.Entry<String, Programs.Program> program : chosen().entrySet()) {
          Taken taken = program.getValue().run(file, Integer.toString(rows));
          Run run = new Run(program.getKey(), rows, taken);
          run.append(folder.resolve("runs.tsv"));
          System.err.println("round " + round + ": " + run.line().replace('\t', ' '));
        }
      }
    }
  }

  private void tell() throws IOException {
    SpeedReport report = new SpeedReport(Run.read(folder.resolve("runs.tsv")));
    String text = report.table() + stages();
    System.out.print(text);
    if (options.docs()) {
      Files.writeString(home.resolve("docs/pictures/speed.svg"), report.plot());
      Path page = home.resolve("docs/performance.md");
      String old = Files.readString(page);
      int begin = old.indexOf(BEGIN) + BEGIN.length();
      Files.writeString(
          page, old.substring(0, begin) + "\n" + text + "\n" + old.substring(old.indexOf(END)));
    }
  }

  /** Of the jobs on the most rows. */
  private String stages() throws IOException {
    StringBuilder text = new StringBuilder();
    String rows = Integer.toString(options.rows().get(options.rows().size() - 1));
    for (String state : List.of("clean", "process")) {
      Path document = programs.document("jobs", rows, state);
      if (Files.exists(document)) {
        String job = (state.equals("clean") ? "cleaning, " : "processing, ") + rows + " listings";
        text.append('\n').append(StageTable.of(job, document));
      }
    }
    return text.toString();
  }
}
