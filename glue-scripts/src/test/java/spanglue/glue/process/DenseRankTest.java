package spanglue.glue.process;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.dense_rank;
import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.glue.Frames.lines;
import static spanglue.glue.Frames.row;
import static spanglue.glue.Frames.type;

import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spanglue.glue.Frames;
import spanglue.glue.SparkActivity;
import spanglue.glue.TestSpark;

class DenseRankTest {
  private static final DenseRank OVERALL = new DenseRank("rank", List.of(), "cost");
  private static final DenseRank BY_PLACE = new DenseRank("rank", List.of("place"), "cost");

  @Test
  void theHighestIsFirstTiesShareARankAndNoRankIsLeftOut() {
    Dataset<Row> ranked =
        ranked(OVERALL, row(1, "a", 10L), row(2, "b", 30L), row(3, "a", 30L), row(4, "b", 20L));

    assertThat(type(ranked, "rank")).isEqualTo("int");
    assertThat(ranked.columns()).containsExactly("id", "place", "cost", "rank");
    assertThat(lines(ranked))
        .containsExactlyInAnyOrder("1|a|10|3", "2|b|30|1", "3|a|30|1", "4|b|20|2");
  }

  @Test
  void eachGroupHasRanksOfItsOwn() {
    Dataset<Row> ranked =
        ranked(
            BY_PLACE,
            row(1, "a", 10L),
            row(2, "b", 30L),
            row(3, "a", 30L),
            row(4, "b", 10L),
            row(5, "b", 30L),
            row(6, "c", 5L));

    assertThat(lines(ranked, "id", "rank"))
        .containsExactlyInAnyOrder("1|2", "2|1", "3|1", "4|2", "5|1", "6|1");
  }

  @Test
  void nullsAreLastAndKept() {
    assertThat(
            lines(
                ranked(OVERALL, row(1, "a", null), row(2, "a", -5L), row(3, "a", null)),
                "id",
                "rank"))
        .containsExactlyInAnyOrder("1|2", "2|1", "3|2");
    assertThat(
            lines(
                ranked(BY_PLACE, row(1, null, null), row(2, null, 5L), row(3, "a", null)),
                "id",
                "rank"))
        .containsExactlyInAnyOrder("1|2", "2|1", "3|1");
  }

  @Test
  void noListingsHaveNoRanks() {
    assertThat(lines(ranked(OVERALL))).isEmpty();
    assertThat(lines(ranked(BY_PLACE))).isEmpty();
  }

  @Test
  void listingsMoveToTheirNumbersOnlyWhereThoseAreMany() throws Exception {
    assertThat(listingsMoved(97)).isZero();
    assertThat(listingsMoved(96)).isPositive();
  }

  /** By adding 97 numbers, where Spark does not look at their size itself. */
  private static long listingsMoved(long mostForEachTask) throws Exception {
    TestSpark.session().conf().set("spark.sql.autoBroadcastJoinThreshold", "-1");
    try {
      Dataset<Row> listings = listings();
      Dataset<Row> numbers = OVERALL.number(listings, mostForEachTask);
      return SparkActivity.of(
              () -> assertThat(OVERALL.add(listings, numbers).collectAsList()).hasSize(1_000))
          .mostRowsIntoOneTask();
    } finally {
      TestSpark.session().conf().unset("spark.sql.autoBroadcastJoinThreshold");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void noTaskGetsAllListings(boolean byPlace) throws Exception {
    DenseRank rank = byPlace ? BY_PLACE : OVERALL;

    assertThat(mostRowsIntoOneTask(listings -> rank.add(listings, rank.number(listings))))
        .isPositive()
        .isLessThan(1_000);
  }

  @Test
  void aWindowOverAllListingsWouldBeSeen() throws Exception {
    assertThat(
            mostRowsIntoOneTask(
                listings ->
                    listings.withColumn(
                        "rank", dense_rank().over(Window.orderBy(col("cost").desc())))))
        .isEqualTo(1_000);
  }

  /** Of 1,000 listings in four partitions, where Spark doesn't join small partitions to one. */
  private static long mostRowsIntoOneTask(UnaryOperator<Dataset<Row>> ranking) throws Exception {
    TestSpark.session().conf().set("spark.sql.adaptive.coalescePartitions.enabled", "false");
    try {
      Dataset<Row> listings = listings();
      return SparkActivity.of(
              () -> assertThat(ranking.apply(listings).collectAsList()).hasSize(1_000))
          .mostRowsIntoOneTask();
    } finally {
      TestSpark.session().conf().unset("spark.sql.adaptive.coalescePartitions.enabled");
    }
  }

  private static Dataset<Row> listings() {
    return TestSpark.session()
        .range(0, 1_000, 1, 4)
        .selectExpr("id", "concat('p', id % 11) AS place", "id % 97 AS cost");
  }

  private static Dataset<Row> ranked(DenseRank rank, Row... rows) {
    Dataset<Row> listings = Frames.of("id int, place string, cost bigint", rows);
    return rank.add(listings, rank.number(listings));
  }
}
