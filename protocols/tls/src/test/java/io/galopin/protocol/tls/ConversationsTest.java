package io.galopin.protocol.tls;

import io.galopin.testkit.Conversations;
import io.galopin.testkit.Garbage;
import io.galopin.testkit.Script;
import java.util.List;
import java.util.Map;

/** Whole handshakes, in whatever pieces they come, and with bytes changed. */
class ConversationsTest implements Conversations {

  /** Bytes that mean something to TLS. */
  private static final String TELLING = "\u0016\u0003\u0003\u0015\u0014\u0017\0\1\2\u0000\u00ff+*";

  @Override
  public List<Script> scripts() {
    return Scripts.all();
  }

  @Override
  public Garbage mutants() {
    return Garbage.of(new TlsProtocolFactory(), Map.of()).telling(TELLING);
  }

  @Override
  public int someMutants() {
    return 25;
  }
}
