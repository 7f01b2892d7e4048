package io.galopin.behavior.exchange;

import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.HandshakeChange;
import io.galopin.api.Option;
import io.galopin.api.Options;
import java.util.List;
import java.util.Optional;
import org.pf4j.Extension;

/**
 * The behavior {@code alpn}: where Galopin ends TLS, the application protocol is not chosen as the
 * client expects (ALPN, RFC 7301).
 */
@Extension
public final class AlpnFactory implements BehaviorFactory {

  private static final Option<HandshakeChange.Alpn> CHOICE =
      Option.choice(
              "choice",
              HandshakeChange.Alpn.class,
              "none, or another one than those that the client offers")
          .orElse(HandshakeChange.Alpn.NONE);

  @Override
  public String name() {
    return "alpn";
  }

  @Override
  public String description() {
    return "chooses no application protocol in a handshake of TLS, or another one (with"
        + " listen-tls)";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(CHOICE);
  }

  @Override
  public boolean changesHandshakes() {
    return true;
  }

  @Override
  public Behavior create(Options options) {
    return HandshakeBehavior.of(
        new HandshakeChange(Optional.empty(), Optional.empty(), Optional.of(options.get(CHOICE))));
  }
}
