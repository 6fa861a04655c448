package spanglue.stack;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which way the packages of the stack look at each other; package-info says what each is for. */
class ArchitectureTest {
  private static final String STACK = "spanglue.stack";

  /** What a reader still takes in at a glance. */
  private static final int MOST_TYPES = 28;

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(STACK);

  @Test
  void packagesHaveNoCycles() {
    slices().matching("(spanglue.stack..)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void filesHaveNoCycles() {
    slices().assignedFrom(new TopLevel()).should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheComposerKnowsAllParts() {
    noClasses()
        .that()
        .resideInAPackage(STACK + ".*")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(STACK)
        .check(CLASSES);
  }

  @Test
  void whatEveryPartUsesKnowsNoPart() {
    classes()
        .that()
        .resideInAPackage(STACK + ".shared")
        .should()
        .onlyDependOnClassesThat(
            describe(
                "are of the package or of a library",
                used -> isOf(used, STACK + ".shared") || !isOf(used, "spanglue")))
        .check(CLASSES);
  }

  @Test
  void theStackDependsOnNoOtherModule() {
    noClasses()
        .should()
        .dependOnClassesThat(
            describe("are of another module", used -> isOf(used, "spanglue") && !isOf(used, STACK)))
        .check(CLASSES);
  }

  @Test
  void aPackageHasFewTypes() {
    Map<String, Long> types =
        CLASSES.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

    assertThat(types).hasSizeGreaterThan(5);
    assertThat(types)
        .allSatisfy((name, count) -> assertThat(count).isLessThanOrEqualTo(MOST_TYPES));
  }

  /** Classes by the file that they are in. */
  private static final class TopLevel implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return isOf(type, STACK)
          ? SliceIdentifier.of(type.getName().replaceAll("\\$.*", ""))
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "files";
    }
  }

  private static boolean isOf(JavaClass type, String name) {
    return type.getPackageName().equals(name) || type.getPackageName().startsWith(name + ".");
  }
}
