package spanglue.glue.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static spanglue.glue.Frames.lines;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class FillNullsTest {
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
  void sevenColumnsAreFilledWhereTheirTextIsMissing() {
    Dataset<Row> empty =
        KeepColumns.dropColumns(new ParsedRecords().with("host_name", " ", "lat", "").parsed());

    assertThat(lines(FillNulls.fillNulls(empty), FILLED))
        .containsExactly("Blank|Blank|Blank|United States|unconfirmed|TRUE|moderate");
    assertThat(lines(FillNulls.fillNulls(empty), "lat")).containsExactly("null");
  }

  @Test
  void whatIsThereStays() {
    Dataset<Row> full =
        KeepColumns.dropColumns(
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

    assertThat(lines(FillNulls.fillNulls(full), FILLED))
        .containsExactly("none|Eve|Loft|Chile|verified|FALSE|strict");
  }
}
