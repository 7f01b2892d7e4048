package io.galopin.engine.exchange;

import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.engine.rule.Made;
import java.util.List;
import java.util.function.Consumer;

/** Opens the sessions of new connections. If the protocol fails, they are not usable. */
final class SessionStart {

  private SessionStart() {}

  /**
   * Opens a session of a connection that may change to TLS, which Galopin cannot read then.
   *
   * @param stack the layers from the socket up, and then the protocol
   * @param encrypted called when the conversation changes to TLS, with how users avoid that
   * @param beginsWithTls called when the client begins with TLS, which the protocol does not expect
   */
  static GuardedSession open(
      List<Made<Protocol>> stack,
      Pairing pairing,
      Recorder recorder,
      Consumer<String> encrypted,
      Runnable beginsWithTls) {
    Speakers speakers = Speakers.open(stack, pairing, recorder);
    GuardedSession opened = new GuardedSession(recorder, speakers, encrypted, false);
    opened.watchFor(beginsWithTls);
    return opened;
  }

  /**
   * Opens a session of a connection whose TLS begins in the middle of the conversation, and is
   * ended by Galopin. The lowest layer reads the hello there, if it can.
   *
   * @param stack the layers from the socket up, and then the protocol
   */
  static GuardedSession openForLater(
      List<Made<Protocol>> stack, Pairing pairing, Recorder recorder) {
    Speakers speakers = Speakers.openForLater(stack, pairing, recorder);
    return new GuardedSession(recorder, speakers, wayOut -> {}, true);
  }
}
