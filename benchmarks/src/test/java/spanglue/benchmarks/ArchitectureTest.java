package spanglue.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** What is measured is what a user has: nothing of another module's inside. */
class ArchitectureTest {
  @Test
  void nothingUsesWhatIsInternalToAnotherModule() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("spanglue.tracing.internal..", "spanglue.spark.internal..")
        .check(new ClassFileImporter().importPath("target/classes"));
  }
}
