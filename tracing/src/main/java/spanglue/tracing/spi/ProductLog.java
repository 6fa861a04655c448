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
      log.log(level, line(String.valueOf(message)) + stack.stripTrailing());
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
      log.log(level, line(plain ? text : MessageFormat.format(text, values)));
    }
  }

  private static String line(String text) {
    String line = SafeText.PLAIN.line(text);
    return line.startsWith(PRODUCT) ? line : PRODUCT + line;
  }
}
