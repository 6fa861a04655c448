package spanglue.glue;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A job's arguments in Glue's form, {@code --name value}. What Glue adds of its own is let through:
 * its names have a dash or a capital letter in them, or are {@link #GLUES_OWN}.
 */
public final class JobArguments {
  private static final List<String> REQUIRED = List.of("bucket_name", "key", "run_id", "run_date");
  private static final List<String> OPTIONAL =
      List.of(
          "execution_id",
          "state_name",
          "trace_header",
          "otlp_endpoint",
          "xray_endpoint",
          "log_groups");
  private static final Set<String> GLUES_OWN = Set.of("class", "conf");
  private static final Pattern RUN_ID = Pattern.compile("[0-9A-Za-z_-]{1,80}");

  private final Map<String, String> values = new LinkedHashMap<>();
  private final Set<String> givenTwice = new LinkedHashSet<>();
  private final Set<String> strays = new LinkedHashSet<>();

  private JobArguments() {}

  /** Pairs names with values, and checks nothing but that; {@link #check} does the rest. */
  static JobArguments of(String[] args) {
    JobArguments arguments = new JobArguments();
    for (int i = 0; i < args.length; i++) {
      String arg = args[i];
      if (!arg.startsWith("--")) {
        arguments.strays.add(arg);
      } else if (arg.contains("=")) {
        arguments.put(arg.substring(2, arg.indexOf('=')), arg.substring(arg.indexOf('=') + 1));
      } else if (i + 1 < args.length && !args[i + 1].startsWith("--")) {
        arguments.put(arg.substring(2), args[++i]);
      } else {
        arguments.put(arg.substring(2), "");
      }
    }
    return arguments;
  }

  /**
   * Checks every argument.
   *
   * @throws InvalidInputException where an argument is missing, unknown, there twice or of the
   *     wrong form
   */
  void check() {
    for (String name : REQUIRED) {
      if (get(name) == null) {
        throw invalid("argument --" + name + " is missing");
      }
    }
    if (!strays.isEmpty()) {
      throw invalid("argument '" + strays.iterator().next() + "' is unknown");
    }
    for (String name : values.keySet()) {
      if (!REQUIRED.contains(name) && !OPTIONAL.contains(name) && !isGlues(name)) {
        throw invalid("argument '" + name + "' is unknown");
      }
      if (givenTwice.contains(name) && !isGlues(name)) {
        throw invalid("argument --" + name + " is given twice");
      }
    }
    if (!RUN_ID.matcher(runId()).matches()) {
      throw invalid("argument --run_id is '" + runId() + "'; expected 1 to 80 of 0-9 A-Z a-z _ -");
    }
    runDate();
    stateName();
  }

  /** The bucket's name. */
  public String bucketName() {
    return required("bucket_name");
  }

  /** The uploaded object's key, such as {@code input/listings.csv}. */
  public String key() {
    return required("key");
  }

  /** The run, which is the execution's name. */
  public String runId() {
    return required("run_id");
  }

  /** The UTC date of the upload's event. */
  public LocalDate runDate() {
    String text = required("run_date");
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw invalid("argument --run_date is '" + text + "'; expected a date such as 2026-01-31");
    }
  }

  /** The name of the state that started the job; travels in Base64. */
  public @Nullable String stateName() {
    String text = get("state_name");
    if (text == null) {
      return null;
    }
    try {
      return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw invalid("argument --state_name is '" + text + "'; expected a state's name in Base64");
    }
  }

  /** The CloudWatch log groups that Glue writes the job's logs to; they travel with commas. */
  public List<String> logGroups() {
    String text = get("log_groups");
    return text == null ? List.of() : List.of(text.split(",", -1));
  }

  /** Any argument's value; null where it is absent or empty. */
  public @Nullable String get(String name) {
    String value = values.get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  private String required(String name) {
    String value = get(name);
    if (value == null) {
      throw invalid("argument --" + name + " is missing");
    }
    return value;
  }

  private void put(String name, String value) {
    if (values.put(name, value) != null) {
      givenTwice.add(name);
    }
  }

  private static boolean isGlues(String name) {
    return GLUES_OWN.contains(name) || name.matches(".*[-A-Z].*");
  }

  private static InvalidInputException invalid(String what) {
    return new InvalidInputException(
        "%s; expected --%s VALUE, and optionally --%s VALUE"
            .formatted(
                what, String.join(" VALUE --", REQUIRED), String.join(" VALUE --", OPTIONAL)));
  }
}
