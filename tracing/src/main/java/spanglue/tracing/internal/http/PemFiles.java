package spanglue.tracing.internal.http;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Files in PEM by which a client knows its server, and makes itself known to it. */
public final class PemFiles {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");
  private static final List<String> KINDS_OF_KEYS = List.of("RSA", "EC", "EdDSA");
  private static final char[] NONE = {};

  private PemFiles() {}

  /** A file is not there, or not what it should be; the message says which, and quotes nothing. */
  public static final class PemException extends Exception {
    PemException(String file, String what) {
      super(file + ": " + what);
    }
  }

  /** Whom to trust: who has a certificate of {@code file}, or one that such a one signed. */
  public static TrustManager[] trust(String file) throws PemException {
    try {
      KeyStore store = emptyStore();
      int count = 0;
      for (Certificate certificate : certificates(file)) {
        store.setCertificateEntry("trusted-" + count++, certificate);
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      return managers.getTrustManagers();
    } catch (IOException | GeneralSecurityException e) {
      throw new PemException(file, "its certificates are of no use: " + e.getMessage());
    }
  }

  /**
   * Who the client is.
   *
   * @param chain its certificate, and those that lead to one that the server knows
   * @param key its private key, as PKCS #8 without a password
   */
  public static KeyManager[] identity(String chain, String key) throws PemException {
    PrivateKey own = privateKey(key);
    try {
      KeyStore store = emptyStore();
      store.setKeyEntry("client", own, NONE, certificates(chain).toArray(new Certificate[0]));
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, NONE);
      return managers.getKeyManagers();
    } catch (IOException | GeneralSecurityException e) {
      throw new PemException(chain, "its certificates are of no use: " + e.getMessage());
    }
  }

  /** What is null is the JVM's own. */
  public static SSLContext context(
      TrustManager @Nullable [] trust, KeyManager @Nullable [] identity) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(identity, trust, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a JVM without TLS", e);
    }
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    return store;
  }

  private static Collection<? extends Certificate> certificates(String file) throws PemException {
    try (InputStream in = Files.newInputStream(path(file))) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (!found.isEmpty()) {
        return found;
      }
    } catch (IOException e) {
      throw unread(file, e);
    } catch (CertificateException notQuoted) {
      throw new PemException(file, "it holds no certificates in PEM");
    }
    throw new PemException(file, "it holds no certificates in PEM");
  }

  private static PrivateKey privateKey(String file) throws PemException {
    String text;
    try {
      text = Files.readString(path(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw unread(file, e);
    }
    Matcher key = KEY.matcher(text);
    if (key.find()) {
      for (String kind : KINDS_OF_KEYS) {
        try {
          byte[] encoded = Base64.getMimeDecoder().decode(key.group(1));
          return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (InvalidKeySpecException | IllegalArgumentException ofAnotherKind) {
          // One of the next, or none of them.
        } catch (GeneralSecurityException e) {
          throw new PemException(file, "this JVM knows no keys of " + kind);
        }
      }
    }
    throw new PemException(file, "it holds no private key in PEM (PKCS #8, without a password)");
  }

  private static Path path(String file) throws IOException {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new FileNotFoundException(e.getReason());
    }
  }

  private static PemException unread(String file, IOException e) {
    String what =
        e instanceof NoSuchFileException
            ? "there is no such file"
            : e instanceof AccessDeniedException
                ? "it may not be read"
                : "it can't be read: " + e.getMessage();
    return new PemException(file, what);
  }
}
