package spanglue.spark.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

/** What Spark's settings hide in a text. */
class SparkRedactionTest {
  @Test
  void valuesOfKeysThatSparkHidesAreHidden() {
    SparkConf conf = new SparkConf(false).set("spark.redaction.regex", "(?i)iban|owner");

    assertThat(hidden(conf, "iban=DE02120300000000202051, bank=x")).isEqualTo("iban=***, bank=x");
    assertThat(hidden(conf, "{\"account.Owner\": \"Jane Doe\", \"a\": 1}"))
        .isEqualTo("{\"account.Owner\": ***, \"a\": 1}");
    assertThat(hidden(conf, "Map(owner -> jane, bank -> x)"))
        .isEqualTo("Map(owner -> ***, bank -> x)");
    assertThat(hidden(conf, "the owner is missing")).isEqualTo("the owner is missing");
  }

  @Test
  void whatSparkHidesInTextsIsHidden() {
    SparkConf conf =
        new SparkConf(false)
            .set("spark.redaction.string.regex", "\\d{3}-\\d{2}-\\d{4}")
            .set("spark.sql.redaction.string.regex", "customer_\\w+");

    assertThat(hidden(conf, "SELECT '078-05-1120' FROM customer_jane"))
        .isEqualTo("SELECT '***' FROM ***");
  }

  @Test
  void withoutSettingsAndWithBadOnesTextsStay() {
    assertThat(hidden(new SparkConf(false), "owner=x")).isEqualTo("owner=x");
    assertThat(hidden(new SparkConf(false).set("spark.redaction.regex", "("), "owner=x"))
        .isEqualTo("owner=x");
    assertThat(hidden(new SparkConf(false).set("spark.redaction.regex", ""), "owner=x"))
        .isEqualTo("owner=x");
  }

  private static String hidden(SparkConf conf, String text) {
    return SparkRedaction.of(conf).apply(text);
  }
}
