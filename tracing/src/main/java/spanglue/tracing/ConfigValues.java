package spanglue.tracing;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.budget.Budget;
import spanglue.tracing.spi.ProductLog;

/** How settings are read: what is absent or wrong is telemetry's problem, never the work's. */
final class ConfigValues {
  private static final System.Logger LOG = ProductLog.of(ConfigValues.class);

  private ConfigValues() {}

  static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  static @Nullable String daemon(@Nullable String given, Map<String, String> environment) {
    return given != null ? given : blankToNull(environment.get("AWS_XRAY_DAEMON_ADDRESS"));
  }

  static @Nullable Budget budgetOrNull(@Nullable String text) {
    String budget = blankToNull(text);
    if (budget == null) {
      return null;
    }
    try {
      return Budget.of(budget);
    } catch (IllegalArgumentException e) {
      LOG.log(
          System.Logger.Level.WARNING, "{0}; it is what the receiver's would be", e.getMessage());
      return null;
    }
  }

  static @Nullable TraceHeader headerOrNull(@Nullable String text) {
    String header = blankToNull(text);
    if (header == null) {
      return null;
    }
    try {
      return TraceHeader.parse(header);
    } catch (IllegalArgumentException e) {
      LOG.log(System.Logger.Level.WARNING, "{0}; a new trace begins", e.getMessage());
      return null;
    }
  }
}
