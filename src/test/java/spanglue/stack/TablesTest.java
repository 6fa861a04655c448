package spanglue.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.stack.Synthesized.each;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TablesTest {
  private static final Synthesized STACK = Synthesized.defaults();

  /** Of the files of a local run, as their footers have them. */
  private static final JsonNode WRITTEN =
      Synthesized.json(Path.of("test/resources/parquet-columns.json"));

  private static final Path CLEANED_LISTINGS =
      Synthesized.ROOT.resolve("glue-scripts/src/main/java/spanglue/glue/CleanedListings.java");

  @Test
  void everyOutputIsATableWithTheColumnsOfItsFiles() {
    assertThat(tables()).hasSize(WRITTEN.size());
    WRITTEN
        .properties()
        .forEach(
            written ->
                assertThat(columns(tables().get(written.getKey())))
                    .as(written.getKey())
                    .containsExactlyElementsOf(Synthesized.texts(written.getValue())));
  }

  /** The schema that the processing job reads them by. */
  @Test
  void theCleanedTableIsWhatTheProcessingJobReads() throws IOException {
    String source = Files.readString(CLEANED_LISTINGS);
    String constant =
        source.substring(
            source.indexOf(" SCHEMA ="), source.indexOf(";", source.indexOf(" SCHEMA =")));
    String schema =
        Pattern.compile("\"([^\"]*)\"")
            .matcher(constant)
            .results()
            .map(part -> part.group(1))
            .collect(Collectors.joining());

    assertThat(columns(tables().get("cleaned"))).containsExactly(schema.split(", "));
  }

  @Test
  void aRunIsSeenOnlyByAQueryThatNamesIt() {
    assertThat(tables().values())
        .isNotEmpty()
        .allSatisfy(
            table -> {
              assertThat(table.at("/Parameters/projection.enabled").asText()).isEqualTo("true");
              assertThat(table.at("/Parameters/projection.run_id.type").asText())
                  .isEqualTo("injected");
              assertThat(table.at("/PartitionKeys").toString())
                  .isEqualTo("[{\"Name\":\"run_id\",\"Type\":\"string\"}]");
            });
    assertThat(STACK.all("AWS::Glue::Partition")).isEmpty();
    assertThat(place("cleaned")).isEqualTo("s3://*/cleaned/run_id=${run_id}/");
    assertThat(place("summary")).isEqualTo("s3://*/processed/run_id=${run_id}/summary/");
  }

  @Test
  void savedQueriesAreOfTablesAndColumnsThatAreThere() {
    List<JsonNode> queries = STACK.all("AWS::Athena::NamedQuery");

    assertThat(queries).hasSize(2);
    for (JsonNode query : queries) {
      String sql = query.get("QueryString").asText();
      JsonNode table = tables().get(sql.replaceAll("(?s).*FROM (\\w+).*", "$1"));
      assertThat(table).as(sql).isNotNull();
      List<String> known =
          Stream.concat(
                  columns(table).stream().map(column -> column.replaceAll(" .*", "")),
                  Stream.of("run_id"))
              .toList();
      assertThat(sql).contains("run_id = 'RUN'");
      assertThat(
              Stream.of(
                      sql.replaceAll("--.*", "")
                          .replaceAll("'[^']*'|AS records|records DESC|count", "")
                          .split("\\W+"))
                  .filter(word -> word.matches("[a-z_]+"))
                  .filter(word -> !word.equals(table.get("Name").asText())))
          .isNotEmpty()
          .isSubsetOf(known);
      assertThat(query.get("Database").asText()).isEqualTo("spanglue");
    }
  }

  @Test
  void theTablesGoWithTheStack() {
    assertThat(STACK.resources().values())
        .filteredOn(resource -> resource.get("Type").asText().matches("AWS::(Glue|Athena)::.*"))
        .hasSizeGreaterThan(8)
        .noneMatch(resource -> resource.has("DeletionPolicy"));
  }

  private static Map<String, JsonNode> tables() {
    return STACK.all("AWS::Glue::Table").stream()
        .map(table -> table.get("TableInput"))
        .collect(Collectors.toMap(table -> table.get("Name").asText(), table -> table));
  }

  private static String place(String table) {
    return Rendered.IRELAND.text(tables().get(table).at("/Parameters/storage.location.template"));
  }

  private static List<String> columns(JsonNode table) {
    return each(table.at("/StorageDescriptor/Columns"))
        .map(column -> column.get("Name").asText() + " " + column.get("Type").asText())
        .toList();
  }
}
