package spanglue.cli.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command that starts a JVM: this one's own Java, a class path, options, a main class. */
public final class JavaCommand {
  private final String classPath;
  private final List<String> options = new ArrayList<>();

  public JavaCommand(String classPath) {
    this.classPath = classPath;
  }

  public JavaCommand options(List<String> more) {
    options.addAll(more);
    return this;
  }

  public JavaCommand option(String option) {
    options.add(option);
    return this;
  }

  /** A process that is not started yet, with {@code temp} as its folder for temporary files. */
  public ProcessBuilder process(Path temp, Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:-UsePerfData");
    command.add("-Djava.io.tmpdir=" + temp);
    command.addAll(options);
    command.add("-cp");
    command.add(classPath);
    command.add(main.getName());
    command.addAll(arguments);
    return new ProcessBuilder(command).directory(temp.toFile());
  }
}
