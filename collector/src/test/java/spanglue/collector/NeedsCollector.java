package spanglue.collector;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** Tests that are skipped, visibly, where there is no collector to be had. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@EnabledIf(value = "spanglue.collector.Collector#isThere", disabledReason = NeedsCollector.HOW)
@interface NeedsCollector {
  /** How to get one. */
  String HOW =
      "NOT TESTED: there is no collector. Set SPANGLUE_COLLECTOR to the program of the AWS Distro"
          + " for OpenTelemetry, or start Docker";
}
