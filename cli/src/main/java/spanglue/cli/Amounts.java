package spanglue.cli;

import java.util.Locale;

/** Bytes and times as people read them. */
final class Amounts {
  private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

  private Amounts() {}

  /** In powers of a thousand. */
  static String of(long bytes) {
    double amount = bytes;
    String unit = "B";
    for (int i = 0; i < UNITS.length && amount >= 999.95; i++) {
      amount /= 1_000;
      unit = UNITS[i];
    }
    return unit.equals("B") ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", amount, unit);
  }

  /** A part of a whole. */
  static String of(long bytes, long size) {
    return of(bytes) + " of " + of(size);
  }

  /** In seconds, or minutes and seconds, or hours and minutes. */
  static String time(double seconds) {
    long whole = Math.max(0, Math.round(seconds));
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3_600
        ? whole / 60 + " min " + whole % 60 + " s"
        : whole / 3_600 + " h " + whole % 3_600 / 60 + " min";
  }
}
