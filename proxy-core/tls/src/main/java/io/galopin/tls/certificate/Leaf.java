package io.galopin.tls.certificate;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * What a server shows, and the key behind it.
 *
 * @param chain its certificate, then those between it and the authority
 * @param renewal from when on another is to be made
 */
public record Leaf(List<X509Certificate> chain, PrivateKey key, Instant renewal) {

  public Leaf {
    chain = List.copyOf(chain);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "Leaf[" + chain.get(0).getSubjectX500Principal() + ", renewal " + renewal + "]";
  }
}
