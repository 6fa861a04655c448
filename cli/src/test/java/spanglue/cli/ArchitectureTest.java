package spanglue.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.PrintStream;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import spanglue.cli.child.FunctionMain;
import spanglue.cli.process.LoopbackServer;
import spanglue.cli.process.TempFolder;
import spanglue.tracing.SafeOutput;

/** The walls between the packages, as each one's package-info tells them. */
class ArchitectureTest {
  private static final int MOST_TYPES = 28;

  private static final JavaClasses MAIN = new ClassFileImporter().importPath("target/classes");

  @Test
  void packagesDoNotGoInCircles() {
    slices().matching("spanglue.cli.(*)..").should().beFreeOfCycles().check(MAIN);
    noClasses()
        .that()
        .resideInAPackage("spanglue.cli.*")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("spanglue.cli")
        .check(MAIN);
  }

  @Test
  void aChildProcessNeedsNoMoreThanTheJdkButForTheFunctions() {
    classes()
        .that()
        .resideInAPackage("spanglue.cli.child")
        .and(DescribedPredicate.not(partOfTheFunctionsMain()))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "org.jspecify.annotations", "spanglue.cli.child"))
        .check(MAIN);
  }

  @Test
  void processesKnowNeitherAwsNorTelemetry() {
    noClasses()
        .that()
        .resideInAPackage("spanglue.cli.process")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "spanglue.cli.aws..",
                    "spanglue.cli.telemetry..",
                    "spanglue.tracing..",
                    "software.amazon..",
                    "io.opentelemetry..")
                .and(DescribedPredicate.not(type(SafeOutput.class))))
        .check(MAIN);
  }

  /** A child's output goes into a log; these make fit what they print. */
  @Test
  void fewClassesPrint() {
    noClasses()
        .that()
        .resideOutsideOfPackage("spanglue.cli.child")
        .and()
        .doNotBelongToAnyOf(Console.class, Main.class, LoopbackServer.class, TempFolder.class)
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "print",
                call ->
                    call.getTargetOwner().isEquivalentTo(PrintStream.class)
                        && call.getTarget().getName().startsWith("print")))
        .check(MAIN);
  }

  @Test
  void onlyThePublicTracingApiIsUsed() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("spanglue.tracing.internal..", "spanglue.spark.internal.."))
        .check(MAIN);
  }

  @Test
  void aPackageIsNoLargerThanOneCanTakeIn() {
    Map<String, Long> types =
        MAIN.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(found -> !found.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

    assertThat(types)
        .containsOnlyKeys(
            "spanglue.cli",
            "spanglue.cli.account",
            "spanglue.cli.aws",
            "spanglue.cli.child",
            "spanglue.cli.process",
            "spanglue.cli.telemetry",
            "spanglue.cli.trace",
            "spanglue.cli.upload")
        .allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(MOST_TYPES));
  }

  /** The context that it hands to the function is a type of AWS's too. */
  private static DescribedPredicate<JavaClass> partOfTheFunctionsMain() {
    return type(FunctionMain.class)
        .or(
            DescribedPredicate.describe(
                "the function's context",
                found -> found.getName().startsWith("spanglue.cli.child.InvocationContext")));
  }
}
