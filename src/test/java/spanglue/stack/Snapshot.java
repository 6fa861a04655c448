package spanglue.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A generated text that is kept in the repository, so that a change of it is seen in review. */
final class Snapshot {
  private static final String UPDATE = "spanglue.snapshots";

  private Snapshot() {}

  /** Compares, or writes where the build is run with {@code -Dspanglue.snapshots=update}. */
  static void matches(Path file, String text) {
    try {
      if ("update".equals(System.getProperty(UPDATE))) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
      }
      assertThat(text)
          .as("%s; accept a change with: mvn -pl src test -D%s=update", file.getFileName(), UPDATE)
          .isEqualTo(Files.exists(file) ? Files.readString(file) : "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
