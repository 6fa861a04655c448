package spanglue.glue.columns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnNamesTest {

  @ParameterizedTest
  @CsvSource({
    "host_name, host_name",
    "' Host Name\t', host_name",
    "HOST-NAME, host_name",
    "host.name, host_name",
    "'host - . name', host_name",
    "'NAME ', name",
    "-name, _name",
    "host__name, host__name",
    "'', ''"
  })
  void namesAreTrimmedLowerAndJoinedByUnderscores(String written, String standard) {
    assertThat(ColumnNames.standardize(written)).isEqualTo(standard);
  }

  @ParameterizedTest
  @CsvSource({
    "Latitude, lat",
    "Longitude, long",
    "lng, long",
    "Neighborhood, neighbourhood",
    "Neighborhood Group, neighbourhood_group",
    "neighbourhood group, neighbourhood_group"
  })
  void aliasesAreResolved(String written, String standard) {
    assertThat(ColumnNames.standardize(written)).isEqualTo(standard);
  }

  @Test
  void noLocaleChangesAName() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      assertThat(ColumnNames.standardize("ID")).isEqualTo("id");
    } finally {
      Locale.setDefault(before);
    }
  }
}
