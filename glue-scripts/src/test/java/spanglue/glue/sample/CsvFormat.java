package spanglue.glue.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a CSV file is written.
 *
 * @param byteOrderMark whether UTF-8's mark comes first
 * @param lineEnd what ends a record
 * @param headers the columns in their order
 */
public record CsvFormat(boolean byteOrderMark, String lineEnd, List<Header> headers) {
  /**
   * A column of the file.
   *
   * @param text its name as the file spells it
   * @param column what is in it; null for a column that nobody knows
   */
  public record Header(String text, @Nullable Column column) {}

  /** As the shipped sample is: no mark, LF, the 26 columns as the public data spells them. */
  public static final CsvFormat PLAIN =
      new CsvFormat(
          false, "\n", Arrays.stream(Column.values()).map(c -> new Header(c.header(), c)).toList());

  /** As some spreadsheets write: a byte order mark, CRLF. */
  public static final CsvFormat SPREADSHEET = new CsvFormat(true, "\r\n", PLAIN.headers());

  /**
   * Columns in reverse, spelled otherwise, the four that may be absent left out, two unknown ones
   * added.
   */
  public static final CsvFormat OTHER_HEADERS = new CsvFormat(false, "\n", otherHeaders());

  private static List<Header> otherHeaders() {
    List<Header> headers = new ArrayList<>();
    for (Column column : Column.values()) {
      switch (column) {
        case HOST_ID, COUNTRY_CODE, LICENSE, AVAILABILITY_365 -> {}
        default -> headers.add(new Header(otherSpelling(column), column));
      }
    }
    headers.add(3, new Header("Scraped At", null));
    headers.add(new Header("price per guest", null));
    Collections.reverse(headers);
    return List.copyOf(headers);
  }

  /** Another spelling of a column's name that stands for the same column. */
  static String otherSpelling(Column column) {
    return switch (column) {
      case ID -> " ID ";
      case LAT -> "Latitude";
      case LONG -> "LNG";
      case NEIGHBOURHOOD -> "Neighborhood";
      case NEIGHBOURHOOD_GROUP -> "neighborhood.group";
      case HOST_NAME -> "Host-Name";
      case ROOM_TYPE -> "ROOM  TYPE";
      case SERVICE_FEE -> "service - fee";
      case REVIEWS_PER_MONTH -> "Reviews.per-month";
      default -> column.header().replace(' ', '-').toUpperCase(Locale.ROOT);
    };
  }
}
