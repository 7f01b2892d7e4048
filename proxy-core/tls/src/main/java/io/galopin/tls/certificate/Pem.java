package io.galopin.tls.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.jspecify.annotations.Nullable;

/**
 * Certificates and private keys of one text in PEM, in their order; anything else in it is passed
 * over.
 */
public record Pem(List<X509Certificate> certificates, List<PrivateKey> keys) {

  private static final String DAMAGED = "it is damaged, no PEM as it should be";

  /** Also as old programs have called them. */
  private static final Set<String> CERTIFICATES = Set.of("CERTIFICATE", "X509 CERTIFICATE");

  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  public Pem {
    certificates = List.copyOf(certificates);
    keys = List.copyOf(keys);
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "Pem[" + certificates.size() + " certificates, " + keys.size() + " keys]";
  }

  /**
   * Reads all of it.
   *
   * @param password of encrypted keys
   * @throws IOException with words that reveal nothing of the text
   */
  public static Pem read(String text, Optional<String> password) throws IOException {
    List<X509Certificate> certificates = new ArrayList<>();
    List<PrivateKey> keys = new ArrayList<>();
    try (PEMParser parser = new PEMParser(new StringReader(text))) {
      for (Object each = next(parser); each != null; each = next(parser)) {
        if (each instanceof X509CertificateHolder certificate) {
          certificates.add(certificate(certificate.getEncoded()));
        } else {
          PemKey.read(each, password).ifPresent(keys::add);
        }
      }
    }
    return new Pem(certificates, keys);
  }

  /**
   * Reads the certificates only; keys are not looked at.
   *
   * @throws IOException with words that reveal nothing of the text
   */
  public static List<X509Certificate> certificatesOf(String text) throws IOException {
    List<X509Certificate> certificates = new ArrayList<>();
    try (PemReader reader = new PemReader(new StringReader(text))) {
      for (PemObject each = next(reader); each != null; each = next(reader)) {
        if (CERTIFICATES.contains(each.getType())) {
          certificates.add(certificate(each.getContent()));
        }
      }
    }
    return certificates;
  }

  private static @Nullable PemObject next(PemReader reader) throws IOException {
    try {
      return reader.readPemObject();
    } catch (IOException | RuntimeException wrong) {
      throw new IOException(DAMAGED);
    }
  }

  private static @Nullable Object next(PEMParser parser) throws IOException {
    try {
      return parser.readObject();
    } catch (IOException | RuntimeException wrong) {
      // Its message may contain a piece of the text, and so does its cause.
      throw new IOException(DAMAGED);
    }
  }

  private static X509Certificate certificate(byte[] encoded) throws IOException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(encoded));
    } catch (GeneralSecurityException wrong) {
      throw new IOException("a certificate in it is damaged", wrong);
    }
  }

  /** Writes a certificate. */
  public static String write(X509Certificate certificate) {
    try {
      return write("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Writes a list of revoked certificates. */
  public static String write(X509CRL list) {
    try {
      return write("X509 CRL", list.getEncoded());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Writes a private key, not encrypted. */
  public static String write(PrivateKey key) {
    return write("PRIVATE KEY", key.getEncoded());
  }

  private static String write(String kind, byte[] encoded) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + LINES.encodeToString(encoded)
        + "\n-----END "
        + kind
        + "-----\n";
  }
}
