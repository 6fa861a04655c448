package spanglue.glue.oracle;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of the oracle's SQL on inputs of a few listings, with answers worked out by hand. */
class OracleRulesTest {
  @TempDir Path dir;

  @Test
  void missingTextsAreFilledAndSpellingsMended() throws Exception {
    TinyInput input =
        new TinyInput(dir)
            .with("host_name", " \t ", "neighbourhood_group", " brookln ")
            .with("host_name", " Ana ", "neighbourhood_group", "manhatan", "country", "Canada")
            .with("neighbourhood_group", "Manhatan", "instant_bookable", "false", "name", "\u00a0");
    try (OracleResult oracle = input.run()) {
      assertThat(
              oracle.query(
                  "SELECT name, host_name, neighbourhood_group, country, host_identity_verified,"
                      + " instant_bookable, cancellation_policy, house_rules"
                      + " FROM cleaned ORDER BY id"))
          .containsExactly(
              row(
                  "Blank",
                  "Blank",
                  "Brooklyn",
                  "United States",
                  "unconfirmed",
                  true,
                  "moderate",
                  "Blank"),
              row("Blank", "Ana", "Manhattan", "Canada", "unconfirmed", true, "moderate", "Blank"),
              row(
                  "\u00a0",
                  "Host 3",
                  "Manhatan",
                  "United States",
                  "unconfirmed",
                  false,
                  "moderate",
                  "Blank"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "id, 7.5, bad_value, id",
    "instant_bookable, yes, bad_value, instant_bookable",
    "price, $, bad_value, price",
    "number_of_reviews, -1, bad_value, number_of_reviews",
    "reviews_per_month, -0.01, bad_value, reviews_per_month",
    "calculated_host_listings_count, -1, bad_value, calculated_host_listings_count",
    "neighbourhood, '', missing_value, neighbourhood",
    "review_rate_number, ' ', missing_value, review_rate_number",
    "minimum_nights, 0, minimum_nights_out_of_range, minimum_nights",
    "minimum_nights, 365, minimum_nights_out_of_range, minimum_nights",
    "room_type, ' Room ', room_type_too_short, room_type",
    "room_type, 🏠🏠🏠🏠, room_type_too_short, room_type"
  })
  void aRejectHasItsReasonAndColumn(String column, String text, String reason, String of)
      throws Exception {
    try (OracleResult oracle = new TinyInput(dir).with().with(column, text).run()) {
      assertThat(oracle.query("SELECT position, reason, \"column\" FROM rejected"))
          .containsExactly(row(2L, reason, of));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "minimum_nights, 1",
    "minimum_nights, 364",
    "room_type, 🏠🏠🏠🏠🏠",
    "last_review, never",
    "number_of_reviews, ''",
    "number_of_reviews, -0.4",
    "reviews_per_month, -0",
    "price, -5",
    "availability_365, plenty"
  })
  void whatTheRulesAllowStays(String column, String text) throws Exception {
    try (OracleResult oracle = new TinyInput(dir).with().with(column, text).run()) {
      assertThat(oracle.counts()).containsEntry("cleaned", 2L).containsEntry("rejected", 0L);
    }
  }

  @Test
  void theFirstReasonCountsAndOfItTheFirstColumnInTheHeadersOrder() throws Exception {
    TinyInput input =
        new TinyInput(dir)
            .with("id", "", "service_fee", "x", "price", "y")
            .with("service_fee", "", "lat", "", "minimum_nights", "0")
            .with("minimum_nights", "0", "room_type", "Den");
    try (OracleResult oracle = input.run()) {
      assertThat(oracle.query("SELECT reason, \"column\" FROM rejected ORDER BY position"))
          .containsExactly(
              row("bad_value", "price"),
              row("missing_value", "lat"),
              row("minimum_nights_out_of_range", "minimum_nights"));
    }
  }

  @Test
  void aRaggedRecordIsMalformedAndKeepsItsText() throws Exception {
    String header = String.join(",", ListingColumns.ALL);
    try (OracleResult oracle = TinyInput.run(dir, "a.csv", header + "\n\n1,\"two\nlines\"\n")) {
      assertThat(oracle.rows("rejected"))
          .containsExactly(row(1L, "1,\"two\nlines\"", "malformed_record", null));
    }
  }

  @Test
  void ofDuplicatesTheLowestIdStaysAndOfEqualIdsTheFirst() throws Exception {
    TinyInput input =
        new TinyInput(dir)
            .with("id", "9", "host_name", "Ana", "name", "loses to a later one")
            .with("id", "5", "host_name", "Ana", "name", "stays", "price", "100.00")
            .with("id", "5", "host_name", " Ana", "name", "second of an equal id", "lat", "405e-1")
            .with("id", "4", "host_name", "Ana", "minimum_nights", "0")
            .with("id", "3", "host_name", "Ana", "price", "$101 ")
            .with("id", "8", "host_name", "")
            .with("id", "6", "host_name", " ");
    try (OracleResult oracle = input.run()) {
      assertThat(oracle.rows("duplicates"))
          .containsExactly(row(1L, 9L, 5L), row(3L, 5L, 5L), row(6L, 8L, 6L));
      assertThat(oracle.query("SELECT id, name FROM cleaned ORDER BY id"))
          .containsExactly(row(3L, "Blank"), row(5L, "stays"), row(6L, "Blank"));
      assertThat(oracle.counts())
          .containsEntry("read", 7L)
          .containsEntry("cleaned", 3L)
          .containsEntry("duplicate", 3L)
          .containsEntry("minimum_nights_out_of_range", 1L)
          .containsEntry("bad_value", 0L);
    }
  }

  @Test
  void whatIsMissingIsTheMedianOfWhatIsLeft() throws Exception {
    TinyInput input =
        new TinyInput(dir)
            .with(of("1", "0.5", "3", "1/1/2020"))
            .with(of("4", "0.25", "4", "1/1/2021"))
            .with(of("", "", "", ""))
            .with(of("", "1e0", "", "2009-12-31"))
            .with(of("9", "2", "1", "10/6/2022"))
            .with(of("100", "", "99", "yesterday"));
    try (OracleResult oracle = input.run()) {
      // Reviews 1 4 9 100: 6.5, so 7. Per month .25 .5 1 2: .75. Host listings 1 3 4 99: 3.5, so 4.
      // Dates: one is before construction, one after the run; the lower of the other two.
      assertThat(
              oracle.query(
                  "SELECT number_of_reviews, reviews_per_month, calculated_host_listings_count,"
                      + " last_review, reviews_per_month_sqrt = sqrt(0.75::DOUBLE),"
                      + " calculated_host_listings_count_sqrt FROM cleaned WHERE id = 3"))
          .containsExactly(row(7L, 0.75, 4L, LocalDate.of(2020, 1, 1), true, 2.0));
      assertThat(oracle.imputed())
          .containsEntry("number_of_reviews", 2L)
          .containsEntry("reviews_per_month", 2L)
          .containsEntry("calculated_host_listings_count", 2L)
          .containsEntry("last_review", 4L);
    }
  }

  @Test
  void aReviewOnTheRunsDateOrInTheYearOfConstructionIsValid() throws Exception {
    TinyInput input =
        new TinyInput(dir).with("last_review", "10/5/2022").with("last_review", "1/1/2010");
    try (OracleResult oracle = input.run()) {
      assertThat(oracle.imputed()).containsEntry("last_review", 0L);
    }
  }

  @Test
  void whereThereIsNoValidValueNothingIsImputed() throws Exception {
    try (OracleResult oracle = new TinyInput(dir).with(of("", "", "", "soon")).run()) {
      assertThat(
              oracle.query(
                  "SELECT number_of_reviews, reviews_per_month, calculated_host_listings_count,"
                      + " last_review, number_of_reviews_sqrt FROM cleaned"))
          .containsExactly(row(null, null, null, null, null));
      assertThat(oracle.imputed().values()).containsOnly(0L);
      assertThat(oracle.query("SELECT rank_overall_reviews FROM listings")).containsExactly(row(1));
      assertThat(oracle.query("SELECT sum_number_of_reviews FROM summary"))
          .containsExactly(row((Object) null));
    }
  }

  @Test
  void listingsHaveSpendsAndDenseRanksHighestFirst() throws Exception {
    TinyInput input =
        new TinyInput(dir)
            .with("price", "300", "number_of_reviews", "1", "minimum_nights", "3")
            .with("price", "200.50", "neighbourhood", "Ropewalk")
            .with("price", "300", "neighbourhood", "Ropewalk");
    try (OracleResult oracle = input.run()) {
      assertThat(
              oracle.query(
                  "SELECT id, cost_per_night, minimum_total_spend, exp_rank_per_neighbourhood,"
                      + " exp_rank_overall, rank_overall_reviews, prop_rank_exp, prop_rank_review"
                      + " FROM listings ORDER BY id"))
          .containsExactly(
              row(1L, money("320.00"), money("960.00"), 1, 1, 2, "1/3", "2/3"),
              row(2L, money("220.50"), money("441.00"), 2, 2, 1, "2/3", "1/3"),
              row(3L, money("320.00"), money("640.00"), 1, 1, 1, "1/3", "1/3"));
    }
  }

  @Test
  void theSummaryHasOneRowForEachGroupNeighbourhoodAndRoomType() throws Exception {
    TinyInput input =
        new TinyInput(dir)
            .with("price", "80.01", "review_rate_number", "5", "number_of_reviews", "1")
            .with("price", "80.02", "review_rate_number", "2.5", "number_of_reviews", "2")
            .with("room_type", "Shared room");
    try (OracleResult oracle = input.run()) {
      assertThat(oracle.rows("summary"))
          .containsExactly(
              row(
                  "Brooklyn",
                  "Millbank",
                  "Private room",
                  2L,
                  100.015,
                  money("100.015"),
                  money("100.01"),
                  money("100.02"),
                  3.75,
                  money("3")),
              row(
                  "Brooklyn",
                  "Millbank",
                  "Shared room",
                  1L,
                  120.0,
                  money("120.000"),
                  money("120.00"),
                  money("120.00"),
                  4.0,
                  money("9")));
    }
  }

  @Test
  void aNestedValueIsBadInANeededColumnAndIgnoredElsewhere() throws Exception {
    String fields =
        "\"id\":1,\"neighborhood-group\":\"Bronx\",\"Neighborhood\":\"x\",\"latitude\":40,\"lng\":-73,"
            + "\"room type\":\"Private room\",\"construction.year\":2010,\"price\":5,\"service fee\":1,"
            + "\"minimum nights\":1,\"review rate number\":4,\"host name\":null,\"house_rules\":null,"
            + "\"country\":null,\"host_identity_verified\":null,\"instant_bookable\":true,"
            + "\"cancellation_policy\":null,\"number of reviews\":1,\"last review\":null,"
            + "\"reviews per month\":null,\"calculated host listings count\":1";
    String lines =
        "{%1$s,\"name\":[1]}\n{%1$s,\"license\":{},\"photos\":[]}\n{%1$s,\"host name\":{}}\n[]\n"
            .formatted(fields);
    try (OracleResult oracle = TinyInput.run(dir, "a.JSONL", lines)) {
      assertThat(
              oracle.query("SELECT position, reason, \"column\" FROM rejected ORDER BY position"))
          .containsExactly(
              row(1L, "bad_value", "name"),
              row(3L, "bad_value", "host_name"),
              row(4L, "malformed_record", null));
    }
  }

  @Test
  void aFileThatTheJobHasToRefuseIsRefused() {
    assertThatThrownBy(() -> TinyInput.run(dir, "a.csv", "id,name\n"))
        .hasMessageContaining("neighbourhood_group");
    assertThatThrownBy(() -> TinyInput.run(dir, "b.csv", "host name,HOST-NAME\n"))
        .hasMessageContaining("two columns");
    assertThatThrownBy(
            () ->
                Oracle.run(
                    Files.write(
                        dir.resolve("c.csv"), new byte[] {(byte) 0xff, (byte) 0xfe, 'i', 0}),
                    TinyInput.RUN_DATE))
        .hasMessageContaining("UTF-16");
  }

  private static String[] of(String reviews, String perMonth, String hostListings, String date) {
    return new String[] {
      "number_of_reviews", reviews,
      "reviews_per_month", perMonth,
      "calculated_host_listings_count", hostListings,
      "last_review", date
    };
  }

  private static BigDecimal money(String amount) {
    return new BigDecimal(amount);
  }

  private static List<Object> row(Object... values) {
    return asList(values);
  }
}
