package spanglue.tracing.internal.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.jspecify.annotations.Nullable;

/** Finds the addresses of a URL's host, by a question to the DNS each time. */
public final class DnsResolver {
  private static final String FIRST_WAIT_MILLIS = "300";
  private static final String TRIES = "2";

  private final String servers;

  /** Asks the servers that the operating system names. */
  public DnsResolver() {
    this("dns:");
  }

  /**
   * @param servers as JNDI's provider for the DNS takes them, such as {@code dns://10.0.0.2:53}
   */
  public DnsResolver(String servers) {
    this.servers = servers;
  }

  /**
   * {@code url} with each of its host's addresses in the host's place; {@code url} itself where
   * there is nothing to ask, where TLS or a proxy needs the name, and where nobody knows an
   * address. What the DNS does not know (a hosts file may) is asked of the JVM.
   */
  public List<URI> resolve(URI url) {
    String host = url.getHost();
    if (!HttpClients.isPlainHttp(url)
        || host == null
        || isLocalOrLiteral(host)
        || System.getProperty("http.proxyHost") != null) {
      return List.of(url);
    }
    List<String> addresses = ofDns(host);
    if (addresses.isEmpty()) {
      addresses = ofJvm(host);
    }
    List<URI> urls = new ArrayList<>();
    for (String address : addresses) {
      URI at = at(url, address);
      if (at != null) {
        urls.add(at);
      }
    }
    return urls.isEmpty() ? List.of(url) : urls;
  }

  private static boolean isLocalOrLiteral(String host) {
    return host.toLowerCase(Locale.ROOT).equals("localhost")
        || host.startsWith("[")
        || host.matches("[0-9.]+");
  }

  // The DNS provider makes texts of records, no objects; and JNDI takes nothing but a Hashtable.
  @SuppressWarnings({"BanJNDI", "JdkObsolete"})
  private List<String> ofDns(String host) {
    Hashtable<String, String> settings = new Hashtable<>();
    settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
    settings.put(Context.PROVIDER_URL, servers);
    settings.put("com.sun.jndi.dns.timeout.initial", FIRST_WAIT_MILLIS);
    settings.put("com.sun.jndi.dns.timeout.retries", TRIES);
    try {
      InitialDirContext dns = new InitialDirContext(settings);
      try {
        // One type at a time: several would become a query for ANY, which servers may refuse.
        List<String> ipv4 = texts(dns.getAttributes(host, new String[] {"A"}).get("A"));
        return ipv4.isEmpty()
            ? texts(dns.getAttributes(host, new String[] {"AAAA"}).get("AAAA"))
            : ipv4;
      } finally {
        dns.close();
      }
    } catch (NamingException | RuntimeException | LinkageError notToBeHad) {
      return List.of(); // The JVM is asked instead, and the request's failure tells the rest.
    }
  }

  private static List<String> texts(@Nullable Attribute records) throws NamingException {
    List<String> texts = new ArrayList<>();
    if (records != null) {
      Collections.list(records.getAll()).forEach(record -> texts.add(record.toString()));
    }
    return texts;
  }

  private static List<String> ofJvm(String host) {
    try {
      List<String> addresses = new ArrayList<>();
      for (InetAddress address : InetAddress.getAllByName(host)) {
        addresses.add(address.getHostAddress());
      }
      return addresses;
    } catch (UnknownHostException saidByTheRequest) {
      return List.of();
    }
  }

  private static @Nullable URI at(URI url, String address) {
    try {
      // Java brackets an IPv6 address by itself.
      return new URI(
          url.getScheme(), null, address, url.getPort(), url.getPath(), url.getQuery(), null);
    } catch (URISyntaxException addressOfNoUse) {
      return null;
    }
  }
}
