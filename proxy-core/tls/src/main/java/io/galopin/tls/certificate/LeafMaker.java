package io.galopin.tls.certificate;

import io.galopin.api.BadCertificate;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Makes what servers show, good and wrong on purpose. All have the same key, except those whose key
 * is to be weak; it is made anew in each process and never written. Thread-safe. Signing takes
 * about a millisecond, so not on event loops.
 */
public final class LeafMaker {

  /** Less than the 398 days that browsers accept. */
  private static final Duration LIFE = Duration.ofDays(90);

  /** Renewed when less than this is left. */
  private static final Duration RESERVE = Duration.ofDays(30);

  private static final Duration DAY = Duration.ofDays(1);

  /** In place of the name that the client wants. The domain {@code invalid} has none (RFC 2606). */
  private static final String ANOTHER_NAME = "another-name.invalid";

  /** Shorter than what Java accepts (1024), and as long as TLS 1.3 needs for its signatures. */
  private static final int WEAK_BITS = 768;

  private final Authority authority;
  private final InstantSource clock;
  private final KeyPair keys = Signer.newKeys("EC", 256);
  private @Nullable KeyPair weakKeys;
  private @Nullable Authority unknown;

  /**
   * @param clock what certificates begin and end by
   */
  public LeafMaker(Authority authority, InstantSource clock) {
    this.authority = authority;
    this.clock = clock;
  }

  /** Makes one without a flaw. */
  public Leaf good(Hosts hosts) {
    return make(hosts, Optional.empty());
  }

  /** Makes one with a flaw, and no other. */
  public Leaf bad(Hosts hosts, BadCertificate flaw) {
    return make(hosts, Optional.of(flaw));
  }

  private Leaf make(Hosts hosts, Optional<BadCertificate> flaw) {
    BadCertificate kind = flaw.orElse(null);
    KeyPair own = kind == BadCertificate.WEAK_KEY ? weakKeys() : keys;
    Authority by = kind == BadCertificate.UNKNOWN_AUTHORITY ? unknown() : authority;
    Hosts named = kind == BadCertificate.WRONG_NAME ? new Hosts(List.of(ANOTHER_NAME)) : hosts;
    X500Name subject = subject(named);
    Signer signer =
        kind == BadCertificate.SELF_SIGNED
            ? new Signer(subject, own.getPublic(), own.getPrivate())
            : Signer.of(by.between(), by.betweenKey());
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant from = kind == BadCertificate.NOT_YET_VALID ? now.plus(DAY) : begin(now, kind);
    Instant until = kind == BadCertificate.EXPIRED ? now.minus(DAY) : end(from, by);
    BigInteger serial =
        kind == BadCertificate.REVOKED ? Revocations.serialFor(named) : Signer.newSerial();
    X509Certificate certificate =
        signer.sign(
            extended(signer.begin(subject, own.getPublic(), serial, from, until), named, kind));
    boolean alone =
        kind == BadCertificate.SELF_SIGNED || kind == BadCertificate.MISSING_INTERMEDIATE;
    return new Leaf(
        alone ? List.of(certificate) : List.of(certificate, by.between()),
        own.getPrivate(),
        renewal(now, until, kind));
  }

  /** One that has expired was valid as long as others. */
  private static Instant begin(Instant now, @Nullable BadCertificate kind) {
    return now.minus(kind == BadCertificate.EXPIRED ? LIFE.plus(DAY) : Authority.IN_THE_PAST);
  }

  private static Instant end(Instant from, Authority by) {
    return Authority.earlier(from.plus(LIFE), by.end());
  }

  /** One from tomorrow on is made anew each hour, so that it stays from tomorrow on. */
  private static Instant renewal(Instant now, Instant until, @Nullable BadCertificate kind) {
    if (kind == BadCertificate.NOT_YET_VALID) {
      return now.plus(Duration.ofHours(1));
    }
    Instant regular = until.minus(RESERVE);
    // The authority itself ends soon, or it has expired on purpose.
    return regular.isAfter(now) ? regular : now.plus(DAY);
  }

  private static X500Name subject(Hosts hosts) {
    return new X500NameBuilder()
        .addRDN(BCStyle.O, "Galopin")
        .addRDN(BCStyle.CN, hosts.commonName())
        .build();
  }

  private static X509v3CertificateBuilder extended(
      X509v3CertificateBuilder builder, Hosts hosts, @Nullable BadCertificate kind) {
    boolean rsa = kind == BadCertificate.WEAK_KEY;
    int usage = KeyUsage.digitalSignature | (rsa ? KeyUsage.keyEncipherment : 0);
    KeyPurposeId purpose =
        kind == BadCertificate.WRONG_USAGE
            ? KeyPurposeId.id_kp_clientAuth
            : KeyPurposeId.id_kp_serverAuth;
    try {
      builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
          .addExtension(Extension.keyUsage, true, new KeyUsage(usage))
          .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
      if (kind != BadCertificate.NO_NAME) {
        builder.addExtension(Extension.subjectAlternativeName, false, hosts.alternativeNames());
      }
      return builder;
    } catch (CertIOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private synchronized KeyPair weakKeys() {
    if (weakKeys == null) {
      weakKeys = Signer.newKeys("RSA", WEAK_BITS);
    }
    return weakKeys;
  }

  private synchronized Authority unknown() {
    if (unknown == null) {
      unknown = Authority.make("Unknown authority", clock.instant());
    }
    return unknown;
  }
}
