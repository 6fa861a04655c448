package spanglue.glue.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static spanglue.glue.Frames.row;

import java.sql.Date;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import spanglue.glue.Frames;

class MediansTest {

  @Test
  void ofAnOddNumberOfValuesTheMedianIsTheMiddleOne() {
    Medians medians =
        of(
            listing(9L, "2020-01-03", 0.3, 5L),
            listing(1L, "2020-01-01", 0.1, 1L),
            listing(4L, "2020-01-02", 0.2, 2L));

    assertThat(medians.numberOfReviews()).isEqualTo(4);
    assertThat(medians.lastReview()).isEqualTo(LocalDate.of(2020, 1, 2));
    assertThat(medians.reviewsPerMonth()).isEqualTo(0.2);
    assertThat(medians.hostListings()).isEqualTo(2);
    assertThat(medians.imputed()).hasSize(4).allSatisfy((column, n) -> assertThat(n).isZero());
  }

  @Test
  void ofAnEvenNumberItIsTheMeanOfTheMiddleTwoAndTheEarlierDate() {
    Medians medians =
        of(
            listing(8L, "2020-01-05", 0.5, 7L),
            listing(1L, "2020-01-01", 0.1, 1L),
            listing(2L, "2020-01-02", 0.25, 2L),
            listing(4L, "2020-01-04", 0.375, 4L));

    assertThat(medians.numberOfReviews()).isEqualTo(3);
    assertThat(medians.lastReview()).isEqualTo(LocalDate.of(2020, 1, 2));
    assertThat(medians.reviewsPerMonth()).isEqualTo(0.3125);
    assertThat(medians.hostListings()).isEqualTo(3);
  }

  @Test
  void mediansOfCountsAreRoundedHalfUp() {
    Medians medians = of(listing(2L, null, null, 0L), listing(3L, null, null, 1L));

    assertThat(medians.numberOfReviews()).isEqualTo(3);
    assertThat(medians.hostListings()).isEqualTo(1);
  }

  @Test
  void missingValuesAreCountedAndHaveNoPartInTheMedian() {
    Medians medians =
        of(
            listing(5L, "2020-01-01", 0.5, 1L),
            listing(null, "2020-01-01", null, null),
            listing(null, null, null, null));

    assertThat(medians.numberOfReviews()).isEqualTo(5);
    assertThat(medians.imputed())
        .containsEntry("number_of_reviews", 2L)
        .containsEntry("last_review", 1L)
        .containsEntry("reviews_per_month", 2L)
        .containsEntry("calculated_host_listings_count", 2L);
    assertThat(medians.imputedDates())
        .containsExactly(entry("missing", 0L), entry("unreadable", 1L), entry("implausible", 0L));
  }

  @Test
  void whereNoListingHasAValueThereIsNoMedianAndNothingIsImputed() {
    for (Medians medians :
        Stream.of(new Row[] {listing(null, null, null, null)}, new Row[] {})
            .map(MediansTest::of)
            .toList()) {
      assertThat(medians.numberOfReviews()).isNull();
      assertThat(medians.lastReview()).isNull();
      assertThat(medians.reviewsPerMonth()).isNull();
      assertThat(medians.hostListings()).isNull();
      assertThat(medians.imputed().values()).containsOnly(0L);
      assertThat(medians.imputedDates().values()).containsOnly(0L);
    }
  }

  private static Medians of(Row... listings) {
    return Medians.of(
        Frames.of(
            "number_of_reviews bigint, last_review date, reviews_per_month double,"
                + " calculated_host_listings_count bigint, date_fault string",
            listings));
  }

  private static Row listing(
      @Nullable Long reviews,
      @Nullable String lastReview,
      @Nullable Double perMonth,
      @Nullable Long hostListings) {
    return row(
        reviews,
        lastReview == null ? null : Date.valueOf(lastReview),
        perMonth,
        hostListings,
        lastReview == null ? "unreadable" : null);
  }
}
