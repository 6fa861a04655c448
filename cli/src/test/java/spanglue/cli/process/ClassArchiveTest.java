package spanglue.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
  private static final Path BUILT = Path.of("target").toAbsolutePath();

  /** What a JVM of these tests runs. */
  public static final class Hello {
    private Hello() {}

    /** Says it. */
    public static void main(String[] args) {
      System.out.println("hello");
    }
  }

  @TempDir private Path work;
  private String classPath;

  @BeforeEach
  void makeClassPath() throws IOException {
    Path folder = work.resolve("classes");
    String file = Hello.class.getName().replace('.', '/') + ".class";
    Files.createDirectories(folder.resolve(file).getParent());
    Files.copy(BUILT.resolve("test-classes").resolve(file), folder.resolve(file));
    classPath = folder + File.pathSeparator + BUILT.resolve("classes");
  }

  @Test
  void aJvmStartsFromTheClassesThatAnEarlierOneLoaded() throws Exception {
    assertThat(archive().isMissing()).isTrue();
    assertThat(run(archive())).contains("hello").noneMatch(ClassArchiveTest::isShared);

    make();

    assertThat(archive().isMissing()).isFalse();
    assertThat(run(archive())).contains("hello").anyMatch(ClassArchiveTest::isShared);
    assertThat(archive().folder()).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void whatWasChangedIsNotUsedAndIsGoneWhenTheNextOneIsMade() throws Exception {
    Path before = archive().folder();
    run(archive());

    Files.writeString(work.resolve("classes/a file"), "a change");

    assertThat(archive().folder()).isNotEqualTo(before);
    assertThat(run(archive())).contains("hello");
    make();
    assertThat(before).doesNotExist();
    assertThat(run(archive())).anyMatch(ClassArchiveTest::isShared);
  }

  @Test
  void aBrokenArchiveIsLeftOutWithoutAWord() throws Exception {
    Files.writeString(archive().folder().resolve("classes.jsa"), "none");

    assertThat(run(archive())).contains("hello").noneMatch(line -> line.contains("[warning]"));
  }

  private ClassArchive archive() throws IOException {
    return ClassArchive.of(work.resolve("archives"), classPath);
  }

  private void make() throws IOException {
    try (var children = new ChildProcesses()) {
      archive().make(children, List.of(), work);
    }
  }

  private static boolean isShared(String line) {
    return line.contains(Hello.class.getName()) && line.contains("source: shared objects file");
  }

  /** The lines that a JVM with the archive's options prints. */
  private List<String> run(ClassArchive archive) throws IOException, InterruptedException {
    Process process =
        new JavaCommand(archive.classPath())
            .options(archive.options(work))
            .option("-Xlog:class+load")
            .process(work, Hello.class, List.of())
            .redirectErrorStream(true)
            .start();
    List<String> lines = process.inputReader().lines().toList();
    assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
    return lines;
  }
}
