package spanglue.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import spanglue.tracing.vocabulary.MetricTerm;
import spanglue.tracing.vocabulary.Term;

/** {@code docs/attributes.md} is what the modules' vocabularies say. */
class AttributesTest {
  private static final String UPDATE = "spanglue.snapshots";
  private static final Path PAGE = Path.of("../docs/attributes.md");

  @Test
  void thePageSaysWhatTheVocabulariesSay() throws IOException {
    String page = page();
    if ("update".equals(System.getProperty(UPDATE))) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE)
        .as("accept a change with: mvn -pl cli -am test -Dtest=AttributesTest -D%s=update", UPDATE)
        .hasContent(page);
  }

  /** As OpenTelemetry asks of names. */
  @Test
  void noNameIsANamespaceToo() {
    List<String> keys =
        Stream.concat(Vocabulary.spans().stream(), Stream.of(Vocabulary.resource()))
            .flatMap(chapter -> chapter.terms().stream())
            .map(Term::key)
            .toList();

    assertThat(keys).isNotEmpty();
    assertThat(keys)
        .allSatisfy(key -> assertThat(keys).noneMatch(other -> other.startsWith(key + ".")))
        .allSatisfy(key -> assertThat(key).matches("[a-z][a-z0-9_.]*(<[a-z_]+>)?"));
  }

  /** Spark's own property, and a key of others' that the collector would name a span by. */
  private static final Set<String> ANOTHERS =
      Set.of(
          "SparkEvents.java spark.sql.execution.id",
          "TimeEvents.java spark.sql.execution.id",
          "SpanWriter.java rpc.service");

  @Test
  void noNameStandsAsALiteralOutsideTheVocabularies() throws IOException {
    List<String> names =
        Stream.concat(Vocabulary.spans().stream(), Stream.of(Vocabulary.resource()))
            .flatMap(chapter -> chapter.terms().stream())
            .map(Term::key)
            .filter(key -> key.contains("."))
            .toList();
    List<Path> sources;
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      sources =
          files
              .filter(file -> file.toString().matches(".*/src/main/java/.*\\.java"))
              .filter(file -> !file.toString().contains("/target/"))
              .filter(file -> !file.toString().matches(".*(Attributes?|Conf)\\.java"))
              .toList();
    }

    assertThat(sources).hasSizeGreaterThan(150);
    for (Path source : sources) {
      String text = Files.readString(source);
      assertThat(names)
          .as("literals in %s", source)
          .filteredOn(name -> !ANOTHERS.contains(source.getFileName() + " " + name))
          .noneMatch(name -> text.contains('"' + name + '"'));
    }
  }

  private static String page() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Attributes, metrics, confs, arguments

        Written by `AttributesTest` from the constants in the code (see CONTRIBUTING, "Where does it go").
        Keys under `spark.` are Spark's figures, those under `spanglue.` are ours; the rest is
        OpenTelemetry's or AWS's. The status of a span stays unset unless it failed. Units are UCUM's.

        ## On spans
        """);
    for (Vocabulary.Chapter chapter : Vocabulary.spans()) {
      page.append("\n### ").append(chapter.heading()).append("\n\n");
      if (!chapter.text().isEmpty()) {
        page.append(chapter.text()).append("\n\n");
      }
      table(page, chapter.terms());
    }
    page.append("\n## On the resource\n\n");
    table(page, Vocabulary.resource().terms());
    page.append(
        """

        ## Metrics

        Sent once a run by OTLP, with delta temporality; in CloudWatch in the namespace `Spanglue`. Each has the
        dimension `job_name`.

        | metric | unit | further dimension | what |
        |---|---|---|---|
        """);
    for (MetricTerm metric : Vocabulary.metrics()) {
      String dimension = metric.dimension() == null ? "" : "`" + metric.dimension() + "`";
      row(page, "`" + metric.key() + "`", metric.unit(), dimension, metric.meaning());
    }
    page.append("\n## Confs of a Spark application\n\n");
    table(page, Vocabulary.confs());
    page.append("\n## Arguments of the pipeline's jobs\n\n");
    table(page, Vocabulary.arguments());
    return page.toString();
  }

  private static void table(StringBuilder page, List<? extends Term> terms) {
    page.append("| name | type | unit | what |\n|---|---|---|---|\n");
    for (Term term : terms) {
      row(page, "`" + term.key() + "`", type(term.type()), term.unit(), term.meaning());
    }
  }

  private static String type(Term.Type type) {
    return switch (type) {
      case TEXT -> "text";
      case TEXTS -> "texts";
      case WHOLE -> "integer";
      case WHOLES -> "integers";
      case NUMBER -> "number";
      case FLAG -> "true or false";
    };
  }

  private static void row(StringBuilder page, String... cells) {
    page.append(
        Stream.of(cells)
            .map(cell -> cell.replace("|", "\\|"))
            .collect(Collectors.joining(" | ", "| ", " |\n")));
  }
}
