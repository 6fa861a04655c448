package spanglue.glue.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.glue.Frames.lines;
import static spanglue.glue.Frames.row;
import static spanglue.glue.Frames.type;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import spanglue.glue.Frames;

class ImputeTest {
  private static final LocalDate RUN_DATE = LocalDate.of(2022, 10, 5);

  @Test
  void aReviewIsNotBeforeTheConstructionYearNorAfterTheRunsDateAndWhyItIsMissingIsKept() {
    Dataset<Row> listings =
        Frames.of(
            "id int, last_review date, construction_year bigint, unreadable bigint",
            row(1, Date.valueOf("2019-12-31"), 2020L, 0L),
            row(2, Date.valueOf("2020-01-01"), 2020L, 0L),
            row(3, Date.valueOf("2022-10-05"), 2020L, 0L),
            row(4, Date.valueOf("2022-10-06"), 2020L, 0L),
            row(5, Date.valueOf("2058-06-16"), 2020L, 0L),
            row(6, null, 2020L, 0L),
            row(7, null, 2020L, 1L << 12));

    assertThat(
            lines(
                Impute.correctReviewDates(listings, RUN_DATE).orderBy("id"),
                "last_review",
                "date_fault"))
        .containsExactly(
            "null|implausible",
            "2020-01-01|null",
            "2022-10-05|null",
            "null|implausible",
            "null|implausible",
            "null|missing",
            "null|unreadable");
  }

  @Test
  void mediansStandWhereValuesAreMissing() {
    Dataset<Row> imputed =
        Impute.imputeMedians(
            reviews(), new Medians(0.75, 12L, 3L, LocalDate.of(2021, 2, 3), Map.of(), Map.of()));

    assertThat(lines(imputed.orderBy("id")))
        .containsExactly("1|2020-01-01|9|0.25|1", "2|2021-02-03|12|0.75|3");
    assertThat(imputed.schema().simpleString()).isEqualTo(reviews().schema().simpleString());
  }

  @Test
  void whereThereIsNoMedianNullStays() {
    Dataset<Row> imputed =
        Impute.imputeMedians(reviews(), new Medians(null, null, null, null, Map.of(), Map.of()));

    assertThat(lines(imputed.orderBy("id")))
        .containsExactly("1|2020-01-01|9|0.25|1", "2|null|null|null|null");
  }

  @Test
  void squareRootsStandBesideTheOriginals() {
    Dataset<Row> fixed = Impute.fixSkewness(reviews());

    assertThat(type(fixed, "number_of_reviews_sqrt")).isEqualTo("double");
    assertThat(
            lines(
                fixed.orderBy("id"),
                "number_of_reviews",
                "number_of_reviews_sqrt",
                "reviews_per_month_sqrt",
                "calculated_host_listings_count_sqrt"))
        .containsExactly("9|3.0|0.5|1.0", "null|null|null|null");
  }

  private static Dataset<Row> reviews() {
    return Frames.of(
        "id int, last_review date, number_of_reviews bigint, reviews_per_month double,"
            + " calculated_host_listings_count bigint",
        row(1, Date.valueOf("2020-01-01"), 9L, 0.25, 1L),
        row(2, null, null, null, null));
  }
}
