package spanglue.glue;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import spanglue.glue.read.FileVersion;
import spanglue.tracing.TraceRoute;

/**
 * A job's arguments in Glue's form, {@code --name value}. Only those of {@link JobArgument} are
 * checked: Glue adds some of its own, and may add others. Its names have had a dash or a capital
 * letter in them so far, or are {@link #GLUES_OWN}; {@link #unknown} tells the rest.
 */
public final class JobArguments {
  private static final List<String> REQUIRED = names(JobArgument.Given.ALWAYS);
  private static final List<String> OPTIONAL = names(JobArgument.Given.AT_WILL);
  private static final int MOST_UNKNOWN = 20;
  private static final Set<String> GLUES_OWN = Set.of("class", "conf");
  private static final Pattern RUN_ID = Pattern.compile("[0-9A-Za-z_-]{1,80}");
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,6}");
  private static final Pattern SIZE = Pattern.compile("[0-9]{1,18}");
  private static final Pattern NAME = Pattern.compile("[0-9A-Za-z_.-]{1,80}");
  private static final Pattern EXECUTION =
      Pattern.compile("arn:([^:]+):states:([^:]+):([0-9]{12}):execution:.+");

  private final Map<String, String> values = new LinkedHashMap<>();
  private final Set<String> givenTwice = new LinkedHashSet<>();
  private int strays;

  private JobArguments() {}

  /** Pairs names with values, and checks nothing but that; {@link #check} does the rest. */
  public static JobArguments of(String[] args) {
    JobArguments arguments = new JobArguments();
    for (int i = 0; i < args.length; i++) {
      String arg = args[i];
      if (!arg.startsWith("--")) {
        arguments.strays++;
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
   * Checks the arguments that are ours.
   *
   * @throws InvalidInputException where one is missing, there twice or of the wrong form
   */
  public void check() {
    for (JobArgument argument : JobArgument.values()) {
      if (argument.required()) {
        required(argument);
      }
    }
    for (String name : givenTwice) {
      if (isOurs(name)) {
        throw invalid("argument --" + name + " is given twice");
      }
    }
    if (!RUN_ID.matcher(runId()).matches()) {
      throw wrong(JobArgument.RUN_ID, runId(), "1 to 80 of 0-9 A-Z a-z _ -");
    }
    runDate();
    key();
    uploaded();
    stateName();
    traces();
    attempt();
    refusedStarts();
  }

  /**
   * What is neither ours nor looks like Glue's: names without their values, which may be secrets,
   * and so a word without a name only as such.
   */
  public List<String> unknown() {
    Stream<String> names =
        values.keySet().stream()
            .filter(name -> !isOurs(name) && !isGlues(name))
            .map(name -> NAME.matcher(name).matches() ? "--" + name : "(no name)");
    return Stream.concat(names, Stream.generate(() -> "(no name)").limit(strays))
        .distinct()
        .limit(MOST_UNKNOWN)
        .toList();
  }

  /**
   * Which try of the same work this run is, from 1 on. Only a redrive runs a job again; Step
   * Functions counts starts that Glue refused for want of room as retries.
   */
  public int attempt() {
    return count(JobArgument.REDRIVE_COUNT) + 1;
  }

  /** How often the state tried in vain to start the job. */
  public int refusedStarts() {
    return count(JobArgument.RETRY_COUNT);
  }

  /** The job's ARN, where its name is given and the execution's ARN tells account and region. */
  public @Nullable String jobArn() {
    String job = get(JobArgument.JOB_NAME);
    String execution = get(JobArgument.EXECUTION_ID);
    Matcher arn = EXECUTION.matcher(execution == null ? "" : execution);
    return job != null && arn.matches()
        ? "arn:%s:glue:%s:%s:job/%s".formatted(arn.group(1), arn.group(2), arn.group(3), job)
        : null;
  }

  /** The bucket's name. */
  public String bucketName() {
    return required(JobArgument.BUCKET_NAME);
  }

  /** The uploaded object's key, such as {@code input/listings.csv}; travels in Base64. */
  public String key() {
    return decoded(JobArgument.KEY, required(JobArgument.KEY), "an object's key in Base64");
  }

  /** Which object it was: what is not told is not known. */
  public FileVersion uploaded() {
    String size = get(JobArgument.SIZE);
    if (size != null && !SIZE.matcher(size).matches()) {
      throw wrong(JobArgument.SIZE, size, "a whole number of bytes");
    }
    return new FileVersion(
        getOrEmpty(JobArgument.ETAG),
        size == null ? FileVersion.ANY.bytes() : Long.parseLong(size),
        getOrEmpty(JobArgument.VERSION_ID));
  }

  /** The run, which is the execution's name. */
  public String runId() {
    return required(JobArgument.RUN_ID);
  }

  /** The UTC date of the upload's event. */
  public LocalDate runDate() {
    String text = required(JobArgument.RUN_DATE);
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw wrong(JobArgument.RUN_DATE, text, "a date such as 2026-01-31");
    }
  }

  /** The name of the state that started the job; travels in Base64. */
  public @Nullable String stateName() {
    String text = get(JobArgument.STATE_NAME);
    return text == null ? null : decoded(JobArgument.STATE_NAME, text, "a state's name in Base64");
  }

  /** The way of spans and metrics. */
  public TraceRoute traces() {
    String text = get(JobArgument.TRACES);
    try {
      return text == null ? TraceRoute.COLLECTOR : TraceRoute.of(text);
    } catch (IllegalArgumentException e) {
      throw wrong(JobArgument.TRACES, text, "one of " + TraceRoute.allowed());
    }
  }

  /** The CloudWatch log groups that Glue writes the job's logs to; they travel with commas. */
  public List<String> logGroups() {
    String text = get(JobArgument.LOG_GROUPS);
    return text == null ? List.of() : List.of(text.split(",", -1));
  }

  /** An argument's value; null where it is absent or empty. */
  public @Nullable String get(JobArgument argument) {
    String value = values.get(argument.key());
    return value == null || value.isEmpty() ? null : value;
  }

  private String getOrEmpty(JobArgument argument) {
    String value = get(argument);
    return value == null ? "" : value;
  }

  private static String decoded(JobArgument argument, String text, String expected) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw wrong(argument, text, expected);
    }
  }

  private String required(JobArgument argument) {
    String value = get(argument);
    if (value == null) {
      throw invalid("argument --" + argument.key() + " is missing");
    }
    return value;
  }

  private void put(String name, String value) {
    if (values.put(name, value) != null) {
      givenTwice.add(name);
    }
  }

  private int count(JobArgument argument) {
    String text = get(argument);
    if (text != null && !COUNT.matcher(text).matches()) {
      throw wrong(argument, text, "a whole number such as 0");
    }
    return text == null ? 0 : Integer.parseInt(text);
  }

  private static boolean isOurs(String name) {
    return REQUIRED.contains(name) || OPTIONAL.contains(name);
  }

  private static boolean isGlues(String name) {
    return GLUES_OWN.contains(name) || name.matches(".*[-A-Z].*");
  }

  private static List<String> names(JobArgument.Given given) {
    return Arrays.stream(JobArgument.values())
        .filter(argument -> argument.given() == given)
        .map(JobArgument::key)
        .toList();
  }

  private static InvalidInputException wrong(
      JobArgument argument, @Nullable String value, String expected) {
    return invalid("argument --%s is '%s'; expected %s".formatted(argument.key(), value, expected));
  }

  private static InvalidInputException invalid(String what) {
    return new InvalidInputException(
        "%s; expected --%s VALUE, and optionally --%s VALUE"
            .formatted(
                what, String.join(" VALUE --", REQUIRED), String.join(" VALUE --", OPTIONAL)));
  }
}
