package io.galopin.protocol.tls;

import io.galopin.api.Reply;
import org.jspecify.annotations.Nullable;

/**
 * What a backend answers in the clear.
 *
 * @param hello null if it is something else
 */
record TlsReply(String label, boolean interim, @Nullable ServerHello hello) implements Reply {

  static TlsReply of(ServerHello hello) {
    return new TlsReply(hello.retry() ? "HelloRetryRequest" : "ServerHello", hello.retry(), hello);
  }

  /** What acts on payload can cut and corrupt it. */
  @Override
  public boolean headIsPayload() {
    return !interim;
  }

  /** Neither ends the handshake: a change of ciphers that means nothing, and a warning. */
  static TlsReply interim(String label) {
    return new TlsReply(label, true, null);
  }

  static TlsReply fatal(String label) {
    return new TlsReply(label, false, null);
  }
}
