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
final class ArrayRecords extends Records {
  private static final int END_OF_FILE = -1;
  private static final int SPACE = 0x20;

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
    super(source, in, start);
    skipWhitespace();
    delimiter = atEnd() ? END_OF_FILE : bytes[pos++];
  }

  @Override
  boolean next() throws IOException {
    while (delimiter != END_OF_FILE) {
      skipWhitespace();
      int before = delimiter;
      delimiter = before == ']' ? scanToEndOfFile() : scanElement();
      textEnd = trimmedEnd(delimiter == END_OF_FILE ? pos : pos - 1);
      if (textEnd > mark) {
        checkLength(textEnd - mark);
        prefix = delimiter == END_OF_FILE ? String.valueOf((char) before) : "";
        position++;
        return true;
      }
    }
    return false;
  }

  @Override
  long position() {
    return position;
  }

  @Override
  String text() {
    return prefix + text(mark, textEnd);
  }

  private void skipWhitespace() throws IOException {
    markHere();
    while (!atEnd()) {
      if ((bytes[pos] & 0xff) > SPACE) {
        break;
      }
      pos++;
      markHere();
    }
  }

  private boolean atEnd() throws IOException {
    return pos == limit && !fill();
  }

  private int scanToEndOfFile() throws IOException {
    do {
      pos = limit;
      checkLength(kept());
    } while (fill());
    return END_OF_FILE;
  }

  /** Runs past the delimiter that ends the element, and returns it. */
  private int scanElement() throws IOException {
    int depth = 0;
    boolean inString = false;
    boolean escaped = false;
    while (true) {
      if (pos == limit) {
        checkLength(kept());
        if (!fill()) {
          return END_OF_FILE;
        }
      }
      byte[] window = bytes;
      int end = limit;
      int at = pos;
      while (at < end) {
        byte character = window[at++];
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
          pos = at;
          return character;
        }
      }
      pos = at;
    }
  }

  private int trimmedEnd(int end) {
    int trimmed = end;
    while (trimmed > mark && (bytes[trimmed - 1] & 0xff) <= SPACE) {
      trimmed--;
    }
    return trimmed;
  }

  private void checkLength(int length) {
    if (length > source.maxRecordBytes()) {
      throw new RecordTooLongException(source.file(), position + 1, source.maxRecordBytes());
    }
  }
}
