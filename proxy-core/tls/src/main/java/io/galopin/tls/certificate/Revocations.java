package io.galopin.tls.certificate;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.zip.CRC32;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;

/**
 * Which certificates are revoked: those that are shown as such have one of a few serial numbers,
 * chosen by their name, and all of these numbers are revoked. So a list that one process has
 * written holds for what another shows later.
 */
public final class Revocations {

  private static final int NUMBERS = 256;

  /** Shorter than any other serial number. */
  private static final BigInteger FIRST =
      new BigInteger(1, "galopin".getBytes(StandardCharsets.US_ASCII)).shiftLeft(8);

  private static final Duration LIFE = Duration.ofDays(90);

  private Revocations() {}

  static BigInteger serialFor(Hosts hosts) {
    CRC32 sum = new CRC32();
    sum.update(hosts.toString().getBytes(StandardCharsets.UTF_8));
    return FIRST.add(BigInteger.valueOf(sum.getValue() % NUMBERS));
  }

  /**
   * Returns the lists of both authorities: of the one beneath, with what is revoked, and of the
   * trusted one, which is empty. Valid for 90 days.
   */
  public static List<X509CRL> lists(Authority authority, Instant now) {
    X509v2CRLBuilder revoked = begin(Signer.of(authority.between(), authority.betweenKey()), now);
    for (int i = 0; i < NUMBERS; i++) {
      revoked.addCRLEntry(
          FIRST.add(BigInteger.valueOf(i)),
          Date.from(now.minus(Authority.IN_THE_PAST)),
          CRLReason.keyCompromise);
    }
    Signer root = Signer.of(authority.root(), authority.rootKey());
    return List.of(
        sign(revoked, Signer.of(authority.between(), authority.betweenKey())),
        sign(begin(root, now), root));
  }

  private static X509v2CRLBuilder begin(Signer signer, Instant now) {
    try {
      X509v2CRLBuilder builder =
          new X509v2CRLBuilder(signer.name(), Date.from(now.minus(Authority.IN_THE_PAST)));
      builder.setNextUpdate(Date.from(now.plus(LIFE)));
      builder.addExtension(Extension.authorityKeyIdentifier, false, signer.keyIdentifier());
      builder.addExtension(
          Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(now.getEpochSecond())));
      return builder;
    } catch (CertIOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static X509CRL sign(X509v2CRLBuilder builder, Signer signer) {
    try {
      return new JcaX509CRLConverter().getCRL(builder.build(signer.contentSigner()));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
