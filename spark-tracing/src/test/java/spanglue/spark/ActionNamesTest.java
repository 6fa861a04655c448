package spanglue.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;
import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.spark.StepTrace.SPARK;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spanglue.spark.ListenedQueries.Queries;
import spanglue.spark.internal.ledger.ActionRecord;

/** What an action is called of which Spark knows only how Python reached it. */
class ActionNamesTest {
  @TempDir private static Path folder;

  @AfterEach
  void clear() {
    SPARK.sparkContext().clearJobGroup();
    SPARK.catalog().clearCache();
    SPARK.sql("DROP TABLE IF EXISTS names");
  }

  @Test
  void callsFromPythonAreNamedByWhatTheirPlansDo() {
    String bookings = folder.resolve("raw/2024-05-17/bookings_2024").toString();
    String rooms = folder.resolve("rooms/part=7").toString();
    UDF1<Long, Long> same = id -> id;
    SPARK.range(0, 100, 1, 2).selectExpr("id", "id % 10 AS k").write().parquet(bookings);
    SPARK.range(10).selectExpr("id AS k", "id * 2 AS size").write().parquet(rooms);
    Map<String, Queries> queries = new LinkedHashMap<>();
    queries.put("collect: scan parquet bookings", () -> read(bookings).collectAsList());
    queries.put(
        "collect: scan parquet bookings -> filter -> aggregate",
        () -> read(bookings).filter("id > 17").groupBy("k").count().collectAsList());
    queries.put("count: scan parquet bookings -> count", () -> read(bookings).count());
    queries.put("showString: scan parquet bookings -> show", () -> read(bookings).show());
    queries.put("head: scan parquet bookings -> limit", () -> read(bookings).takeAsList(3));
    queries.put(
        "collect: scan parquet bookings -> filter -> join rooms -> sort",
        () -> read(bookings).join(read(rooms), "k").orderBy("id").collectAsList());
    queries.put(
        "collect: scan parquet bookings -> top",
        () -> read(bookings).orderBy(col("id").desc()).limit(5).collectAsList());
    queries.put(
        "collect: scan parquet bookings -> distinct -> union",
        () -> read(bookings).select("k").distinct().union(read(rooms).select("k")).collectAsList());
    queries.put(
        "parquet: scan parquet bookings -> repartition -> write parquet out",
        () -> read(bookings).repartition(2).write().parquet(folder.resolve("out_1").toString()));
    queries.put(
        "sql: scan parquet bookings -> create table names",
        () -> {
          read(bookings).createOrReplaceTempView("todays_bookings");
          SPARK.sql("CREATE TABLE names USING parquet AS SELECT * FROM todays_bookings");
        });
    queries.put(
        "sql: scan parquet bookings -> filter -> write parquet names",
        () -> SPARK.sql("INSERT INTO names SELECT * FROM todays_bookings WHERE id = 17"));
    queries.put("collectToPython: scan parquet names", () -> SPARK.table("names").collectAsList());
    queries.put(
        "collect: scan cached bookings -> filter",
        () -> read(bookings).cache().filter("k = 1").collectAsList());
    queries.put(
        "save: range -> filter -> write",
        () ->
            SPARK
                .range(10)
                .select(udf(same, DataTypes.LongType).apply(col("id")).as("x"))
                .filter("x > 1")
                .write()
                .format("noop")
                .mode("overwrite")
                .save());

    List<String> names = new ArrayList<>();
    queries.forEach(
        (expected, query) -> {
          String call = expected.substring(0, expected.indexOf(": "));
          SPARK.sparkContext().setJobDescription(call + " at NativeMethodAccessorImpl.java:0");
          List<ActionRecord> actions = ListenedQueries.of(query).actions();
          names.add(
              call
                  + ": "
                  + actions.stream()
                      .filter(action -> action.ids().executionId() != null)
                      .map(ActionRecord::name)
                      .reduce((first, last) -> last)
                      .orElse("none"));
        });

    assertThat(names).containsExactlyElementsOf(queries.keySet());
  }

  @Test
  void aNameThatSaysSomethingStays() {
    SPARK.sparkContext().setJobDescription("nightly report");
    assertThat(names(() -> SPARK.range(3).collectAsList())).containsExactly("nightly report");
    SPARK.sparkContext().setJobDescription("collect at /app/report.py:12");
    assertThat(names(() -> SPARK.range(3).collectAsList()))
        .containsExactly("collect at /app/report.py:12");
    SPARK.sparkContext().clearJobGroup();
    assertThat(names(() -> SPARK.range(3).collectAsList()))
        .singleElement()
        .asString()
        .startsWith("collectAsList at ActionNamesTest.java:");
  }

  private static List<String> names(Queries queries) {
    return ListenedQueries.of(queries).actions().stream().map(ActionRecord::name).toList();
  }

  private static Dataset<Row> read(String path) {
    return SPARK.read().parquet(path);
  }
}
