package spanglue.glue.read;

import java.io.IOException;
import java.io.InputStream;

/**
 * The elements of a file that is one JSON array, found by strings, escapes and depth alone: whether
 * they are good JSON is the parser's question.
 *
 * <p>What the array does not close is given with the delimiter before it (a comma and the element,
 * say), so that it is no JSON and counts as malformed: an element that the end of the file cuts
 * off, or text after the closing bracket.
 */
final class ArrayRecords implements Records {
  private static final int END_OF_FILE = -1;
  private static final int SPACE = 0x20;

  private final RecordSource source;
  private final ByteWindow window;

  private long position;

  /** What came before the next element: {@code [}, {@code ,}, {@code ]} or the end of the file. */
  private int delimiter;

  /** The current element: its last byte's end, and the delimiter where it is not closed. */
  private int textEnd;

  private String prefix = "";

  /**
   * @param in the source's bytes from {@code start} on, which is not after the array's opening
   *     bracket
   */
  ArrayRecords(RecordSource source, InputStream in, long start) throws IOException {
    this.source = source;
    window = new ByteWindow(in, start);
    skipWhitespace();
    delimiter = atEnd() ? END_OF_FILE : window.bytes[window.pos++];
  }

  @Override
  public boolean next() throws IOException {
    while (delimiter != END_OF_FILE) {
      skipWhitespace();
      int before = delimiter;
      delimiter = before == ']' ? scanToEndOfFile() : scanElement();
      textEnd = trimmedEnd(delimiter == END_OF_FILE ? window.pos : window.pos - 1);
      if (textEnd > window.mark) {
        checkLength(textEnd - window.mark);
        prefix = delimiter == END_OF_FILE ? String.valueOf((char) before) : "";
        position++;
        return true;
      }
    }
    return false;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public String text() {
    return prefix + window.text(window.mark, textEnd);
  }

  private void skipWhitespace() throws IOException {
    window.markHere();
    while (!atEnd()) {
      if ((window.bytes[window.pos] & 0xff) > SPACE) {
        break;
      }
      window.pos++;
      window.markHere();
    }
  }

  private boolean atEnd() throws IOException {
    return window.pos == window.limit && !window.fill();
  }

  private int scanToEndOfFile() throws IOException {
    do {
      window.pos = window.limit;
      checkLength(window.kept());
    } while (window.fill());
    return END_OF_FILE;
  }

  /** Runs past the delimiter that ends the element, and returns it. */
  private int scanElement() throws IOException {
    int depth = 0;
    boolean inString = false;
    boolean escaped = false;
    while (true) {
      if (window.pos == window.limit) {
        checkLength(window.kept());
        if (!window.fill()) {
          return END_OF_FILE;
        }
      }
      byte[] bytes = window.bytes;
      int limit = window.limit;
      int pos = window.pos;
      while (pos < limit) {
        byte character = bytes[pos++];
        if (inString) {
          if (escaped) {
            escaped = false;
          } else if (character == '\\') {
            escaped = true;
          } else if (character == '"') {
            inString = false;
          }
        } else if (character == '"') {
          inString = true;
        } else if (character == '{' || character == '[') {
          depth++;
        } else if (depth > 0) {
          if (character == '}' || character == ']') {
            depth--;
          }
        } else if (character == ',' || character == ']') {
          window.pos = pos;
          return character;
        }
      }
      window.pos = pos;
    }
  }

  private int trimmedEnd(int end) {
    int trimmed = end;
    while (trimmed > window.mark && (window.bytes[trimmed - 1] & 0xff) <= SPACE) {
      trimmed--;
    }
    return trimmed;
  }

  private void checkLength(int length) {
    if (length > source.maxRecordBytes()) {
      throw new RecordTooLongException(source.file(), position + 1, source.maxRecordBytes());
    }
  }

  @Override
  public void close() throws IOException {
    window.close();
  }
}
