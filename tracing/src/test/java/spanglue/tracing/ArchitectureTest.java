package spanglue.tracing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import spanglue.tracing.internal.budget.EditedSpanData;
import spanglue.tracing.spi.ProductLog;

/** The walls of this module. */
class ArchitectureTest {
  private static final long MOST_TYPES = 28;

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackagesOf(Tracing.class);

  @Test
  void packagesMakeNoCircle() {
    slices().matching("spanglue.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void noPackageIsAHall() {
    Map<String, Long> types =
        CLASSES.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .collect(groupingBy(JavaClass::getPackageName, counting()));

    assertThat(types)
        .isNotEmpty()
        .allSatisfy((room, count) -> assertThat(count).as(room).isLessThanOrEqualTo(MOST_TYPES));
  }

  @Test
  void sparkAndScalaAreNotNeeded() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "scala..", "com.amazonaws..")
        .check(CLASSES);
  }

  /** It is on a job's class path, as a rule, but never in our jars. */
  @Test
  void oneClassKnowsTheAwsSdk() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("spanglue.tracing.internal.aws.SdkCredentials")
        .should()
        .dependOnClassesThat(resideInAPackage("software.amazon.."))
        .check(CLASSES);
  }

  @Test
  void oneClassKnowsWhatIsInternalToOpenTelemetry() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("spanglue.tracing.internal.export.OtlpProtobuf")
        .should()
        .dependOnClassesThat(resideInAPackage("io.opentelemetry..internal.."))
        .check(CLASSES);
  }

  /** See {@link SessionIdsTest}. */
  @Test
  void noRandomNumberComesOfASeedInTheMemory() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Random.class, SplittableRandom.class, ThreadLocalRandom.class)
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(IdGenerator.class, "random")
        .check(CLASSES);
  }

  @Test
  void nothingGetsOnASpanAroundTheGate() {
    spansAreWrittenOnByOneClass().check(CLASSES);
  }

  @Test
  void aClassThatGoesAroundTheGateIsFound() {
    JavaClasses around = new ClassFileImporter().importClasses(AroundTheGate.class);

    assertThat(spansAreWrittenOnByOneClass().evaluate(around).getFailureReport().getDetails())
        .hasSize(5);
    assertThat(linesOfOursNameTheProduct().evaluate(around).hasViolation()).isTrue();
  }

  @Test
  void everyLogLineGoesByTheProductsLog() {
    linesOfOursNameTheProduct().check(CLASSES);
  }

  /** The mark of an importance is no text, and never sent. */
  private static ArchRule spansAreWrittenOnByOneClass() {
    Set<String> writing =
        Set.of(
            "spanBuilder",
            "updateName",
            "setAttribute",
            "setAllAttributes",
            "addEvent",
            "addLink",
            "recordException",
            "setStatus");
    return noClasses()
        .that()
        .doNotHaveFullyQualifiedName(SpanWriter.class.getName())
        .and()
        .doNotHaveFullyQualifiedName(EditedSpanData.class.getName())
        .should()
        .callMethodWhere(
            describe(
                "write on a span",
                call ->
                    writing.contains(call.getTarget().getName())
                        && call.getTargetOwner()
                            .getPackageName()
                            .startsWith("io.opentelemetry.api.trace")));
  }

  private static ArchRule linesOfOursNameTheProduct() {
    return noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ProductLog.class.getName())
        .should()
        .callMethod(System.class, "getLogger", String.class);
  }

  /** What must not be. */
  static final class AroundTheGate {
    static void write(Tracer tracer, String text) {
      Span span = tracer.spanBuilder(text).startSpan();
      span.updateName(text);
      span.setAttribute("key", text);
      span.recordException(new IllegalStateException(text));
      span.setStatus(StatusCode.ERROR, text);
      System.getLogger("around").log(System.Logger.Level.INFO, text);
    }
  }
}
