package spanglue.tracing;

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
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

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
}
