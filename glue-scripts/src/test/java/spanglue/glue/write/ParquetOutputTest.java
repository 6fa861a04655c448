package spanglue.glue.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spanglue.glue.TestSpark;

class ParquetOutputTest {
  @TempDir Path folder;

  @Test
  void onlyColumnsWhoseValuesComeAgainHaveADictionary() throws Exception {
    Dataset<Row> listings =
        TestSpark.session()
            .range(0, 100, 1, 1)
            .selectExpr("id", "'a rule' AS house_rules", "'Ada' AS host_name", "1.5D AS lat");

    ParquetOutput.write(listings, new org.apache.hadoop.fs.Path(folder.resolve("out").toUri()));

    List<ColumnChunkMetaData> chunks = chunks();
    assertThat(chunks).allMatch(chunk -> chunk.getCodec() == CompressionCodecName.ZSTD);
    Map<String, Boolean> dictionaries = new TreeMap<>();
    chunks.forEach(
        chunk -> dictionaries.put(chunk.getPath().toDotString(), chunk.hasDictionaryPage()));
    assertThat(dictionaries)
        .isEqualTo(Map.of("id", false, "house_rules", false, "host_name", true, "lat", false));
  }

  private List<ColumnChunkMetaData> chunks() throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      Path file = files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
      var input =
          HadoopInputFile.fromPath(
              new org.apache.hadoop.fs.Path(file.toUri()), new Configuration());
      try (ParquetFileReader reader = ParquetFileReader.open(input)) {
        return reader.getFooter().getBlocks().get(0).getColumns();
      }
    }
  }
}
