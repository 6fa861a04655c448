package spanglue.tracing.internal.aws;

import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.aws.SigV4.Request;
import spanglue.tracing.internal.aws.SigV4.Scope;
import spanglue.tracing.internal.http.Endpoint;

/** The services of one region, by a job that signs for itself. */
public final class AwsRegion {
  private static final Pattern NAME = Pattern.compile("[a-z]{2,}(-[a-z0-9]+)+");

  private final String name;
  private final CredentialsSource credentials;

  /**
   * @param name such as {@code eu-west-1}
   * @param environment where credentials are looked for first
   * @throws IllegalArgumentException if {@code name} is no name of a region
   */
  public AwsRegion(String name, Map<String, String> environment) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'" + name + "' is no region of AWS; expected one such as eu-west-1");
    }
    this.name = name;
    this.credentials = new CredentialsSource(environment);
  }

  public String name() {
    return name;
  }

  /**
   * An endpoint whose requests are signed.
   *
   * @param service as a signature and a host's name have it, such as {@code xray}
   * @param url in the place of the service's own; null where there is no other
   */
  public Endpoint endpoint(String service, @Nullable String url) {
    Scope scope = new Scope(name, service);
    String domain = name.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
    return new Endpoint(
        url == null ? "https://" + service + "." + name + domain : url,
        (address, headers, body) ->
            SigV4.headers(
                new Request("POST", address, headers, SigV4.sha256(body)),
                credentials.get(),
                scope,
                Instant.now()));
  }
}
