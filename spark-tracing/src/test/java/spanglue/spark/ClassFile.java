package spanglue.spark;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the constant pool of a compiled class (Java Virtual Machine Specification, 4.4). */
final class ClassFile {
  private static final int UTF8 = 1;
  private static final Pattern CLASS_NAME = Pattern.compile("[a-zA-Z_$][\\w$]*(?:/[\\w$]+)+");

  private ClassFile() {}

  /** The classes, with slashes, that a class and its descriptors name. */
  static Set<String> referencedClasses(InputStream classFile) throws IOException {
    Set<String> names = new TreeSet<>();
    DataInputStream in = new DataInputStream(classFile);
    in.readInt();
    in.readInt();
    int count = in.readUnsignedShort();
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case UTF8 -> addNames(in.readUTF(), names);
        case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipBytes(4);
        case 5, 6 -> {
          in.skipBytes(8);
          i++; // Takes two places.
        }
        case 7, 8, 16, 19, 20 -> in.skipBytes(2);
        case 15 -> in.skipBytes(3);
        default -> throw new IOException("constant " + i + " has the unknown tag " + tag);
      }
    }
    return names;
  }

  private static void addNames(String text, Set<String> names) {
    for (String part : text.split("[;<>()\\[]", -1)) {
      String name = part.replaceFirst("^[BCDFIJSZV]*L(?=[a-z]+/)", "");
      Matcher matcher = CLASS_NAME.matcher(name);
      if (matcher.matches()) {
        names.add(name);
      }
    }
  }
}
