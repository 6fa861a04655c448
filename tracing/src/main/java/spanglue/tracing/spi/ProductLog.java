package spanglue.tracing.spi;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.text.ExceptionText;
import spanglue.tracing.internal.text.SafeText;

/**
 * The log of a class of this product. Each line begins with the product's name, which the layouts
 * of Spark and Glue leave out of a logger's, and is fit to be shown, whatever others wrote in it.
 */
public final class ProductLog implements System.Logger {
  private static final String PRODUCT = "Spanglue: ";

  private final System.Logger log;

  private ProductLog(System.Logger log) {
    this.log = log;
  }

  /** The log of {@code type}'s package. */
  public static System.Logger of(Class<?> type) {
    return new ProductLog(System.getLogger(type.getPackageName()));
  }

  @Override
  public String getName() {
    return log.getName();
  }

  @Override
  public boolean isLoggable(Level level) {
    return log.isLoggable(level);
  }

  /** With the exception's stack as text, for that is of others too. */
  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String message,
      @Nullable Throwable thrown) {
    if (isLoggable(level)) {
      String stack = thrown == null ? "" : "\n" + ExceptionText.stack(thrown, SafeText.PLAIN);
      write(level, line(String.valueOf(message)) + stack.stripTrailing());
    }
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String format,
      @Nullable Object @Nullable ... values) {
    if (isLoggable(level)) {
      String text = String.valueOf(format);
      boolean plain = values == null || values.length == 0;
      write(level, line(plain ? text : MessageFormat.format(text, values)));
    }
  }

  /**
   * The JDK's own log closes as soon as the JVM ends, beside the hooks in which a context that
   * nobody stopped is stopped, and its trace is sent: what is to be said of that would be lost.
   */
  private void write(Level level, String text) {
    if (log.getClass().getModule().isNamed() && isJvmEnding()) {
      System.err.println(level + ": " + text);
    } else {
      log.log(level, text);
    }
  }

  private static boolean isJvmEnding() {
    try {
      Runtime.getRuntime().removeShutdownHook(new Thread());
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  private static String line(String text) {
    String line = SafeText.PLAIN.line(text);
    return line.startsWith(PRODUCT) ? line : PRODUCT + line;
  }
}
