package io.galopin.behavior.exchange;

import io.galopin.api.BadCertificate;
import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.HandshakeChange;
import io.galopin.api.Option;
import io.galopin.api.Options;
import java.util.List;
import java.util.Optional;
import org.pf4j.Extension;

/**
 * The behavior {@code certificate}: where Galopin ends TLS, the client is shown a certificate with
 * which something is wrong.
 */
@Extension
public final class CertificateFactory implements BehaviorFactory {

  private static final Option<BadCertificate> KIND =
      Option.choice("kind", BadCertificate.class, "what is wrong with the certificate")
          .orElse(BadCertificate.EXPIRED);

  @Override
  public String name() {
    return "certificate";
  }

  @Override
  public String description() {
    return "shows the client a bad certificate in its handshake of TLS (with listen-tls)";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(KIND);
  }

  @Override
  public boolean changesHandshakes() {
    return true;
  }

  @Override
  public Behavior create(Options options) {
    return HandshakeBehavior.of(
        new HandshakeChange(Optional.of(options.get(KIND)), Optional.empty(), Optional.empty()));
  }
}
