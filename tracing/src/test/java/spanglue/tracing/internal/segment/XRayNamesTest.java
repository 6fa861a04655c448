package spanglue.tracing.internal.segment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XRayNamesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "spanglue-cleaning        | spanglue-cleaning",
        "job(a),[b]$c*            | jobabc",
        "Orders: daily/EU #1 + @x | Orders: daily/EU #1 + @x",
        "Prüfung_日本             | Prüfung_日本",
        "{}                       | unnamed"
      })
  void aServicesNameHoldsWhatXRayTakes(String given, String sent) {
    assertThat(XRayNames.ofService(given)).isEqualTo(sent);
    assertThat(XRayNames.inXRay(sent)).isEqualTo(sent);
  }

  @Test
  void aServicesNameIsCutToWhatXRayTakes() {
    assertThat(XRayNames.ofService("n".repeat(254))).hasSize(200);
    // Two units each, none of them cut in the middle.
    assertThat(XRayNames.ofService("\ud801\udc00".repeat(254)))
        .isEqualTo("\ud801\udc00".repeat(200));
  }

  @Test
  void theCollectorCutsANameByBytesAlsoWithinACharacter() {
    assertThat(XRayNames.inTheCollector("\u6e05".repeat(100)))
        .isEqualTo("\u6e05".repeat(66) + "\uFFFD\uFFFD");
    assertThat(XRayNames.inTheCollector("a" + "\u00e9".repeat(100)))
        .isEqualTo("a" + "\u00e9".repeat(99) + "\uFFFD");
    assertThat(XRayNames.inTheCollector("(,)")).isEqualTo("span");
  }

  @Test
  void xrayKeepsMoreOfANameThanTheCollector() {
    assertThat(XRayNames.inXRay("a\\\u0663 {b}")).isEqualTo("a\\\u0663 b");
    assertThat(XRayNames.inTheCollector("a\\\u0663 {b}")).isEqualTo("a b");
    assertThat(XRayNames.inXRay("e\u0301")).isEqualTo("\u00e9");
  }
}
