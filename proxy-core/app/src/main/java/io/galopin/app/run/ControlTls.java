package io.galopin.app.run;

import io.galopin.app.console.CommandFailure;
import io.galopin.config.settings.HttpConfig;
import io.galopin.config.tls.ConfiguredTls;
import io.galopin.engine.socket.Address;
import io.galopin.tls.ClientSide;
import io.galopin.tls.TlsConfigException;
import java.util.Optional;

/** Makes what the control API needs to speak TLS. */
final class ControlTls {

  private ControlTls() {}

  /**
   * Returns how it speaks TLS; empty for plain text. Reads files.
   *
   * @throws CommandFailure if that cannot be made
   */
  static Optional<ClientSide> of(HttpConfig http) {
    try {
      return http.tls()
          .map(tls -> ConfiguredTls.ofUser().at(tls, new Address(http.host(), http.port())));
    } catch (TlsConfigException cannot) {
      throw CommandFailure.wrong("http.tls: " + cannot.getMessage());
    }
  }
}
