package io.galopin.tls.certificate;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/** Private keys as files have them: PKCS #8 or as OpenSSL writes them, encrypted or not. */
final class PemKey {

  private static final Map<ASN1ObjectIdentifier, String> ALGORITHMS =
      Map.of(
          PKCSObjectIdentifiers.rsaEncryption, "RSA",
          X9ObjectIdentifiers.id_ecPublicKey, "EC",
          EdECObjectIdentifiers.id_Ed25519, "EdDSA",
          EdECObjectIdentifiers.id_Ed448, "EdDSA");

  private PemKey() {}

  /** Returns the key; empty if that is something else. Throws an IOException with words. */
  static Optional<PrivateKey> read(Object parsed, Optional<String> password) throws IOException {
    Optional<PrivateKeyInfo> info = info(parsed, password);
    return info.isEmpty() ? Optional.empty() : Optional.of(key(info.get()));
  }

  private static Optional<PrivateKeyInfo> info(Object parsed, Optional<String> password)
      throws IOException {
    if (parsed instanceof PrivateKeyInfo info) {
      return Optional.of(info);
    }
    if (parsed instanceof PEMKeyPair pair) {
      return Optional.of(pair.getPrivateKeyInfo());
    }
    if (parsed instanceof PKCS8EncryptedPrivateKeyInfo || parsed instanceof PEMEncryptedKeyPair) {
      String word =
          password.orElseThrow(
              () -> new IOException("its key is encrypted, and no password is given"));
      return Optional.of(decrypted(parsed, word.toCharArray()));
    }
    return Optional.empty();
  }

  private static PrivateKeyInfo decrypted(Object parsed, char[] password) throws IOException {
    try {
      // BouncyCastle's own, because Java's lack some that OpenSSL uses.
      return parsed instanceof PEMEncryptedKeyPair pair
          ? pair.decryptKeyPair(
                  new JcePEMDecryptorProviderBuilder()
                      .setProvider(new BouncyCastleProvider())
                      .build(password))
              .getPrivateKeyInfo()
          : ((PKCS8EncryptedPrivateKeyInfo) parsed)
              .decryptPrivateKeyInfo(
                  new JceOpenSSLPKCS8DecryptorProviderBuilder()
                      .setProvider(new BouncyCastleProvider())
                      .build(password));
    } catch (IOException | PKCSException | OperatorCreationException | RuntimeException wrong) {
      // Nothing of what was decrypted is told.
      throw new IOException("its key cannot be decrypted; the password may be wrong");
    }
  }

  private static PrivateKey key(PrivateKeyInfo info) throws IOException {
    ASN1ObjectIdentifier kind = info.getPrivateKeyAlgorithm().getAlgorithm();
    String algorithm = ALGORITHMS.get(kind);
    if (algorithm == null) {
      throw new IOException("its key is of an unknown kind, " + kind + " (expected: RSA or EC)");
    }
    try {
      return KeyFactory.getInstance(algorithm)
          .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
    } catch (GeneralSecurityException wrong) {
      throw new IOException("its key is damaged");
    }
  }
}
