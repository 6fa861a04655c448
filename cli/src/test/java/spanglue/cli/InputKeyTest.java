package spanglue.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spanglue.cli.aws.ObjectStore;

class InputKeyTest {
  @TempDir private Path out;
  @TempDir private Path files;

  private String upload(String folder, String content) throws IOException {
    Path file = Files.createDirectories(files.resolve(folder)).resolve("listings.csv");
    Files.writeString(file, content);
    return InputKey.upload(out, file, key -> copy(file, key));
  }

  private String copy(Path file, String key) {
    try {
      Path there = out.resolve(ObjectStore.BUCKET).resolve(key);
      Files.createDirectories(there.getParent());
      Files.copy(file, there, StandardCopyOption.REPLACE_EXISTING);
      return key;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aNewNameIsTheKey() throws IOException {
    assertThat(upload("a", "1")).isEqualTo("input/listings.csv");
  }

  @Test
  void theSameFileAgainKeepsItsKey() throws IOException {
    upload("a", "1");

    assertThat(upload("a", "1")).isEqualTo("input/listings.csv");
  }

  @Test
  void anotherFileOfThatNameGetsAFolder() throws IOException {
    upload("a", "1");

    assertThat(upload("b", "2")).isEqualTo("input/2/listings.csv");
    assertThat(upload("c", "3")).isEqualTo("input/3/listings.csv");
    assertThat(upload("b", "2")).isEqualTo("input/2/listings.csv");
  }
}
