package io.galopin.tls.certificate;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.math.ec.ECPoint;

/**
 * The keys of the authority beneath one that is given. They follow from the given key, which cannot
 * be found from them, so that each process has the same and nothing needs to be kept: a list of
 * what is revoked, written by one, holds for what another shows.
 */
final class KeysBeneath {

  private static final String CURVE = "secp256r1";
  private static final byte[] PURPOSE =
      "Galopin intermediate, P-256".getBytes(StandardCharsets.US_ASCII);

  private KeysBeneath() {}

  static KeyPair of(PrivateKey root) {
    try {
      // Twice as long as the order, so that no number is more likely than another.
      Mac mac = Mac.getInstance("HmacSHA512");
      mac.init(new SecretKeySpec(secret(root).toByteArray(), "RAW"));
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(CURVE));
      ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
      BigInteger most = curve.getOrder().subtract(BigInteger.ONE);
      BigInteger own = new BigInteger(1, mac.doFinal(PURPOSE)).mod(most).add(BigInteger.ONE);
      ECPoint point = ECNamedCurveTable.getParameterSpec(CURVE).getG().multiply(own).normalize();
      java.security.spec.ECPoint open =
          new java.security.spec.ECPoint(
              point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger());
      KeyFactory factory = KeyFactory.getInstance("EC");
      return new KeyPair(
          factory.generatePublic(new ECPublicKeySpec(open, curve)),
          factory.generatePrivate(new ECPrivateKeySpec(own, curve)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Not its encoding, which may differ from one file of the same key to another. */
  private static BigInteger secret(PrivateKey root) {
    if (root instanceof ECPrivateKey curve) {
      return curve.getS();
    }
    if (root instanceof RSAPrivateKey rsa) {
      return rsa.getPrivateExponent();
    }
    throw new IllegalArgumentException(
        "the key is of the kind " + root.getAlgorithm() + " (expected: EC or RSA)");
  }
}
