package spanglue.glue.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.glue.Frames.lines;
import static spanglue.glue.Frames.row;

import java.math.BigDecimal;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import spanglue.glue.Frames;

class DuplicatesTest {

  @Test
  void theLowestIdStaysWhereverItStands() {
    Dataset<Row> accepted = listings(at(1, 30, "Ada"), at(2, 10, "Ada"), at(3, 20, "Ada"));

    assertThat(removed(accepted)).containsExactlyInAnyOrder("1|30|10", "3|20|10");
    assertThat(left(accepted)).containsExactly("2|10");
  }

  @Test
  void amongEqualIdsTheFirstInTheFileStays() {
    Dataset<Row> accepted = listings(at(3, 10, "Ada"), at(1, 11, "Ada"), at(2, 10, "Ada"));

    assertThat(removed(accepted)).containsExactlyInAnyOrder("3|10|10", "1|11|10");
    assertThat(left(accepted)).containsExactly("2|10");
  }

  @Test
  void listingsOfOtherHostsPlacesOrPricesStay() {
    Dataset<Row> accepted =
        listings(
            row(1L, 1L, "Ada", 40.5, -73.5, new BigDecimal("100.00")),
            row(2L, 1L, "ada", 40.5, -73.5, new BigDecimal("100.00")),
            row(3L, 1L, "Ada", 40.6, -73.5, new BigDecimal("100.00")),
            row(4L, 1L, "Ada", 40.5, -73.6, new BigDecimal("100.00")),
            row(5L, 1L, "Ada", 40.5, -73.5, new BigDecimal("100.01")));

    assertThat(removed(accepted)).isEmpty();
    assertThat(left(accepted)).hasSize(5);
    assertThat(Duplicates.count(Duplicates.groups(accepted))).isZero();
  }

  @Test
  void nullsAreEqualAndSoAreBothZeros() {
    Dataset<Row> accepted =
        listings(
            row(1L, 1L, null, 0.0, null, null),
            row(2L, 2L, null, -0.0, null, null),
            row(3L, 3L, "Ada", 0.0, null, null));

    assertThat(removed(accepted)).containsExactly("2|2|1");
    assertThat(left(accepted)).containsExactlyInAnyOrder("1|1", "3|3");
  }

  @Test
  void groupsAreOfMoreThanOneAndCountWhatIsTooMany() {
    Dataset<Row> groups =
        Duplicates.groups(
            listings(
                at(1, 1, "Ada"),
                at(2, 2, "Ada"),
                at(3, 3, "Ada"),
                at(4, 4, "Eve"),
                at(5, 5, "Eve"),
                at(6, 6, "Lea")));

    assertThat(lines(groups, "host_name", "size", "kept_id"))
        .containsExactlyInAnyOrder("Ada|3|1", "Eve|2|4");
    assertThat(Duplicates.count(groups)).isEqualTo(3);
  }

  /** A struct as the lowest of a group would make Spark sort all of them. */
  @Test
  void groupsAreHashedAndNotSorted() {
    String plan =
        Duplicates.groups(listings(at(1, 1, "Ada"))).queryExecution().executedPlan().toString();

    assertThat(plan).contains("HashAggregate").doesNotContain("Sort");
  }

  private static Dataset<Row> listings(Row... rows) {
    return Frames.of(
        "position bigint, id bigint, host_name string, lat double, long double,"
            + " price decimal(12,2)",
        rows);
  }

  private static Row at(long position, long id, @Nullable String host) {
    return row(position, id, host, 40.5, -73.5, new BigDecimal("100.00"));
  }

  private static Iterable<String> removed(Dataset<Row> accepted) {
    return lines(Duplicates.duplicates(accepted, Duplicates.groups(accepted)));
  }

  private static Iterable<String> left(Dataset<Row> accepted) {
    Dataset<Row> duplicates = Duplicates.duplicates(accepted, Duplicates.groups(accepted));
    return lines(Duplicates.removeDuplicates(accepted, duplicates), "position", "id");
  }
}
