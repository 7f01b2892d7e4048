package io.galopin.behavior.exchange;

import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.HandshakeChange;
import io.galopin.api.Option;
import io.galopin.api.Options;
import java.util.List;
import java.util.Optional;
import org.pf4j.Extension;

/** The behavior {@code tls-version}: where Galopin ends TLS, only one version of it is spoken. */
@Extension
public final class TlsVersionFactory implements BehaviorFactory {

  private static final Option<String> VERSION =
      Option.word("version", List.of("1.2", "1.3"), "the only version that is spoken")
          .orElse("1.2");

  @Override
  public String name() {
    return "tls-version";
  }

  @Override
  public String description() {
    return "speaks only one version of TLS in a handshake (with listen-tls)";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(VERSION);
  }

  @Override
  public boolean changesHandshakes() {
    return true;
  }

  @Override
  public Behavior create(Options options) {
    return HandshakeBehavior.of(
        new HandshakeChange(Optional.empty(), Optional.of(options.get(VERSION)), Optional.empty()));
  }
}
