package spanglue.glue.sample;

import static spanglue.glue.sample.Column.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Every defect that the cleaning handles, duplicates excepted. */
final class Defects {
  // Defects of the way in which a record is written: the writers know them by name.
  static final String TOO_FEW_FIELDS = "too few fields";
  static final String TOO_MANY_FIELDS = "too many fields";
  static final String TEXT_AFTER_QUOTE = "text after a closing quote";
  static final String STRAY_QUOTE = "stray quote in an unquoted field";
  static final String BLANK_LINE = "blank line before the record";
  static final String WHITESPACE_LINE = "whitespace-only line before the record";
  static final String CRLF_END = "a CRLF among LF line ends";
  static final String REPLACEMENT = "replacement character";
  static final String UNCLOSED_QUOTE = "quote that never closes";

  private static final Map<Column, List<String>> BAD =
      Map.of(
          ID, List.of("5d", "NaN", "0x7A120", "none yet", "7.5", "9223372036854775808"),
          LAT, List.of("40.7d", "NaN", "Infinity", "0x28", "40,71", "1e400"),
          LONG, List.of("-73.9f", "NaN", "-Infinity", "0x49", "73.9 W", "-1e400"),
          CONSTRUCTION_YEAR,
              List.of("2012d", "NaN", "Infinity", "0x7DC", "before the war", "2012.5"),
          PRICE, List.of("5d", "NaN", "$Infinity", "0x64", "ask me", "$12,345,678,901 ", "$ "),
          SERVICE_FEE, List.of("5d", "NaN", "Infinity", "0xA", "EUR 20", "$9,999,999,999.995"),
          MINIMUM_NIGHTS, List.of("3d", "NaN", "Infinity", "0x3", "a weekend", "2.5", "1e"),
          NUMBER_OF_REVIEWS, List.of("9d", "NaN", "Infinity", "0x9", "many", "1e19"),
          REVIEWS_PER_MONTH, List.of("0.2d", "NaN", "Infinity", "0x1p0", "some", "1.2.3"),
          REVIEW_RATE_NUMBER, List.of("4d", "NaN", "Infinity", "0x4", "four", "\u0664"));

  private static final Map<Column, List<String>> MORE_BAD =
      Map.of(
          CALCULATED_HOST_LISTINGS_COUNT, List.of("1d", "NaN", "Infinity", "0x1", "two", "1.5"),
          INSTANT_BOOKABLE, List.of("yes", "1", "TRUE.", "T"));

  private static final Set<Column> REJECTED_WHERE_MISSING =
      Set.of(
          ID,
          NEIGHBOURHOOD_GROUP,
          NEIGHBOURHOOD,
          LAT,
          LONG,
          ROOM_TYPE,
          CONSTRUCTION_YEAR,
          PRICE,
          SERVICE_FEE,
          MINIMUM_NIGHTS,
          REVIEW_RATE_NUMBER);

  /** In an order that never changes: the seed's meaning depends on it. */
  static final List<Defect> ALL = all();

  /** Of the last listing: the file ends within it. */
  static final Defect CUT_OFF =
      new Defect(UNCLOSED_QUOTE, 0, true, Set.of(NAME, HOUSE_RULES), listing -> {});

  private Defects() {}

  private static List<Defect> all() {
    List<Defect> all = new ArrayList<>();
    written(all);
    texts(all);
    numbers(all);
    reviews(all);
    for (Column column : Column.values()) {
      boolean rejected = REJECTED_WHERE_MISSING.contains(column);
      all.add(replace("missing " + column.header(), rejected ? 35 : 90, rejected, column, ""));
    }
    for (Map<Column, List<String>> bad : List.of(BAD, MORE_BAD)) {
      for (Column column : Column.values()) {
        for (String text : bad.getOrDefault(column, List.of())) {
          all.add(replace(column.header() + " " + text, 2, true, column, text));
        }
      }
    }
    return List.copyOf(all);
  }

  private static void written(List<Defect> all) {
    for (String malformed : List.of(TOO_FEW_FIELDS, TOO_MANY_FIELDS, TEXT_AFTER_QUOTE)) {
      all.add(new Defect(malformed, 6, true, Set.of(NAME, HOUSE_RULES), listing -> {}));
    }
    for (String line : List.of(BLANK_LINE, WHITESPACE_LINE, CRLF_END)) {
      all.add(new Defect(line, 20, false, Set.of(), listing -> {}));
    }
    all.add(change(STRAY_QUOTE, 60, NAME, name -> "Room with a 32\" screen and a 40\" shelf"));
    all.add(change(REPLACEMENT, 12, NAME, name -> "Caf\ufffd upstairs"));
  }

