package spanglue.tracing.internal.export;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import spanglue.tracing.internal.export.SpanDelivery.ExportResult;
import spanglue.tracing.internal.text.SafeText;

/** What it means where a request has no answer, and what a reader of the log can do about it. */
final class NoAnswer {
  private static final int GRPC_PORT = 4317;
  private static final String GRPC =
      "this looks like OTLP/gRPC (4317); use the HTTP port, usually 4318";

  /** The JDK's client quotes what it got in the place of a status line behind this. */
  private static final String RECEIVED = "receiving [";

  private static final char TLS_ALERT = 0x15;

  private NoAnswer() {}

  static ExportResult inTime(URI asked) {
    return ExportResult.timeout("no answer in time" + ifGrpcPort(asked));
  }

  static ExportResult of(@Nullable Throwable failure, URI asked) {
    String message = failure == null ? "" : String.valueOf(failure.getMessage());
    if (failure instanceof HttpConnectTimeoutException) {
      return ExportResult.unreachable(
          "no connection in time: is the address right, and does a firewall let it through?");
    }
    if (failure instanceof ConnectException) {
      return ExportResult.unreachable(noConnection(failure, asked));
    }
    if (failure instanceof SSLException) {
      return noTls(failure, message);
    }
    if (message.contains(RECEIVED + '\0')) {
      return notHttp(GRPC); // A frame of HTTP/2 begins with its length, and a small one with 0.
    }
    if (message.contains(RECEIVED + TLS_ALERT)) {
      return notHttp("this looks like TLS; use https in the place of http");
    }
    if (message.contains(RECEIVED) || message.startsWith("Invalid status line")) {
      return notHttp("its answer is no HTTP: is it a receiver of OTLP over HTTP?");
    }
    return ExportResult.connectionLost(
        "the connection was closed before an answer came" + ifGrpcPort(asked));
  }

  private static String noConnection(Throwable failure, URI asked) {
    if (hasCause(failure, cause -> cause instanceof UnresolvedAddressException)) {
      return "unknown host " + asked.getHost() + ": is it spelled right, and in the DNS?";
    }
    boolean refused =
        hasCause(failure, cause -> cause instanceof ClosedChannelException)
            || String.valueOf(failure.getMessage()).contains("refused");
    return refused
        ? "connection refused: does a receiver listen there?"
        : "no connection: " + oneLine(String.valueOf(failure.getMessage()));
  }

  /** What a certificate lacks it will lack a moment later too. */
  private static ExportResult noTls(Throwable failure, String message) {
    String detail = "TLS failed: " + oneLine(message);
    if (hasCause(failure, cause -> cause instanceof CertificateException)) {
      return ExportResult.unreachable(
              detail + ": does this JVM trust the certificate, and is it for this host?")
          .forGood();
    }
    if (message.contains("plaintext") || message.contains("Unsupported or unrecognized")) {
      return ExportResult.unreachable(detail + ": use http in the place of https").forGood();
    }
    return failure instanceof SSLHandshakeException
        ? ExportResult.unreachable(detail)
        : ExportResult.connectionLost(detail);
  }

  private static ExportResult notHttp(String detail) {
    return new ExportResult("not_http", false, detail);
  }

  private static String ifGrpcPort(URI asked) {
    return asked.getPort() == GRPC_PORT ? ": " + GRPC : "";
  }

  private static boolean hasCause(Throwable failure, Predicate<Throwable> test) {
    Throwable cause = failure;
    while (cause != null && !test.test(cause)) {
      cause = cause.getCause();
    }
    return cause != null;
  }

  /** Without bytes that are no text: what they do to a terminal is theirs to choose. */
  static String oneLine(String text) {
    return SafeText.PLAIN.line(text.replaceAll("[\\p{Cntrl}&&[^\\n\\r\\t]]", ""));
  }
}
