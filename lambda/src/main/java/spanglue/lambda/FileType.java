package spanglue.lambda;

import java.util.regex.Pattern;

/** The files that the cleaning job reads, told by the ends of their names, in any case. */
final class FileType {
  static final String SUPPORTED = ".csv, .json, .jsonl or .ndjson, each also with .gz";

  private static final Pattern EXTENSION =
      Pattern.compile("(?<=.)\\.(csv|json|jsonl|ndjson)(\\.gz)?$", Pattern.CASE_INSENSITIVE);

  private FileType() {}

  static boolean isSupported(String fileName) {
    return EXTENSION.matcher(fileName).find();
  }

  static String withoutExtension(String fileName) {
    return EXTENSION.matcher(fileName).replaceFirst("");
  }
}
