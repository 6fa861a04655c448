package spanglue.cli;

import java.util.Map;
import java.util.Properties;

/**
 * Where the output goes, as the launcher sees it.
 *
 * @param live whether a line on standard error can be written over
 * @param colour whether standard output shows colours
 * @param columns of the terminal; those of a page where there is none
 */
record Terminal(boolean live, boolean colour, int columns) {
  static final Terminal NONE = new Terminal(false, false, 100);

  private static final int NARROWEST = 20;

  /** By the launcher's properties, {@code TERM}, {@code NO_COLOR} and {@code COLUMNS}. */
  static Terminal of(Properties launcher, Map<String, String> environment) {
    boolean able = !environment.getOrDefault("TERM", "dumb").equals("dumb");
    boolean out = Boolean.parseBoolean(launcher.getProperty("spanglue.terminal.out"));
    boolean err = Boolean.parseBoolean(launcher.getProperty("spanglue.terminal.err"));
    boolean colour = out && able && environment.getOrDefault("NO_COLOR", "").isEmpty();
    String columns =
        environment.getOrDefault("COLUMNS", launcher.getProperty("spanglue.terminal.columns", ""));
    int width = columns.matches("[1-9]\\d{0,3}") ? Integer.parseInt(columns) : NONE.columns();
    return new Terminal(err && able, colour, Math.max(NARROWEST, width));
  }

  static Terminal ofLauncher() {
    return of(System.getProperties(), System.getenv());
  }
}
