package spanglue.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import spanglue.cli.telemetry.LocalAttribute;
import spanglue.glue.JobArgument;
import spanglue.glue.PipelineAttribute;
import spanglue.glue.PipelineMetric;
import spanglue.lambda.FunctionAttribute;
import spanglue.spark.vocabulary.SparkAttribute;
import spanglue.spark.vocabulary.SparkMetric;
import spanglue.spark.vocabulary.SparkTracingConf;
import spanglue.spark.vocabulary.TimeClass;
import spanglue.tracing.vocabulary.JobMetric;
import spanglue.tracing.vocabulary.MetricTerm;
import spanglue.tracing.vocabulary.ResourceAttribute;
import spanglue.tracing.vocabulary.Term;
import spanglue.tracing.vocabulary.TraceAttribute;

/** All names of all modules. */
final class Vocabulary {
  private Vocabulary() {}

  /** A part of {@code docs/attributes.md}: its heading, what it says first, its terms. */
  record Chapter(String heading, String text, List<? extends Term> terms) {}

  static List<Chapter> spans() {
    return List.of(
        new Chapter(
            "Any traced function or job",
            "Those that X-Ray can filter traces by have short names, and say `An annotation`.",
            List.of(TraceAttribute.values())),
        new Chapter(
            "What Spark ran",
            "On the root of a job, its actions (one for each SQL execution), their steps and their"
                + " stage attempts. Figures of tasks that are 0 are left out, their number excepted.",
            List.of(SparkAttribute.values())),
        new Chapter(
            "Where a Spark job's time went",
            "On the root: parts of the wall time from the start of the JVM to the job's end, which they"
                + " sum to; those without any time are left out.",
            List.of(TimeClass.values())),
        new Chapter("The pipeline's jobs", "On the roots.", List.of(PipelineAttribute.values())),
        new Chapter("The trigger function", "", List.of(FunctionAttribute.values())),
        new Chapter(
            "A local run",
            "On the spans that stand for AWS's own segments, and on the upload's.",
            List.of(LocalAttribute.values())));
  }

  static Chapter resource() {
    return new Chapter("Resource", "", List.of(ResourceAttribute.values()));
  }

  static List<MetricTerm> metrics() {
    List<MetricTerm> all = new ArrayList<>(List.of(JobMetric.values()));
    all.addAll(List.of(SparkMetric.values()));
    all.addAll(List.of(PipelineMetric.values()));
    return all;
  }

  static List<SparkTracingConf> confs() {
    return List.of(SparkTracingConf.values());
  }

  static List<JobArgument> arguments() {
    return List.of(JobArgument.values());
  }

  /** The types that an attribute of that key may have; none where no term is of that key. */
  static Set<Term.Type> typesOf(String key) {
    return spans().stream()
        .flatMap(chapter -> chapter.terms().stream())
        .filter(
            term -> key.matches(Pattern.quote(term.key()).replaceAll("<[a-z_]+>", "\\\\E.+\\\\Q")))
        .map(Term::type)
        .collect(Collectors.toSet());
  }

  /** The type of a value in OTLP's JSON. An empty list may be one of anything. */
  static Term.Type typeOf(JsonNode value) {
    return switch (value.fieldNames().next()) {
      case "stringValue" -> Term.Type.TEXT;
      case "intValue" -> Term.Type.WHOLE;
      case "doubleValue" -> Term.Type.NUMBER;
      case "boolValue" -> Term.Type.FLAG;
      case "arrayValue" ->
          value.path("arrayValue").path("values").path(0).has("intValue")
              ? Term.Type.WHOLES
              : Term.Type.TEXTS;
      default -> throw new AssertionError("no attribute has such a value: " + value);
    };
  }
}
