package io.galopin.protocol.tls.clients;

import io.galopin.testbed.TestAuthority;
import javax.net.ssl.SSLContext;

/** What servers and their clients in these tests show and trust. */
final class Keys {

  private Keys() {}

  /**
   * A context for a server named {@code localhost}, or www or api in {@code example.com}, and its
   * clients.
   */
  static SSLContext context() {
    TestAuthority authority = new TestAuthority("test");
    return authority.showing(
        authority.certificate("localhost", "www.example.com", "api.example.com", "127.0.0.1"));
  }
}
