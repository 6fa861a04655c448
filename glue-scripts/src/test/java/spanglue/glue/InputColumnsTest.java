package spanglue.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import spanglue.glue.columns.Columns;

class InputColumnsTest {

  @Test
  void eachNeededColumnIsFoundWhereverItStands() {
    List<String> header = new ArrayList<>(Columns.NEEDED);
    Collections.reverse(header);

    InputColumns columns = InputColumns.ofHeader("a.csv", header);

    assertThat(columns.width()).isEqualTo(22);
    assertThat(columns.indexes()).startsWith(21, 20, 19).endsWith(1, 0).hasSize(22);
    assertThat(columns.unknown()).isEmpty();
  }

  @Test
  void droppedColumnsMayBeThereAndUnknownOnesAreNamed() {
    List<String> header = new ArrayList<>(Columns.NEEDED);
    header.addAll(0, List.of("Host Id", "Star Sign", "LICENSE", "moon-phase"));

    InputColumns columns = InputColumns.ofHeader("a.csv", header);

    assertThat(columns.unknown()).containsExactly("star_sign", "moon_phase");
    assertThat(columns.indexes()).startsWith(4, 5);
  }

  @Test
  void aMissingColumnIsNamedBesideThePresentOnes() {
    List<String> header = new ArrayList<>(Columns.NEEDED);
    header.remove("price");

    assertThatThrownBy(() -> InputColumns.ofHeader("a.csv", header))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("column 'price' is missing from a.csv; present: id, name, ")
        .hasMessageEndingWith("house_rules; see docs/data.md");
  }

  @Test
  void severalMissingColumnsAreAllNamed() {
    List<String> header = new ArrayList<>(Columns.NEEDED);
    header.removeAll(List.of("id", "lat"));

    assertThatThrownBy(() -> InputColumns.ofHeader("a.csv", header))
        .hasMessageStartingWith("columns 'id', 'lat' are missing from a.csv; present: name, ");
    assertThatThrownBy(() -> InputColumns.checkPresent("a.json", List.of()))
        .hasMessageContaining("present: none;");
  }

  @Test
  void namesAreShownWithoutControlCharactersAndInBounds() {
    List<String> header = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      header.add("\u001b[31m" + i + "\u0000" + "x".repeat(1_000));
    }

    assertThatThrownBy(() -> InputColumns.ofHeader("a.csv", header))
        .hasMessageContaining("x.., .. (100 in all)")
        .satisfies(
            refusal ->
                assertThat(refusal.getMessage())
                    .doesNotContainPattern("\\p{Cc}")
                    .hasSizeLessThan(3_000));
  }

  @Test
  void twoSpellingsOfOneColumnAreRefused() {
    List<String> header = new ArrayList<>(Columns.NEEDED);
    header.add("Latitude");

    assertThatThrownBy(() -> InputColumns.ofHeader("a.csv", header))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "columns 'lat' and 'Latitude' of a.csv are both 'lat'; expected each column once:"
                + " rename one");
  }
}
