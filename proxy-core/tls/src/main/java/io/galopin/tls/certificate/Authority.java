package io.galopin.tls.certificate;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;

/**
 * An authority that clients are made to trust, and one beneath it, which signs what servers show.
 * Immutable.
 *
 * @param root the trusted one
 * @param between the one beneath it, which servers send along
 */
public record Authority(
    X509Certificate root, PrivateKey rootKey, X509Certificate between, PrivateKey betweenKey) {

  private static final Duration LIFE = Duration.ofDays(3650);

  /** How far the clocks of clients may be behind. */
  static final Duration IN_THE_PAST = Duration.ofHours(1);

  /** Makes a new one with keys of the curve P-256, for ten years. */
  public static Authority make(Instant now) {
    byte[] random = Signer.newSerial().toByteArray();
    return make("Galopin authority " + HexFormat.of().formatHex(random, 1, 5), now);
  }

  static Authority make(String commonName, Instant now) {
    KeyPair keys = Signer.newKeys("EC", 256);
    X500Name name = new X500Name("O=Galopin,CN=" + commonName);
    Signer self = new Signer(name, keys.getPublic(), keys.getPrivate());
    X509v3CertificateBuilder builder =
        self.begin(name, keys.getPublic(), Signer.newSerial(), begin(now), begin(now).plus(LIFE));
    X509Certificate root = self.sign(asAuthority(builder, new BasicConstraints(1)));
    return under(root, keys.getPrivate(), now);
  }

  /**
   * Makes one beneath an authority that is given. Its key is the same each time.
   *
   * @throws IllegalArgumentException with words if the certificate is not of such an authority, or
   *     if the key is not its own
   */
  public static Authority under(X509Certificate root, PrivateKey rootKey, Instant now) {
    int beneath = root.getBasicConstraints();
    if (beneath < 0) {
      throw new IllegalArgumentException("the certificate is not one of an authority");
    }
    if (beneath == 0) {
      throw new IllegalArgumentException(
          "the certificate allows no authority beneath it (pathlen 0), which Galopin needs");
    }
    if (!Set.of("EC", "RSA").contains(rootKey.getAlgorithm())) {
      throw new IllegalArgumentException(
          "the key is of the kind " + rootKey.getAlgorithm() + " (expected: EC or RSA)");
    }
    if (!KeyMatch.fits(root.getPublicKey(), rootKey)) {
      throw new IllegalArgumentException("the key is not that of the certificate");
    }
    KeyPair keys = KeysBeneath.of(rootKey);
    Signer signer = Signer.of(root, rootKey);
    X500Name name = new X500Name("O=Galopin,CN=" + commonNameBeneath(signer.name()));
    X509v3CertificateBuilder builder =
        signer.begin(
            name,
            keys.getPublic(),
            Signer.newSerial(),
            begin(now),
            earlier(begin(now).plus(LIFE), root.getNotAfter().toInstant()));
    X509Certificate between = signer.sign(asAuthority(builder, new BasicConstraints(0)));
    return new Authority(root, rootKey, between, keys.getPrivate());
  }

  private static String commonNameBeneath(X500Name root) {
    String text = root.toString();
    int at = text.indexOf("CN=Galopin authority ");
    return at < 0
        ? "Galopin intermediate"
        : "Galopin intermediate " + text.substring(at + 21).replaceFirst(",.*", "");
  }

  private static X509v3CertificateBuilder asAuthority(
      X509v3CertificateBuilder builder, BasicConstraints constraints) {
    try {
      return builder
          .addExtension(Extension.basicConstraints, true, constraints)
          .addExtension(
              Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    } catch (CertIOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Whole seconds, as certificates have them. */
  private static Instant begin(Instant now) {
    return now.minus(IN_THE_PAST).truncatedTo(ChronoUnit.SECONDS);
  }

  static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** Until when both certificates are valid. */
  public Instant end() {
    return earlier(root.getNotAfter().toInstant(), between.getNotAfter().toInstant());
  }

  /** Whether keys and certificates belong together. */
  public boolean isWhole() {
    return KeyMatch.fits(root.getPublicKey(), rootKey)
        && KeyMatch.fits(between.getPublicKey(), betweenKey)
        && KeyMatch.isSignedBy(between, root)
        && !Set.of(root.getBasicConstraints(), between.getBasicConstraints()).contains(-1);
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "Authority[" + root.getSubjectX500Principal() + "]";
  }
}
