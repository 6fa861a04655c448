package spanglue.glue.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.glue.Frames.lines;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import spanglue.glue.columns.Columns;

class TextColumnsTest {
  private static final String[] FILLED = {
    "house_rules",
    "host_name",
    "name",
    "country",
    "host_identity_verified",
    "instant_bookable",
    "cancellation_policy"
  };

  @Test
  void theFieldsBecomeTheNeededColumns() {
    Dataset<Row> kept = TextColumns.dropColumns(new ParsedRecords().with("name", "Loft").parsed());

    assertThat(kept.columns())
        .contains("position", "raw", "malformed", "nested")
        .contains(Columns.NEEDED.toArray(String[]::new))
        .hasSize(4 + 22);
    assertThat(lines(kept, "id", "name", "lat", "calculated_host_listings_count"))
        .containsExactly("1|Loft|40.5|1");
  }

  @Test
  void textIsTrimmedOfControlCharactersAndBlankTextIsNull() {
    Dataset<Row> kept =
        TextColumns.dropColumns(
            new ParsedRecords()
                .with("name", "\t\0 a  b \r\n\u001f", "country", "", "host_name", " \u0001\t")
                .with("name", "\u00a0a\u2003", "country", "\u00a0", "host_name", "null")
                .parsed());

    assertThat(lines(kept.orderBy("position"), "name", "country", "host_name"))
        .containsExactly("a  b|null|null", "\u00a0a\u2003|\u00a0|null");
    assertThat(kept.where("host_name IS NULL").count()).isEqualTo(1);
  }

  @Test
  void aMalformedRecordHasNoTexts() {
    Dataset<Row> kept = TextColumns.dropColumns(new ParsedRecords().malformed().parsed());

    assertThat(lines(kept, "position", "raw", "id", "name")).containsExactly("1|raw 1|null|null");
  }

  @Test
  void sevenColumnsAreFilledWhereTheirTextIsMissing() {
    Dataset<Row> empty =
        TextColumns.dropColumns(new ParsedRecords().with("host_name", " ", "lat", "").parsed());

    assertThat(lines(TextColumns.fillNulls(empty), FILLED))
        .containsExactly("Blank|Blank|Blank|United States|unconfirmed|TRUE|moderate");
    assertThat(lines(TextColumns.fillNulls(empty), "lat")).containsExactly("null");
  }

  @Test
  void whatIsThereStays() {
    Dataset<Row> full =
        TextColumns.dropColumns(
            new ParsedRecords()
                .with(
                    "house_rules",
                    "none",
                    "host_name",
                    "Eve",
                    "name",
                    "Loft",
                    "country",
                    "Chile",
                    "host_identity_verified",
                    "verified",
                    "instant_bookable",
                    "FALSE",
                    "cancellation_policy",
                    "strict")
                .parsed());

    assertThat(lines(TextColumns.fillNulls(full), FILLED))
        .containsExactly("none|Eve|Loft|Chile|verified|FALSE|strict");
  }
}
