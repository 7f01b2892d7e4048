package io.galopin.testbed;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A certificate authority for tests, with the certificates that it issues. All of it is made in
 * memory and lives as long as the object. Whoever uses it needs {@code netty-pkitesting} on the
 * class path, which the test bed does not bring. For any thread.
 */
public final class TestAuthority {

  private static final Duration LIFE = Duration.ofDays(100);
  private static final Duration AGE = Duration.ofDays(50);
  private static final Duration LEFT = Duration.ofDays(10);

  private final X509Bundle root;

  /** An authority with a name, whose own certificate is valid for a hundred days more. */
  public TestAuthority(String name) {
    Instant now = Instant.now();
    root =
        made(
            () ->
                new CertificateBuilder()
                    .subject("CN=" + name)
                    .ecp256()
                    .setIsCertificateAuthority(true)
                    .notBefore(now.minus(LIFE))
                    .notAfter(now.plus(LIFE))
                    .buildSelfSigned());
  }

  /** The authority's own certificate. */
  public X509Certificate root() {
    return root.getRootCertificate();
  }

  /**
   * A key and a certificate of the authority, valid for ten days more.
   *
   * @param names at least one: IPv4 addresses, and names of hosts
   */
  public X509Bundle certificate(String... names) {
    return certificate(Instant.now().plus(LEFT), names);
  }

  /** The same, valid until a given time, which may be past. */
  public X509Bundle certificate(Instant notAfter, String... names) {
    CertificateBuilder builder =
        new CertificateBuilder()
            .subject("CN=" + names[0])
            .ecp256()
            .notBefore(notAfter.minus(LEFT).minus(AGE))
            .notAfter(notAfter);
    for (String name : names) {
      if (Character.isDigit(name.charAt(0))) {
        builder.addSanIpAddress(name);
      } else {
        builder.addSanDnsName(name);
      }
    }
    return made(() -> builder.buildIssuedBy(root));
  }

  /** For those that trust the authority and show no certificate. */
  public SSLContext trusting() {
    return context(null);
  }

  /** For those that show a certificate and trust the authority. */
  public SSLContext showing(X509Bundle certificate) {
    return context(made(() -> certificate.toKeyManagerFactory().getKeyManagers()));
  }

  private SSLContext context(KeyManager @Nullable [] shown) {
    return made(
        () -> {
          SSLContext context = SSLContext.getInstance("TLS");
          context.init(shown, new TrustManager[] {root.toTrustManager()}, null);
          return context;
        });
  }

  private static <T> T made(Maker<T> maker) {
    try {
      return maker.make();
    } catch (RuntimeException wrong) {
      throw wrong;
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Makes something; {@link CertificateBuilder} declares any exception. */
  private interface Maker<T> {
    T make() throws Exception;
  }
}
