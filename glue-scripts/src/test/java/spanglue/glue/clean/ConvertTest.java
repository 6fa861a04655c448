package spanglue.glue.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.glue.Frames.lines;
import static spanglue.glue.Frames.type;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ConvertTest {

  @Test
  void currencyTextsBecomeDecimals() {
    Dataset<Row> converted =
        Convert.convertCurrency(
            new ParsedRecords().with("price", "$1,125.505", "service_fee", "free").text());

    assertThat(type(converted, "price")).isEqualTo("decimal(12,2)");
    assertThat(type(converted, "service_fee")).isEqualTo("decimal(12,2)");
    assertThat(lines(converted, "price", "service_fee")).containsExactly("1125.51|null");
  }

  @Test
  void countsAndIdsBecomeWholeNumbers() {
    String[] columns = {
      "id",
      "minimum_nights",
      "construction_year",
      "calculated_host_listings_count",
      "number_of_reviews"
    };
    Dataset<Row> converted =
        Convert.convertWholeNumbers(
            new ParsedRecords()
                .with("id", "7.0", "minimum_nights", "1e1", "number_of_reviews", "2.5")
                .with(
                    "id",
                    "7.5",
                    "minimum_nights",
                    "x",
                    "construction_year",
                    "2003.5",
                    "calculated_host_listings_count",
                    "1.5",
                    "number_of_reviews",
                    "many")
                .text());

    for (String column : columns) {
      assertThat(type(converted, column)).as(column).isEqualTo("bigint");
    }
    assertThat(lines(converted.orderBy("position"), columns))
        .containsExactly("7|10|2010|1|3", "null|null|null|null|null");
  }

  @Test
  void coordinatesAndRatesBecomeDoubles() {
    String[] columns = {"lat", "long", "reviews_per_month", "review_rate_number"};
    Dataset<Row> converted =
        Convert.convertDoubles(
            new ParsedRecords()
                .with()
                .with(
                    "lat",
                    "NaN",
                    "long",
                    "40,7",
                    "reviews_per_month",
                    "5d",
                    "review_rate_number",
                    "1e999")
                .text());

    for (String column : columns) {
      assertThat(type(converted, column)).as(column).isEqualTo("double");
    }
    assertThat(lines(converted.orderBy("position"), columns))
        .containsExactly("40.5|-73.5|0.25|4.0", "null|null|null|null");
  }

  @Test
  void instantBookableBecomesABoolean() {
    Dataset<Row> converted =
        Convert.convertBoolean(
            new ParsedRecords()
                .with("instant_bookable", "false")
                .with("instant_bookable", "")
                .with("instant_bookable", "maybe")
                .text());

    assertThat(type(converted, "instant_bookable")).isEqualTo("boolean");
    assertThat(lines(converted.orderBy("position"), "instant_bookable"))
        .containsExactly("false", "true", "null");
  }

  @Test
  void reviewDatesBecomeDates() {
    Dataset<Row> converted =
        Convert.convertReviewDates(
            new ParsedRecords()
                .with("last_review", "6/9/22")
                .with("last_review", "1969-12-31")
                .with("last_review", "soon")
                .text());

    assertThat(type(converted, "last_review")).isEqualTo("date");
    assertThat(lines(converted.orderBy("position"), "last_review"))
        .containsExactly("2022-06-09", "1969-12-31", "null");
  }

  @Test
  void twoMisspellingsAreCorrected() {
    Dataset<Row> corrected =
        Convert.correctNeighbourhoodNames(
            new ParsedRecords()
                .with("neighbourhood_group", "brookln")
                .with("neighbourhood_group", "manhatan")
                .with("neighbourhood_group", "Brookln")
                .with("neighbourhood_group", "")
                .text());

    assertThat(lines(corrected.orderBy("position"), "neighbourhood_group"))
        .containsExactly("Brooklyn", "Manhattan", "Brookln", "null");
  }

  @Test
  void theTextsOfColumnsThatAreConvertedAreKept() {
    Dataset<Row> kept = Convert.convertCurrency(new ParsedRecords().with("price", "x").text());

    assertThat(lines(kept, "price", "texts.price", "texts.instant_bookable"))
        .containsExactly("null|x|null");
    assertThat(kept.selectExpr("texts.*").columns()).contains("last_review").hasSize(13);
  }
}
