package io.galopin.tls;

import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * Permits every algorithm in the first handshake of a connection, and none in another, which so
 * fails: renegotiation, which only TLS 1.2 has. Java's own switch against it ({@code
 * jdk.tls.rejectClientInitiatedRenegotiation}) is one for the whole process.
 */
final class OneHandshake implements AlgorithmConstraints {

  private final SSLEngine engine;

  private OneHandshake(SSLEngine engine) {
    this.engine = engine;
  }

  /** Applies to an engine of Java's that is to be a server. */
  static void only(SSLEngine engine) {
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setAlgorithmConstraints(new OneHandshake(engine));
    engine.setSSLParameters(parameters);
  }

  /** Until the first handshake is done, the session is one of no protocol. */
  private boolean isFirst() {
    return !engine.getSession().getProtocol().equals("TLSv1.2");
  }

  @Override
  public boolean permits(
      Set<CryptoPrimitive> primitives, String algorithm, AlgorithmParameters parameters) {
    return isFirst();
  }

  @Override
  public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
    return isFirst();
  }

  @Override
  public boolean permits(
      Set<CryptoPrimitive> primitives, String algorithm, Key key, AlgorithmParameters parameters) {
    return isFirst();
  }
}
