package spanglue.glue.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunOutputTest {
  @TempDir Path bucket;

  @Test
  void anAttemptIsNotSeenUntilItIsPublished() throws Exception {
    RunOutput output = output("run-1", "attempt-1");
    written(output, "part-0.parquet");

    assertThat(bucket.resolve("cleaned/_attempts/attempt-1/part-0.parquet")).exists();
    assertThat(bucket.resolve("cleaned/run_id=run-1")).doesNotExist();

    output.publish();

    assertThat(bucket.resolve("cleaned/run_id=run-1/part-0.parquet")).exists();
    assertThat(bucket.resolve("cleaned/_attempts/attempt-1")).doesNotExist();
  }

  @Test
  void publishingReplacesWhatAnEarlierAttemptLeftItsManifestToo() throws Exception {
    RunOutput earlier = output("run-1", "attempt-1");
    written(earlier, "part-0.parquet");
    earlier.publish();
    earlier.seal("{}".getBytes(UTF_8));

    RunOutput later = output("run-1", "attempt-2");
    written(later, "part-9.parquet");
    later.publish();

    assertThat(later.names(later.parquetFiles())).containsExactly("part-9.parquet");
    assertThat(bucket.resolve("cleaned/run_id=run-1/_MANIFEST.json")).doesNotExist();
    assertThatThrownBy(later::manifest).isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void otherRunsAndAttemptsAreLeftAlone() throws Exception {
    RunOutput otherRun = output("run-2", "attempt-2");
    written(otherRun, "part-2.parquet");
    otherRun.publish();
    otherRun.seal("{}".getBytes(UTF_8));
    RunOutput overlapping = output("run-1", "attempt-3");
    written(overlapping, "part-3.parquet");

    RunOutput output = output("run-1", "attempt-1");
    written(output, "part-0.parquet");
    output.publish();

    assertThat(otherRun.manifest()).asString(UTF_8).isEqualTo("{}");
    assertThat(otherRun.names(otherRun.parquetFiles())).containsExactly("part-2.parquet");
    assertThat(bucket.resolve("cleaned/_attempts/attempt-3/part-3.parquet")).exists();
  }

  @Test
  void aRunWithoutAManifestSaysWhatToDo() throws Exception {
    assertThatThrownBy(() -> output("run-1", "attempt-1").manifest())
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("cleaned/run_id=run-1/_MANIFEST.json does not exist")
        .hasMessageEndingWith("run that job first");
  }

  @Test
  void anAttemptThatWroteNothingCannotBePublished() throws Exception {
    assertThatThrownBy(() -> output("run-1", "attempt-1").publish())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("attempt-1");
  }

  @Test
  void aManifestComesBackAsItWasWritten() throws Exception {
    RunOutput output = output("run-1", "attempt-1");
    written(output, "part-0.parquet");
    output.publish();
    output.seal("first".getBytes(UTF_8));
    output.seal("é".getBytes(UTF_8));

    assertThat(output.manifest()).asString(UTF_8).isEqualTo("é");
  }

  @Test
  void onlyParquetFilesAreListedByTheirPathsInTheRun() throws Exception {
    RunOutput output = output("run-1", "attempt-1");
    written(output, "summary/part-1.parquet");
    written(output, "listings/part-ü 0.parquet");
    written(output, "listings/_SUCCESS");
    output.publish();

    assertThat(output.names(output.parquetFiles()))
        .containsExactly("listings/part-ü 0.parquet", "summary/part-1.parquet");
    assertThat(output.parquetFiles()).allSatisfy(file -> assertThat(file.getLen()).isEqualTo(4));
  }

  private RunOutput output(String runId, String attempt) throws IOException {
    return new RunOutput(
        new Configuration(),
        new org.apache.hadoop.fs.Path(bucket.resolve("cleaned").toUri()),
        runId,
        attempt);
  }

  private static void written(RunOutput output, String name) throws IOException {
    Path file = Path.of(output.attempt().toUri().getPath()).resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "PAR1");
  }
}
