package spanglue.spark;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import org.apache.spark.sql.execution.SparkPlanInfo;
import org.apache.spark.sql.execution.metric.SQLMetricInfo;
import org.junit.jupiter.api.Test;

/** The walls of this module. */
class ArchitectureTest {
  private static final long MOST_TYPES = 28;
  private static final String PLANS = "spanglue.spark.internal.plan";
  private static final String FIGURES = "spanglue.spark.internal.figures";

  private static final DescribedPredicate<JavaClass> INNARDS =
      resideInAnyPackage("org.apache.spark.sql.catalyst..", "org.apache.spark.sql.execution..")
          .and(not(resideInAPackage("org.apache.spark.sql.execution.ui..")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("spanglue.spark");

  @Test
  void noPackagesFormACycle() {
    slices().assignedFrom(new Packages()).should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheRoomOfPlansKnowsSparksPlans() {
    noClasses()
        .that()
        .resideOutsideOfPackages(PLANS, FIGURES)
        .should()
        .dependOnClassesThat(INNARDS)
        .check(CLASSES);
  }

  /** An event log has no more of a plan than these. */
  @Test
  void theRoomOfFiguresKnowsPlansByEventsAlone() {
    noClasses()
        .that()
        .resideInAPackage(FIGURES)
        .should()
        .dependOnClassesThat(
            INNARDS.and(not(belongToAnyOf(SparkPlanInfo.class, SQLMetricInfo.class))))
        .check(CLASSES);
  }

  @Test
  void nothingUsesWhatIsInternalToTracing() {
    noClasses()
        .should()
        .dependOnClassesThat(resideInAPackage("spanglue.tracing.internal.."))
        .check(CLASSES);
  }

  /** The tracing's own types take every text through its gate. */
  @Test
  void nothingGetsOnASpanOrIntoTheLogAroundTheTracing() {
    noClasses().should().dependOnClassesThat(resideInAPackage("io.opentelemetry..")).check(CLASSES);
    // The plugin must load where nothing else does.
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("spanglue.spark.SparkTracingPlugin$Driver")
        .should()
        .callMethod(System.class, "getLogger", String.class)
        .check(CLASSES);
  }

  @Test
  void noPackageIsTooLargeToBeReadAsOne() {
    Map<String, Long> types =
        CLASSES.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .collect(groupingBy(JavaClass::getPackageName, counting()));

    assertThat(types).containsKeys("spanglue.spark", PLANS);
    assertThat(types).allSatisfy((name, count) -> assertThat(count).isLessThan(MOST_TYPES + 1));
  }

  private static final class Packages implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return SliceIdentifier.of(type.getPackageName());
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }
}
