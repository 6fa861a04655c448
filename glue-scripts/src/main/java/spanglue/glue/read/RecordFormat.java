package spanglue.glue.read;

import java.util.List;

/** How a file's records are written. */
public enum RecordFormat {
  CSV("CSV", 1),
  JSON_LINES("JSON Lines", 0),
  JSON_ARRAY("JSON array", 0);

  private final String title;
  private final int headers;

  RecordFormat(String title, int headers) {
    this.title = title;
    this.headers = headers;
  }

  String title() {
    return title;
  }

  /** The ends of its files' names; the first bytes then tell an array from lines. */
  List<String> extensions() {
    return switch (this) {
      case CSV -> List.of("csv");
      case JSON_LINES -> List.of("json", "jsonl", "ndjson");
      case JSON_ARRAY -> List.of();
    };
  }

  /** How many records at the start are no data. */
  int headers() {
    return headers;
  }

  /** What finds the ends of its records, where they are lines. */
  Automaton automaton() {
    return this == CSV ? Automaton.csv() : Automaton.lines();
  }
}
