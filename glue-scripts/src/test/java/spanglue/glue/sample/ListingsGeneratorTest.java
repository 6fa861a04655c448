package spanglue.glue.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ListingsGeneratorTest {
  @Test
  void aFileOfSeveralBlocksHasOneHeaderAndOneCutOffEnd() throws Exception {
    String file = written(2_500, 1_000);

    assertThat(file).containsOnlyOnce("host id").containsOnlyOnce("it seems, ended he");
    assertThat(file).startsWith("id,").endsWith("it seems, ended he");
  }

  @Test
  void blocksDifferAndEachHasIdsOfItsOwn() throws Exception {
    String file = written(2_500, 1_000);
    String first = written(1_000, 1_000).lines().skip(1).findFirst().orElseThrow();

    assertThat(file.lines().filter(first::equals)).hasSize(1);
    assertThat(file.lines().filter(line -> line.matches("73\\d{5},.*"))).isNotEmpty();
    assertThat(file.lines().filter(line -> line.matches("1073\\d{5},.*"))).isNotEmpty();
  }

  private static String written(int count, int atOnce) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ListingsGenerator.write(out, 5, count, atOnce);
    return out.toString(UTF_8);
  }
}
