package spanglue.cli.child;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One run of a script, as a process of {@link JobMain} is asked for it: a line of text that says
 * what a command line of {@code java} would.
 *
 * @param properties system properties that this run has
 * @param script the script's class
 * @param arguments the script's own, of any text
 */
public record JobRequest(Map<String, String> properties, String script, List<String> arguments) {
  private static final String PROPERTY = "-D";

  /** On one line, without its end. */
  public String line() {
    Stream<String> set =
        properties.entrySet().stream()
            .map(property -> PROPERTY + property.getKey() + "=" + property.getValue());
    return Stream.concat(set, Stream.concat(Stream.of(script), arguments.stream()))
        .map(word -> Base64.getEncoder().encodeToString(word.getBytes(StandardCharsets.UTF_8)))
        .collect(Collectors.joining(" "));
  }

  static JobRequest of(String line) {
    List<String> words =
        Arrays.stream(line.split(" ", -1))
            .map(word -> new String(Base64.getDecoder().decode(word), StandardCharsets.UTF_8))
            .toList();
    Map<String, String> properties = new LinkedHashMap<>();
    int script = 0;
    for (; words.get(script).startsWith(PROPERTY); script++) {
      String[] property = words.get(script).substring(PROPERTY.length()).split("=", 2);
      properties.put(property[0], property[1]);
    }
    List<String> arguments = new ArrayList<>(words.subList(script + 1, words.size()));
    return new JobRequest(properties, words.get(script), arguments);
  }
}
