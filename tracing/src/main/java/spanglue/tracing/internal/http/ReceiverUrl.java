package spanglue.tracing.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.text.SafeText;

/**
 * Where requests go: a URL without what a user put into it to be let in, and that apart.
 *
 * @param url without user and password
 * @param authorization the header that carries them; null where there are none
 */
public record ReceiverUrl(URI url, @Nullable String authorization) {
  private static final int MOST_PORT = 65_535;

  /** Of what is no URL: all that may be a password, and that is all before the last at sign. */
  private static final Pattern BEFORE_HOST = Pattern.compile("^(\\w+://)?.*@", Pattern.DOTALL);

  private static final Pattern QUERY = Pattern.compile("[?#].*", Pattern.DOTALL);

  /**
   * Takes a base URL apart.
   *
   * @param base such as {@code https://user:password@receiver:4318}
   * @param path added to the URL's own where that does not end in it
   * @throws IllegalArgumentException if {@code base} is no HTTP URL; it does not quote it
   */
  public static ReceiverUrl of(String base, String path) {
    URI given = parsed(base);
    String scheme = given == null ? "" : String.valueOf(given.getScheme()).toLowerCase(Locale.ROOT);
    if (given == null
        || given.getHost() == null
        || given.getPort() > MOST_PORT
        || !Set.of("http", "https").contains(scheme)) {
      throw new IllegalArgumentException("it is no HTTP URL");
    }
    String own = given.getRawPath().replaceAll("/+$", "");
    String query = given.getRawQuery() == null ? "" : "?" + given.getRawQuery();
    String all = own.endsWith(path) ? own : own + path;
    URI url = URI.create(scheme + "://" + place(given) + all + query);
    return new ReceiverUrl(url, authorization(given.getUserInfo()));
  }

  /** What a log may say of a URL: no user, no password, no query. Of any text. */
  public static String shown(String text) {
    URI url = parsed(text);
    if (url == null || url.getHost() == null) {
      String rest = BEFORE_HOST.matcher(QUERY.matcher(text).replaceAll("")).replaceAll("$1");
      return SafeText.PLAIN.line(rest);
    }
    return SafeText.PLAIN.line(url.getScheme() + "://" + place(url) + url.getRawPath());
  }

  private static String place(URI url) {
    return url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
  }

  private static @Nullable URI parsed(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException notToBeQuoted) {
      return null;
    }
  }

  /** By the scheme {@code Basic}; a name alone, as a token is given, has an empty password. */
  private static @Nullable String authorization(@Nullable String user) {
    if (user == null) {
      return null;
    }
    String pair = user.contains(":") ? user : user + ":";
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  /** As a log may say it. */
  @Override
  public String toString() {
    return shown(url.toString());
  }
}
