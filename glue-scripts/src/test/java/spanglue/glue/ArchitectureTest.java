package spanglue.glue;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the jobs' packages may know of each other and of the tracing. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("spanglue.glue");

  @Test
  void packagesMakeNoCircle() {
    slices().matching("spanglue.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyThePublicPartOfTheTracingIsUsed() {
    noClasses()
        .that()
        .resideInAPackage("spanglue.glue..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "spanglue.tracing.internal..", "spanglue.spark.internal..", "io.opentelemetry..")
        .check(CLASSES);
  }

  @Test
  void operationsKnowNothingOfFiles() {
    noClasses()
        .that()
        .resideInAnyPackage("spanglue.glue.clean..", "spanglue.glue.process..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("spanglue.glue.read..", "spanglue.glue.write..")
        .check(CLASSES);
  }

  @Test
  void aPackageIsSmallEnoughToBeKnown() {
    Map<String, Long> types =
        CLASSES.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .collect(groupingBy(JavaClass::getPackageName, counting()));

    assertThat(types).hasSize(7).allSatisfy((name, n) -> assertThat(n).as(name).isBetween(1L, 28L));
  }
}
