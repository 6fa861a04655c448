package spanglue.spark;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static spanglue.spark.StepTrace.SPARK;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spanglue.report.Plan;
import spanglue.report.Plan.Node;
import spanglue.report.Plan.Time;
import spanglue.spark.ListenedQueries.Queries;
import spanglue.spark.internal.ledger.ActionRecord;

/**
 * The plans of real queries have the rows, bytes and times that their operators had, and the event
 * log has the same.
 */
class PlanFiguresTest {
  @TempDir private static Path folder;
  private static String listings;

  /** 1,000 rows in 2 files; {@code k} is 0 to 9. */
  @BeforeAll
  static void write() {
    listings = folder.resolve("listings").toString();
    SPARK.range(0, 1_000, 1, 2).selectExpr("id", "id % 10 AS k").write().parquet(listings);
  }

  @Test
  void aScanAFilterAndAnAggregateHaveTheirFigures() {
    Plan plan = plan(() -> listings().filter("id >= 100").groupBy("k").count().collectAsList());

    Node scan = node(plan, "Scan parquet");
    assertThat(scan.rows()).isEqualTo(1_000);
    assertThat(scan.bytes()).isPositive();
    assertThat(scan.detail()).isEqualTo("parquet listings: id, k");
    assertThat(scan.metrics()).containsEntry("number of files read", 2L);
    assertThat(scan.time()).isEqualTo(Time.MEASURED);
    Node filter = node(plan, "Filter");
    assertThat(filter.rows()).isEqualTo(900);
    assertThat(filter.detail()).isEqualTo("id");
    assertThat(filter.time()).isEqualTo(Time.SHARED);
    assertThat(filter.codegen()).isNotNull();
    assertThat(filter.millis()).isNotNull();
    List<Node> aggregates = nodes(plan, "HashAggregate");
    assertThat(aggregates).extracting(Node::rows).containsExactly(10L, 20L);
    assertThat(aggregates.get(0).parent()).isNull();
    assertThat(aggregates.get(0).detail()).isEqualTo("count: k");
    Node exchange = node(plan, "Exchange");
    assertThat(exchange.rows()).isEqualTo(20);
    assertThat(exchange.bytes()).isPositive();
    assertThat(exchange.detail()).isEqualTo("hash, 2 partitions: k");
    assertThat(node(plan, "AQEShuffleRead").detail()).isEqualTo("coalesced");
    assertThat(plan.nodes())
        .noneMatch(node -> node.name().matches("Adaptive.*|.*QueryStage|WholeStage.*|Input.*"));
  }

  @Test
  void aBroadcastJoinHasTheRowsOfBothSides() {
    Plan plan =
        plan(
            () ->
                listings()
                    .join(broadcast(listings().filter("id < 7").select(col("id"))), "id")
                    .collectAsList());

    assertThat(node(plan, "BroadcastHashJoin").rows()).isEqualTo(7);
    assertThat(node(plan, "BroadcastHashJoin").detail()).isEqualTo("Inner, BuildRight: id");
    Node built = node(plan, "BroadcastExchange");
    assertThat(built.rows()).isEqualTo(7);
    assertThat(built.bytes()).isPositive();
    assertThat(built.time()).isEqualTo(Time.MEASURED);
  }

  @Test
  void aSortMergeJoinThatReusesAnExchangeSaysSo() {
    Plan plan =
        plan(
            () ->
                listings()
                    .filter("id < 500")
                    .select("id")
                    .hint("merge")
                    .join(listings().filter("id < 500").select("id"), "id")
                    .collectAsList());

    assertThat(node(plan, "SortMergeJoin").rows()).isEqualTo(500);
    assertThat(nodes(plan, "Sort")).hasSize(2).allMatch(sort -> sort.time() == Time.MEASURED);
    assertThat(nodes(plan, "ReusedExchange")).hasSize(1);
    assertThat(nodes(plan, "Scan parquet")).hasSize(1);
  }

  @Test
  void whatMakesACacheHasFiguresInTheActionThatMadeIt() {
    List<Plan> plans =
        plans(
            () -> {
              Dataset<Row> cached = listings().filter("k = 3").cache();
              cached.count();
              cached.filter("id < 100").collectAsList();
              cached.unpersist();
            });

    assertThat(plans).hasSize(2);
    assertThat(node(plans.get(0), "InMemoryTableScan").rows()).isEqualTo(100);
    assertThat(node(plans.get(0), "Scan parquet").rows()).isEqualTo(1_000);
    assertThat(node(plans.get(1), "Scan parquet").rows()).isNull();
    assertThat(nodes(plans.get(1), "Filter")).extracting(Node::rows).containsExactly(10L, null);
  }

  @Test
  void aWriteHasWhatItWrote() {
    Plan plan =
        plan(
            () ->
                listings()
                    .union(SPARK.range(5).selectExpr("id", "id AS k"))
                    .write()
                    .parquet(folder.resolve("copies").toString()));

    Node write = plan.nodes().get(0);
    assertThat(write.name()).isEqualTo("Execute InsertIntoHadoopFsRelationCommand");
    assertThat(write.detail()).isEqualTo("write parquet copies");
    assertThat(write.rows()).isEqualTo(1_005);
    assertThat(write.bytes()).isPositive();
    assertThat(node(plan, "Range").rows()).isEqualTo(5);
    assertThat(nodes(plan, "Union")).hasSize(1);
  }

