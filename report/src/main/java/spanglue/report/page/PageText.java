package spanglue.report.page;

/** Makes text fit what it is put into. */
final class PageText {
  private static final int LONGEST = 10_000;

  private PageText() {}

  /** For the text of an element. */
  static String html(String text) {
    return whole(text)
        .replaceAll("[\\p{Cntrl}\\p{Cf}\u2028\u2029&&[^\\n]]", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** JSON for a script element, which a tag in it, or JavaScript's own line ends, would break. */
  static String script(String json) {
    return withoutHalves(json)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  /** Not longer than anybody reads, and without halves of characters. */
  static String whole(String text) {
    return withoutHalves(cut(text, LONGEST));
  }

  static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1) + "…";
  }

  /** No file can hold half of a surrogate pair. */
  private static String withoutHalves(String text) {
    return text.replaceAll("\\p{Cs}", "\ufffd");
  }
}