  private static void texts(List<Defect> all) {
    all.add(change("comma", 900, HOUSE_RULES, rules -> "Come, look, stay. " + rules));
    all.add(change("LF in a field", 500, HOUSE_RULES, rules -> "1. Knock.\n2. Wait.\n\n" + rules));
    all.add(change("CRLF in a field", 150, HOUSE_RULES, rules -> "Bins:\r\n- glass\r\n" + rules));
    all.add(
        change("doubled quotes", 300, HOUSE_RULES, rules -> "\"Home\", not \"hotel\". " + rules));
    all.add(change("record in a field", 40, HOUSE_RULES, rules -> "a,b\n1,2,\"3\"\n" + rules));
    all.add(change("accents", 150, NAME, name -> "Chambre à l’étage – " + name));
    all.add(change("other scripts", 60, NAME, name -> "静かな部屋 / тихая комната"));
    all.add(change("emoji", 120, HOUSE_RULES, rules -> "🌿 Plants first 👩‍🌾 " + rules));
    all.add(change("number as a name", 20, NAME, name -> "1984"));
    all.add(change("padded text", 80, HOST_NAME, name -> " \t" + name + "  "));
    all.add(change("unbreakable space", 20, HOST_NAME, name -> "\u00a0" + name));
    all.add(change("blank instead of missing", 60, HOST_IDENTITY_VERIFIED, text -> " \t "));
    all.add(group("brookln", "Brooklyn"));
    all.add(group("manhatan", "Manhattan"));
    all.add(change("padded group", 20, NEIGHBOURHOOD_GROUP, group -> "  " + group + " "));
    all.add(change("boolean in lower case", 100, INSTANT_BOOKABLE, Defects::lowerCase));
    all.add(change("boolean in mixed case", 60, INSTANT_BOOKABLE, text -> " tRuE "));
    for (String shortType : List.of("Room", "Den", " Loft ", "🏠🏠🏠🏠")) {
      all.add(replace("room type " + shortType, 4, true, ROOM_TYPE, shortType));
    }
    all.add(replace("room type of five characters", 4, false, ROOM_TYPE, "🏠🏠🏠🏠🏠"));
  }

  private static Defect group(String spelling, String group) {
    return new Defect(
        spelling,
        15,
        false,
        Set.of(NEIGHBOURHOOD_GROUP, NEIGHBOURHOOD),
        listing ->
            listing
                .set(NEIGHBOURHOOD_GROUP, spelling)
                .set(
                    NEIGHBOURHOOD,
                    Places.ALL.stream()
                        .filter(place -> place.group().equals(group))
                        .findFirst()
                        .orElseThrow()
                        .neighbourhood()));
  }

  private static void numbers(List<Defect> all) {
    all.add(change("plain price", 250, PRICE, price -> price.replaceAll("[$, ]", "")));
    all.add(change("price with cents", 120, PRICE, price -> price.trim() + ".49"));
    for (String price :
        List.of("$ 1 125.00", " $0,999.995 ", "1.25e2", "$12.344999", "+88", "-$7.005")) {
      all.add(replace("price " + price, 4, false, PRICE, price));
    }
    all.add(change("fee without a space", 150, SERVICE_FEE, String::trim));
    for (String nights : List.of("7.0", "1e1", "30.", "+5", "007", ".3e1", "20e-1")) {
      all.add(replace("minimum nights " + nights, 6, false, MINIMUM_NIGHTS, nights));
    }
    for (String nights : List.of("0", "-3", "365", "1250", "-9223372036854775808")) {
      all.add(replace("minimum nights " + nights, 6, true, MINIMUM_NIGHTS, nights));
    }
    for (String nights : List.of("1", "364")) {
      all.add(replace("minimum nights just in range: " + nights, 6, false, MINIMUM_NIGHTS, nights));
    }
    all.add(change("id with a point", 20, ID, id -> id + ".0"));
    all.add(change("year with a point", 40, CONSTRUCTION_YEAR, year -> year + ".00"));
    all.add(change("more decimals", 30, LAT, lat -> lat + "0001"));
    all.add(change("padded longitude", 30, LONG, lon -> " " + lon + " "));
    all.add(replace("rate with a fraction", 40, false, REVIEW_RATE_NUMBER, "4.5"));
  }

  private static void reviews(List<Defect> all) {
    for (String reviews : List.of("2.5", "0.49", "1e2", "12.0", "-0.4", "0.5")) {
      all.add(replace("number of reviews " + reviews, 6, false, NUMBER_OF_REVIEWS, reviews));
    }
    for (Column column :
        List.of(NUMBER_OF_REVIEWS, REVIEWS_PER_MONTH, CALCULATED_HOST_LISTINGS_COUNT)) {
      all.add(replace("negative " + column.header(), 6, true, column, "-1"));
    }
    all.add(replace("review in ISO form", 60, false, LAST_REVIEW, "2022-06-09"));
    all.add(replace("review with a short year", 60, false, LAST_REVIEW, "6/9/22"));
    all.add(replace("review with zeros", 40, false, LAST_REVIEW, "06/09/2022"));
    all.add(replace("review before construction", 60, false, LAST_REVIEW, "12/31/2002"));
    all.add(replace("review after the run", 20, false, LAST_REVIEW, "6/16/2958"));
    all.add(replace("review on a leap day", 10, false, LAST_REVIEW, "2/29/2020"));
    for (String date :
        List.of(
            "last week",
            "2/29/2021",
            "13/1/2021",
            "2021-6-9",
            "6/9/021",
            "6.9.2021",
            "2021-02-30")) {
      all.add(replace("unreadable review " + date, 4, false, LAST_REVIEW, date));
    }
  }

  private static String lowerCase(String text) {
    return text.equals("TRUE") ? "true" : "false";
  }

  private static Defect replace(
      String name, int perTenThousand, boolean rejected, Column column, String text) {
    return new Defect(
        name, perTenThousand, rejected, Set.of(column), listing -> listing.set(column, text));
  }

  private static Defect change(
      String name, int perTenThousand, Column column, Function<String, String> change) {
    return new Defect(
        name,
        perTenThousand,
        false,
        Set.of(column),
        listing -> listing.set(column, change.apply(listing.get(column))));
  }
}
