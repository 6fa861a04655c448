package spanglue.spark.internal.ledger;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes values of rows out of the messages of Spark's error conditions about data. What Java and
 * Jackson say of a text that they can't parse is cleaned by the tracing itself.
 */
public final class RowValues {
  private static final String BLANK = "***";

  /** Spark 3.5's and 4.1's conditions with a value, a key or a record in their message. */
  private static final List<String> CONDITIONS =
      List.of(
          "ARITHMETIC_OVERFLOW",
          "BINARY_ARITHMETIC_OVERFLOW",
          "CANNOT_DECODE_URL",
          "CANNOT_PARSE_INTERVAL",
          "CANNOT_PARSE_JSON_FIELD",
          "CANNOT_PARSE_TIME",
          "CANNOT_PARSE_TIMESTAMP",
          "CAST_INVALID_INPUT",
          "CAST_OVERFLOW",
          "CHECK_CONSTRAINT_VIOLATION",
          "CONVERSION_INVALID_INPUT",
          "DATETIME_FIELD_OUT_OF_BOUNDS",
          "DATETIME_OVERFLOW",
          "DUPLICATED_MAP_KEY",
          "FAILED_PARSE_STRUCT_TYPE",
          "FAILED_ROW_TO_JSON",
          "ILLEGAL_DAY_OF_WEEK",
          "INVALID_FRACTION_OF_SECOND",
          "INVALID_INTERVAL_FORMAT",
          "INVALID_REGEXP_REPLACE",
          "INVALID_URL",
          "INVALID_UTF8_STRING",
          "INVALID_VARIANT_CAST",
          "MALFORMED_CSV_RECORD",
          "MALFORMED_RECORD_IN_PARSING",
          "NUMERIC_OUT_OF_SUPPORTED_RANGE",
          "NUMERIC_VALUE_OUT_OF_RANGE",
          "VARIANT_DUPLICATE_KEY");

  /** Condition and message, up to what Spark says after it. */
  private static final Pattern SPARK =
      Pattern.compile(
          "(\\[(?:"
              + String.join("|", CONDITIONS)
              + ")(?:\\.[A-Z0-9_]+)?\\] )(.*?)(?= SQLSTATE: |\\n== |\\n\\s*at |\\z)",
          Pattern.DOTALL);

  /** The value that could not be cast; from and to which type is worth keeping. */
  private static final Pattern CAST =
      Pattern.compile("^The value .* of the type \"", Pattern.DOTALL);

  private RowValues() {}

  /** {@code message} with {@code ***} in the place of each value. */
  public static String blanked(String message) {
    return SPARK.matcher(message).replaceAll(RowValues::blankedCondition);
  }

  private static String blankedCondition(MatchResult condition) {
    Matcher cast = CAST.matcher(condition.group(2));
    String message =
        cast.find() ? cast.replaceFirst("The value " + BLANK + " of the type \"") : BLANK;
    return Matcher.quoteReplacement(condition.group(1) + message);
  }
}
