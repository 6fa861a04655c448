package spanglue.glue.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spanglue.glue.TestSpark;

class ParquetRowsTest {
  private final Configuration conf = new Configuration();

  @TempDir Path folder;

  @Test
  void rowsAreCountedInTheFootersOfAllFiles() throws Exception {
    write("three-files", 1_000, 3);
    write("no-rows", 0, 1);

    assertThat(ParquetRows.count(conf, files("three-files"))).isEqualTo(1_000);
    assertThat(files("three-files")).hasSize(3);
    assertThat(ParquetRows.count(conf, files("no-rows"))).isZero();
    assertThat(files("no-rows")).hasSize(1);
    assertThat(ParquetRows.count(conf, List.of())).isZero();
  }

  @Test
  void aFileThatIsGoneOrNoParquetIsNamed() throws Exception {
    write("rows", 10, 1);
    List<FileStatus> gone = files("rows");
    Path file = Path.of(gone.get(0).getPath().toUri());
    Files.delete(file);

    assertThatThrownBy(() -> ParquetRows.count(conf, gone))
        .hasMessageContaining("cannot read the footer of")
        .hasMessageContaining(file.getFileName().toString());

    Files.writeString(file, "no Parquet at all, however long it is");
    assertThatThrownBy(() -> ParquetRows.count(conf, files("rows")))
        .hasMessageContaining(file.getFileName().toString());
  }

  private void write(String name, long rows, int files) {
    TestSpark.session()
        .range(0, rows, 1, files)
        .write()
        .parquet(folder.resolve(name).toUri().toString());
  }

  private List<FileStatus> files(String name) throws IOException {
    var path = new org.apache.hadoop.fs.Path(folder.resolve(name).toUri());
    List<FileStatus> files = new ArrayList<>();
    for (FileStatus file : path.getFileSystem(conf).listStatus(path)) {
      if (file.getPath().getName().endsWith(".parquet")) {
        files.add(file);
      }
    }
    return files;
  }
}
