package spanglue.glue.process;

import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.glue.Frames.lines;
import static spanglue.glue.Frames.row;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import spanglue.glue.Frames;

class SummaryTest {

  @Test
  void thereIsOneRowForEachPlaceAndKindOfRoom() {
    Dataset<Row> summary =
        summary(
            listing("Private room", "100.00", 4.0, 10),
            listing("Private room", "200.00", 5.0, 5),
            listing("Private room", "600.00", 3.0, 0),
            listing("Shared room", "50.00", 1.0, 7));

    assertThat(lines(summary))
        .containsExactlyInAnyOrder(
            "Brooklyn|Millbank|Private room|3|300.0|200.000|100.00|600.00|4.0|15",
            "Brooklyn|Millbank|Shared room|1|50.0|50.000|50.00|50.00|1.0|7");
  }

  @Test
  void typesAreThoseOfTheManual() {
    assertThat(summary().schema().simpleString())
        .isEqualTo(
            "struct<neighbourhood_group:string,neighbourhood:string,room_type:string,"
                + "listings:bigint,mean_cost_per_night:double,median_cost_per_night:decimal(14,3),"
                + "min_cost_per_night:decimal(13,2),max_cost_per_night:decimal(13,2),"
                + "mean_review_rate_number:double,sum_number_of_reviews:decimal(28,0)>");
    assertThat(lines(summary())).isEmpty();
  }

  @Test
  void theMedianOfAnEvenGroupIsTheExactMeanOfTheMiddleTwo() {
    assertThat(
            lines(
                summary(
                    listing("a room", "10.01", 1.0, 0),
                    listing("a room", "10.02", 1.0, 0),
                    listing("two rooms", "19999999999.97", 1.0, 0),
                    listing("two rooms", "19999999999.98", 1.0, 0),
                    listing("two rooms", "0.00", 1.0, 0),
                    listing("two rooms", "19999999999.98", 1.0, 0)),
                "median_cost_per_night"))
        .containsExactlyInAnyOrder("10.015", "19999999999.975");
  }

  @Test
  void meansAreTheSameWhateverTheOrderAndThePartitions() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      rows.add(listing("a room", "%d.%02d".formatted(i * 7, i), 0.1 * i, i));
    }
    rows.add(listing("a room", "19999999999.98", 1e16, 1));
    rows.add(listing("a room", "0.01", -1e16, 1));

    List<String> expected = lines(summary(rows.toArray(Row[]::new)));
    for (int seed = 1; seed <= 3; seed++) {
      Collections.shuffle(rows, new Random(seed));
      Dataset<Row> shuffled = frame(rows.toArray(Row[]::new)).coalesce(1).repartition(seed + 1);
      assertThat(lines(Summary.summary(shuffled))).isEqualTo(expected);
    }
  }

  @Test
  void theSumOfReviewsMayPass64Bits() {
    assertThat(
            lines(
                summary(
                    listing("a room", "1.00", 1.0, Long.MAX_VALUE),
                    listing("a room", "1.00", 1.0, Long.MAX_VALUE)),
                "sum_number_of_reviews"))
        .containsExactly("18446744073709551614");
  }

  private static Dataset<Row> summary(Row... rows) {
    return Summary.summary(frame(rows));
  }

  private static Dataset<Row> frame(Row... rows) {
    return Frames.of(
        "neighbourhood_group string, neighbourhood string, room_type string,"
            + " cost_per_night decimal(13,2), review_rate_number double, number_of_reviews bigint",
        rows);
  }

  private static Row listing(String room, String cost, double rate, long reviews) {
    return row("Brooklyn", "Millbank", room, new BigDecimal(cost), rate, reviews);
  }
}