  @Test
  void aTablesMakingAndItsWritingAreOnePlan() {
    Plan plan;
    try {
      plan =
          plan(
              () -> {
                listings().createOrReplaceTempView("source");
                SPARK.sql("CREATE TABLE figures USING parquet AS SELECT * FROM source");
              },
              1);
    } finally {
      SPARK.sql("DROP TABLE IF EXISTS figures");
    }

    assertThat(plan.nodes().get(0).name())
        .isEqualTo("Execute CreateDataSourceTableAsSelectCommand");
    Node write = node(plan, "Execute InsertIntoHadoopFsRelationCommand");
    assertThat(write.parent()).isZero();
    assertThat(write.rows()).isEqualTo(1_000);
    assertThat(write.detail()).isEqualTo("write parquet figures");
  }

  @Test
  void whatFailedHasNoZeroForWhatNeverRan() {
    UDF1<Long, Long> fail =
        id -> {
          throw new IllegalStateException("no");
        };
    Plan plan =
        plan(
            () ->
                assertThatThrownBy(
                    () ->
                        listings()
                            .select(udf(fail, DataTypes.LongType).apply(col("id")).as("x"))
                            .groupBy("x")
                            .count()
                            .collectAsList()));

    assertThat(nodes(plan, "HashAggregate")).extracting(Node::rows).containsOnlyNulls();
  }

  @Test
  void aFilterThatLetsNothingThroughHasNoRows() {
    Plan plan = plan(() -> listings().filter("k * 2 = 1").collectAsList());

    assertThat(node(plan, "Filter").rows()).isZero();
  }

  @Test
  void noLiteralPathOrOptionIsInAPlan() {
    String place = folder.resolve("key=s3cr3t/token-s3cr3t9/rows").toString();
    String text =
        plans(
                () -> {
                  listings().withColumn("who", col("k").cast("string")).write().parquet(place);
                  SPARK.read().parquet(place).createOrReplaceTempView("rows");
                  SPARK
                      .sql(
                          "SELECT who, count(if(who = 'hunter2#7', 1, null)) FROM rows"
                              + " WHERE who <> 'hunter2' AND (k >= 0 OR k IN (71823, 71824, 71825))"
                              + " AND who NOT LIKE '%hunter2%' GROUP BY who")
                      .collectAsList();
                })
            .toString();

    assertThat(text)
        .contains("write parquet rows", "parquet rows: ", "who")
        .doesNotContain("s3cr3t", "hunter2", "7182", folder.toString());
  }

  @Test
  void ofALargePlanTheFirstOperatorsAreToldAndTheRestCounted() {
    Plan plan =
        plan(
            () -> {
              Dataset<Row> all = SPARK.range(1).toDF();
              for (int i = 0; i < 149; i++) {
                all = all.union(SPARK.range(1).filter("id >= 0").toDF());
              }
              all.write().format("noop").mode("overwrite").save();
            });

    assertThat(plan.nodes()).hasSize(200);
    assertThat(plan.folded()).isEqualTo(2 + 150 + 149 - 200);
  }

  private static Dataset<Row> listings() {
    return SPARK.read().parquet(listings);
  }

  private static Node node(Plan plan, String name) {
    List<Node> found = nodes(plan, name);
    assertThat(found).as("%s in %s", name, plan).isNotEmpty();
    return found.get(0);
  }

  private static List<Node> nodes(Plan plan, String name) {
    return plan.nodes().stream().filter(node -> node.name().equals(name)).toList();
  }

  private static Plan plan(Queries queries) {
    return plan(queries, 0);
  }

  private static Plan plan(Queries queries, int place) {
    return plans(queries).get(place);
  }

  /** Of all SQL executions, which the event log is held to have too. */
  private static List<Plan> plans(Queries queries) {
    ListenedQueries listened = ListenedQueries.of(queries);
    List<Plan> live =
        listened.actions().stream().map(ActionRecord::plan).filter(Objects::nonNull).toList();
    List<String> replayed = new ArrayList<>();
    for (JsonNode action : listened.replayed(folder).get("actions")) {
      for (JsonNode node : action.at("/plan/nodes")) {
        replayed.add(text(node));
      }
    }
    assertThat(live.stream().flatMap(plan -> plan.nodes().stream()).map(PlanFiguresTest::text))
        .isEqualTo(replayed);
    return live;
  }

  private static String text(Node node) {
    return "%d %s %s [%s] %s %s %s %s %s %s"
        .formatted(
            node.id(),
            node.parent(),
            node.name(),
            node.detail(),
            node.rows(),
            node.bytes(),
            node.millis(),
            node.time().text(),
            node.codegen(),
            new TreeMap<>(node.metrics()));
  }

  private static String text(JsonNode node) {
    Map<String, Long> metrics = new TreeMap<>();
    node.get("metrics")
        .properties()
        .forEach(metric -> metrics.put(metric.getKey(), metric.getValue().asLong()));
    return "%d %s %s [%s] %s %s %s %s %s %s"
        .formatted(
            node.get("id").asInt(),
            node.get("parent").asText(),
            node.get("name").asText(),
            node.get("detail").asText(),
            node.get("rows").asText(),
            node.get("bytes").asText(),
            node.get("ms").asText(),
            node.get("time").asText(),
            node.get("codegen").asText(),
            metrics);
  }
}
