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
            Stream.concat(
                    components(StackSettings.class).filter(name -> !name.equals("network")),
                    components(NetworkSettings.class))
                .toList());
  }

  @Test
  void eachSaysWhatItMeansAndItsDefaultIsAllowed() {
    assertThat(keys())
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
    return keys().<String>map(ContextKey::name).toList();
  }

  private static Stream<ContextKey<?>> keys() {
    return Stream.concat(ContextKeys.ALL.stream(), NetworkKeys.ALL.stream());
  }

  private static Stream<String> components(Class<?> type) {
    return Stream.of(type.getRecordComponents()).map(RecordComponent::getName);
  }
}
