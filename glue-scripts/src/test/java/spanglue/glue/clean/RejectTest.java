package spanglue.glue.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.glue.Frames.lines;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class RejectTest {

  @Test
  void aMalformedRecordIsRefusedWithoutAColumn() {
    assertThat(findings(new ParsedRecords().with().malformed(), frame -> frame))
        .containsExactly("1|null|null", "2|malformed_record|null");
  }

  @Test
  void aTextThatDoesNotConvertIsABadValue() {
    ParsedRecords records = new ParsedRecords();
    Convert.CHECKED.forEach(column -> records.with(column, "5d"));

    assertThat(findings(records, Reject::badValues))
        .containsExactlyElementsOf(
            numbered(Convert.CHECKED.stream().map(column -> "bad_value|" + column)))
        .hasSize(12);
  }

  @Test
  void aNegativeCountIsABadValueButANegativePriceIsNot() {
    assertThat(
            findings(
                new ParsedRecords()
                    .with("number_of_reviews", "-1")
                    .with("reviews_per_month", "-0.01")
                    .with("calculated_host_listings_count", "-2")
                    .with("number_of_reviews", "-0.4", "reviews_per_month", "-0")
                    .with("price", "-$5", "review_rate_number", "-1"),
                Reject::badValues))
        .containsExactly(
            "1|bad_value|number_of_reviews",
            "2|bad_value|reviews_per_month",
            "3|bad_value|calculated_host_listings_count",
            "4|null|null",
            "5|null|null");
  }

  @Test
  void anUnreadableReviewDateIsNoBadValue() {
    assertThat(findings(new ParsedRecords().with("last_review", "soon"), Reject::badValues))
        .containsExactly("1|null|null");
  }

  @Test
  void aNestedJsonValueIsABadValueInEveryColumn() {
    assertThat(
            findings(
                new ParsedRecords().nested("name").nested("last_review").nested("price"),
                Reject::badValues))
        .containsExactly("1|bad_value|name", "2|bad_value|last_review", "3|bad_value|price");
  }

  @Test
  void elevenColumnsMustNotBeEmpty() {
    List<String> required =
        List.of(
            "id",
            "neighbourhood_group",
            "neighbourhood",
            "lat",
            "long",
            "room_type",
            "construction_year",
            "price",
            "service_fee",
            "minimum_nights",
            "review_rate_number");
    ParsedRecords records = new ParsedRecords();
    required.forEach(column -> records.with(column, " "));

    assertThat(findings(records, Reject::dropRemainingNulls))
        .containsExactlyElementsOf(
            numbered(required.stream().map(column -> "missing_value|" + column)));
  }

  @Test
  void theOtherColumnsMayBeEmpty() {
    assertThat(
            findings(
                new ParsedRecords()
                    .with(
                        "name",
                        "",
                        "host_name",
                        "",
                        "instant_bookable",
                        "",
                        "number_of_reviews",
                        "",
                        "last_review",
                        "",
                        "reviews_per_month",
                        "",
                        "calculated_host_listings_count",
                        ""),
                Reject::dropRemainingNulls))
        .containsExactly("1|null|null");
  }

  @Test
  void minimumNightsAreOneTo364() {
    assertThat(
            findings(
                new ParsedRecords()
                    .with("minimum_nights", "0")
                    .with("minimum_nights", "1")
                    .with("minimum_nights", "364")
                    .with("minimum_nights", "365")
                    .with("minimum_nights", "-1223"),
                Reject::filterMinimumNights))
        .containsExactly(
            "1|minimum_nights_out_of_range|minimum_nights",
            "2|null|null",
            "3|null|null",
            "4|minimum_nights_out_of_range|minimum_nights",
            "5|minimum_nights_out_of_range|minimum_nights");
  }

  @Test
  void aRoomTypeHasMoreThanFourCharactersCountedAsCodePoints() {
    assertThat(
            findings(
                new ParsedRecords()
                    .with("room_type", "room")
                    .with("room_type", "rooms")
                    .with("room_type", " room ")
                    .with("room_type", "🛏🛏🛏🛏")
                    .with("room_type", "🛏🛏🛏🛏🛏"),
                Reject::filterRoomType))
        .containsExactly(
            "1|room_type_too_short|room_type",
            "2|null|null",
            "3|room_type_too_short|room_type",
            "4|room_type_too_short|room_type",
            "5|null|null");
  }

  @Test
  void theFirstRuleThatAppliesAndItsFirstColumnCount() {
    assertThat(
            findings(
                new ParsedRecords()
                    .malformed()
                    .with("price", "x", "lat", "x", "id", "", "minimum_nights", "0")
                    .with("neighbourhood", "", "price", "", "minimum_nights", "0", "room_type", "a")
                    .with("minimum_nights", "0", "room_type", "a")
                    .with("room_type", "a")
                    .nested("room_type", "price", "x")
                    .with(),
                Reject::badValues,
                Reject::dropRemainingNulls,
                Reject::filterMinimumNights,
                Reject::filterRoomType))
        .containsExactly(
            "1|malformed_record|null",
            "2|bad_value|lat",
            "3|missing_value|neighbourhood",
            "4|minimum_nights_out_of_range|minimum_nights",
            "5|room_type_too_short|room_type",
            "6|bad_value|room_type",
            "7|null|null");
  }

  @Test
  void theStageIsPartedIntoRejectedAndAccepted() {
    Dataset<Row> judged =
        Reject.filterMinimumNights(
            Reject.malformedRecords(new ParsedRecords().malformed().with("id", "7").typed()));

    Dataset<Row> staged = Reject.stage(judged);

    assertThat(staged.columns()).doesNotContain("texts", "nested").contains("malformed");
    assertThat(lines(staged.orderBy("position"), "position", "raw"))
        .containsExactly("1|raw 1", "2|null");
    assertThat(Reject.rejected(staged).columns())
        .containsExactly("position", "raw", "reason", "column");
    assertThat(lines(Reject.rejected(staged))).containsExactly("1|raw 1|malformed_record|null");
    assertThat(Reject.accepted(staged).columns())
        .contains("position", "id", "price", "unreadable")
        .doesNotContain("raw", "reject", "converted", "malformed")
        .hasSize(1 + 22 + 1);
    assertThat(lines(Reject.accepted(staged), "position", "id")).containsExactly("2|7");
  }

  /** What the rules find after the first one: position, reason, column. */
  @SafeVarargs
  private static List<String> findings(
      ParsedRecords records, UnaryOperator<Dataset<Row>>... rules) {
    Dataset<Row> judged = Reject.malformedRecords(records.typed());
    for (UnaryOperator<Dataset<Row>> rule : rules) {
      judged = rule.apply(judged);
    }
    return lines(judged.orderBy("position"), "position", "reject.reason", "reject.column");
  }

  private static List<String> numbered(Stream<String> findings) {
    List<String> list = findings.toList();
    return Stream.iterate(1, i -> i + 1)
        .limit(list.size())
        .map(i -> i + "|" + list.get(i - 1))
        .toList();
  }
}
