package spanglue.stack.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContextKeysTest {
  private static final Pattern README_LIST =
      Pattern.compile("Choices are context keys, `-c workers=4`: ([^.]+)\\.");

  @Test
  void eachIsAComponentOfTheSettingsByItsName() {
    assertThat(names())
        .containsExactlyElementsOf(
            Stream.of(StackSettings.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList());
  }

  @Test
  void eachSaysWhatItMeansAndItsDefaultIsAllowed() {
    assertThat(ContextKeys.ALL)
        .allSatisfy(key -> assertThat(key.meaning()).isNotBlank())
        .allSatisfy(key -> assertThat(key.allowed().description()).isNotBlank())
        .allSatisfy(key -> assertThat(key.allowed().read().apply(key.otherwise())).isPresent());
  }

  @Test
  void readmeNamesThem() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    List<String> lists =
        README_LIST.matcher(readme).results().map(found -> found.group(1)).toList();

    assertThat(lists).hasSize(1);
    assertThat(
            Pattern.compile("`([^`]+)`")
                .matcher(lists.get(0))
                .results()
                .map(found -> found.group(1)))
        .containsExactlyElementsOf(names());
  }

  private static List<String> names() {
    return ContextKeys.ALL.stream().<String>map(ContextKey::name).toList();
  }
}
