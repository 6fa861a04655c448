package spanglue.lambda;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The walls of this module: one package, on the tracing library's public side. */
class ArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPath("target/classes");

  @Test
  void thereIsOnePackage() {
    classes().should().resideInAPackage("spanglue.lambda").check(MAIN);
  }

  @Test
  void onlyThePublicTracingApiIsUsed() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("spanglue.tracing.internal..", "io.opentelemetry..")
        .check(MAIN);
  }
}
