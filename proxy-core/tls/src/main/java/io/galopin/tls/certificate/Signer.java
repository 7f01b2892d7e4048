package io.galopin.tls.certificate;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A name and a key that sign certificates. Thread-safe.
 *
 * @param name of the issuer
 */
record Signer(X500Name name, PublicKey publicKey, PrivateKey key) {

  private static final SecureRandom RANDOM = new SecureRandom();

  static Signer of(X509Certificate certificate, PrivateKey key) {
    try {
      // Not from its text, which could be encoded otherwise than the certificate.
      X500Name name = new JcaX509CertificateHolder(certificate).getSubject();
      return new Signer(name, certificate.getPublicKey(), key);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static KeyPair newKeys(String algorithm, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Unique among those of one authority: random, positive, of at most 16 bytes. */
  static BigInteger newSerial() {
    return new BigInteger(126, RANDOM).setBit(126);
  }

  /** A certificate without extensions but those that say whose keys these are. */
  X509v3CertificateBuilder begin(
      X500Name subject, PublicKey subjectKey, BigInteger serial, Instant from, Instant until) {
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              name, serial, Date.from(from), Date.from(until), subject, subjectKey);
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createSubjectKeyIdentifier(subjectKey));
      builder.addExtension(Extension.authorityKeyIdentifier, false, keyIdentifier());
      return builder;
    } catch (GeneralSecurityException | CertIOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  AuthorityKeyIdentifier keyIdentifier() {
    try {
      return new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(publicKey);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  X509Certificate sign(X509v3CertificateBuilder builder) {
    try {
      return new JcaX509CertificateConverter().getCertificate(builder.build(contentSigner()));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  ContentSigner contentSigner() {
    try {
      String with =
          switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> key.getAlgorithm();
          };
      return new JcaContentSignerBuilder(with).build(key);
    } catch (OperatorCreationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "Signer[" + name + "]";
  }
}
