package spanglue.stack.network;

/**
 * Where the jobs reach the collector: base URLs, by a name that only the stack's network knows.
 *
 * @param otlp takes spans and metrics by OTLP/HTTP
 * @param xray answers unsigned X-Ray calls
 */
public record CollectorEndpoints(String otlp, String xray) {
  public static final String SERVICE = "collector";
  public static final int OTLP_HTTP_PORT = 4318;
  public static final int XRAY_PORT = 2000;

  /** By the collector service's name in Cloud Map, whose namespace {@code domain} is. */
  public static CollectorEndpoints in(String domain) {
    String host = "http://" + SERVICE + "." + domain + ":";
    return new CollectorEndpoints(host + OTLP_HTTP_PORT, host + XRAY_PORT);
  }
}
