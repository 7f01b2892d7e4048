package io.galopin.tls;

import io.galopin.engine.tls.TlsReasons;
import io.galopin.tls.certificate.Leaf;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Makes contexts of Java's own for clients that speak with Galopin. Thread-safe; reads files. */
public final class JavaContexts {

  private static final Passwords PASSWORDS = new Passwords(System::getenv);

  private JavaContexts() {}

  /**
   * Returns one that trusts whom Java trusts, and an authority.
   *
   * @param keys what is shown to servers that ask for a certificate
   */
  public static SSLContext trustingToo(X509Certificate authority, Optional<Keys> keys) {
    return made(new EitherTrust(TrustFiles.ofJava(), TrustFiles.of(List.of(authority))), keys);
  }

  /** Returns one that trusts whom Java trusts. */
  public static SSLContext usual(Optional<Keys> keys) {
    return made(TrustFiles.ofJava(), keys);
  }

  /**
   * Returns one that trusts only whom it is told to.
   *
   * @param what the option that names the file, for messages
   * @param keys what is shown to servers that ask for a certificate
   * @throws TlsConfigException if a file cannot be used, with a sentence
   */
  public static SSLContext trusting(String what, Trust trust, Optional<Keys> keys) {
    return made(new TrustFiles(PASSWORDS).read(what, trust), keys);
  }

  /** Returns why a handshake failed, in words and without a full stop. */
  public static String reason(Throwable failure) {
    return TlsReasons.of(failure);
  }

  private static SSLContext made(X509ExtendedTrustManager trust, Optional<Keys> keys) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.map(JavaContexts::keys).orElse(null), new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static KeyManager[] keys(Keys keys) {
    Leaf leaf = new KeyFiles(PASSWORDS).read(keys);
    return new KeyManager[] {new FixedKey(leaf)};
  }
}
