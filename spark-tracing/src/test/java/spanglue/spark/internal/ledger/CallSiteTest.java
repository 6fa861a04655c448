package spanglue.spark.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which line of the job is read from what Spark tells of a call. */
class CallSiteTest {
  @Test
  void theFirstFrameThatIsTheJobsIsTheCallSite() {
    assertThat(
            CallSite.of(
                """
                org.apache.spark.sql.classic.Dataset.count(Dataset.scala:1499)
                scala.Function0.apply(Function0.scala:12)
                spanglue.spark.Steps.lambda$action$0(Steps.java:60)
                app//orders.Report$.$anonfun$write$1(Report.scala:12)
                orders.Main.main(Main.scala:3)
                """))
        .isEqualTo(new CallSite("orders.Report$.$anonfun$write$1", "Report.scala", 12));
  }

  @Test
  void whereNoFrameIsTheJobsNoneIsGuessed() {
    assertThat(
            CallSite.of(
                """
                org.apache.spark.sql.classic.Dataset.count(Dataset.scala:1499)
                java.base/jdk.internal.reflect.DirectMethodHandleAccessor.invoke(Unknown Source)
                py4j.Gateway.invoke(Gateway.java:282)
                java.base/java.lang.Thread.run(Thread.java:840)
                orders.Job$$Lambda/0x00007f1c.apply(Unknown Source)
                """))
        .isNull();
    assertThat(CallSite.of("")).isNull();
    assertThat(CallSite.of(null)).isNull();
  }
}
