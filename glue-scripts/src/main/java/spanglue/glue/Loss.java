package spanglue.glue;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import spanglue.glue.clean.Tally;
import spanglue.glue.columns.Columns;

/** What a job that went on would lose without a word: a column, or every record. */
final class Loss {
  private static final String WHOLE = "a whole number such as 7 or 7.0";
  private static final String NUMBER = "a number such as 40.71";
  private static final String MONEY = "an amount such as $1,060 or 1060.50";

  private static final Map<String, String> EXPECTED =
      Map.ofEntries(
          Map.entry(Columns.ID, WHOLE),
          Map.entry(Columns.LAT, NUMBER),
          Map.entry(Columns.LONG, NUMBER),
          Map.entry(Columns.INSTANT_BOOKABLE, "TRUE or FALSE"),
          Map.entry(Columns.CONSTRUCTION_YEAR, WHOLE),
          Map.entry(Columns.PRICE, MONEY),
          Map.entry(Columns.SERVICE_FEE, MONEY),
          Map.entry(Columns.MINIMUM_NIGHTS, WHOLE),
          Map.entry(Columns.NUMBER_OF_REVIEWS, NUMBER),
          Map.entry(Columns.REVIEWS_PER_MONTH, NUMBER),
          Map.entry(Columns.REVIEW_RATE_NUMBER, NUMBER),
          Map.entry(Columns.CALCULATED_HOST_LISTINGS_COUNT, WHOLE),
          Map.entry(
              Columns.LAST_REVIEW,
              "a date such as 5/21/2019 or 2019-05-21, and not a number such as milliseconds"));

  private Loss() {}

  /** The loss in one line; null where there is none. */
  static @Nullable String of(Tally tally, String file) {
    List<String> lost = tally.lost();
    if (!lost.isEmpty()) {
      return lost.stream()
          .map(
              column ->
                  "column '%s' of %s has %d values, and not one could be read; expected %s"
                      .formatted(
                          column, file, tally.unreadable().get(column), EXPECTED.get(column)))
          .collect(joining("; "));
    }
    return tally.nothingLeft()
        ? "nothing is left of %s: all %d records were rejected (%s); mend them and upload it again"
            .formatted(
                file,
                tally.records(),
                tally.rejected().entrySet().stream()
                    .map(reason -> reason.getKey() + " " + reason.getValue())
                    .collect(joining(", ")))
        : null;
  }
}
