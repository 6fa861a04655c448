package spanglue.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.export.OtlpEndpoint;
import spanglue.tracing.internal.http.PemFiles;
import spanglue.tracing.internal.http.PemFiles.PemException;
import spanglue.tracing.spi.ProductLog;

/**
 * What OpenTelemetry's variables say of a receiver of OTLP and of the process. Those of one signal,
 * such as {@code OTEL_EXPORTER_OTLP_TRACES_HEADERS}, go before those of all. What is wrong is
 * logged, without its value but where that is a file's name, and counts as absent.
 */
final class OtlpVariables {
  private static final System.Logger LOG = ProductLog.of(OtlpVariables.class);
  private static final String PREFIX = "OTEL_EXPORTER_OTLP_";
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern PRINTABLE = Pattern.compile("[\\t\\x20-\\x7e]*");
  private static final Pattern MILLIS = Pattern.compile("[1-9][0-9]{0,8}");

  /** The request's own, which nobody else may set. */
  private static final Set<String> OWN =
      Set.of(
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "expect",
          "host",
          "transfer-encoding",
          "upgrade");

  private final Map<String, String> environment;

  /** By the files it is made of, so that these are read, and told of, once. */
  private final Map<List<Optional<Variable>>, Optional<SSLContext>> contexts = new HashMap<>();

  /** A signal, as the variables name it. */
  enum Signal {
    TRACES,
    METRICS
  }

  /** The value of a variable, and its name. */
  private record Variable(String name, String value) {}

  OtlpVariables(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * What is given in the place of the variables; null where they hold.
   *
   * @param headers in the variables' form
   * @param certificate file with the certificates to trust
   */
  record Given(@Nullable String url, @Nullable String headers, @Nullable String certificate) {}

  /** Where a signal goes; null where there is no receiver. */
  @Nullable OtlpEndpoint endpoint(Signal signal, Given instead) {
    String url = instead.url();
    String headers = instead.headers();
    Variable address = url == null ? variable(signal, "ENDPOINT") : new Variable("", url);
    if (address == null) {
      return null;
    }
    Variable given =
        headers == null ? variable(signal, "HEADERS") : new Variable("OTLP headers", headers);
    return new OtlpEndpoint(
        address.value(),
        address.name().equals(PREFIX + signal + "_ENDPOINT"),
        given == null ? Map.of() : pairs(given, OtlpVariables::isHeader),
        isGzipped(variable(signal, "COMPRESSION")),
        timeout(variable(signal, "TIMEOUT")),
        isHttps(address.value()) ? tls(signal, instead.certificate()) : null);
  }

  private static boolean isHttps(String url) {
    return url.regionMatches(true, 0, "https:", 0, 6);
  }

  private @Nullable SSLContext tls(Signal signal, @Nullable String certificate) {
    Variable trusted =
        certificate == null
            ? variable(signal, "CERTIFICATE")
            : new Variable("OTLP certificate", certificate);
    Variable chain = variable(signal, "CLIENT_CERTIFICATE");
    Variable key = variable(signal, "CLIENT_KEY");
    return contexts
        .computeIfAbsent(
            Stream.of(trusted, chain, key).map(Optional::ofNullable).toList(),
            files -> Optional.ofNullable(tls(trusted, chain, key)))
        .orElse(null);
  }

  private static @Nullable SSLContext tls(
      @Nullable Variable trusted, @Nullable Variable chain, @Nullable Variable key) {
    TrustManager[] trust =
        trusted == null ? null : read(trusted, () -> PemFiles.trust(trusted.value()));
    KeyManager[] identity =
        chain == null || key == null
            ? null
            : read(chain, () -> PemFiles.identity(chain.value(), key.value()));
    return trust == null && identity == null ? null : PemFiles.context(trust, identity);
  }

  /** What is read of files. */
  @FunctionalInterface
  private interface PemReading<T> {
    T read() throws PemException;
  }

  private static <T> @Nullable T read(Variable of, PemReading<T> reading) {
    try {
      return reading.read();
    } catch (PemException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0}: {1}; the receiver is met without it",
          of.name(),
          e.getMessage());
      return null;
    }
  }

  /** The attributes of {@code OTEL_RESOURCE_ATTRIBUTES}. */
  Map<String, String> resource() {
    Variable given = variable("OTEL_RESOURCE_ATTRIBUTES");
    return given == null ? Map.of() : pairs(given, (key, value) -> true);
  }

  private @Nullable Variable variable(Signal signal, String name) {
    Variable own = variable(PREFIX + signal + "_" + name);
    return own == null ? variable(PREFIX + name) : own;
  }

  private @Nullable Variable variable(String name) {
    String value = ConfigValues.blankToNull(environment.get(name));
    return value == null ? null : new Variable(name, value);
  }

  /** Of {@code key=value,key=value}, with both percent-encoded. */
  private static Map<String, String> pairs(Variable given, BiPredicate<String, String> isRight) {
    Map<String, String> pairs = new LinkedHashMap<>();
    int wrong = 0;
    for (String entry : given.value().split(",", -1)) {
      int equals = entry.indexOf('=');
      String key = equals < 1 ? null : decoded(entry.substring(0, equals));
      String value = equals < 1 ? null : decoded(entry.substring(equals + 1));
      if (key != null && !key.isEmpty() && value != null && isRight.test(key, value)) {
        pairs.put(key, value);
      } else if (!entry.isBlank()) {
        wrong++;
      }
    }
    if (wrong > 0) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0}: left out what is not of the form key=value,key=value: {1} of its entries",
          given.name(),
          wrong);
    }
    return pairs;
  }

  private static @Nullable String decoded(String text) {
    try {
      return URLDecoder.decode(text.strip().replace("+", "%2B"), UTF_8).strip();
    } catch (IllegalArgumentException notToBeQuoted) {
      return null;
    }
  }

  private static boolean isHeader(String name, String value) {
    return TOKEN.matcher(name).matches()
        && !OWN.contains(name.toLowerCase(Locale.ROOT))
        && PRINTABLE.matcher(value).matches();
  }

  private static boolean isGzipped(@Nullable Variable given) {
    if (given == null) {
      return false;
    }
    String kind = given.value().toLowerCase(Locale.ROOT);
    if (!kind.equals("none") && !kind.equals("gzip")) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0}: expected gzip or none; nothing is compressed",
          given.name());
    }
    return kind.equals("gzip");
  }

  private static @Nullable Duration timeout(@Nullable Variable given) {
    if (given == null) {
      return null;
    }
    if (!MILLIS.matcher(given.value()).matches()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0}: expected milliseconds; it is left out of account",
          given.name());
      return null;
    }
    return Duration.ofMillis(Long.parseLong(given.value()));
  }
}
