package spanglue.glue.read;

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

  /** How many records at the start are no data. */
  int headers() {
    return headers;
  }

  /** What finds the ends of its records, where they are lines. */
  Automaton automaton() {
    return this == CSV ? Automaton.csv() : Automaton.lines();
  }
}
