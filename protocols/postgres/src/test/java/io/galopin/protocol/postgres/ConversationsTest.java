package io.galopin.protocol.postgres;

import io.galopin.testkit.Conversations;
import io.galopin.testkit.Garbage;
import io.galopin.testkit.Script;
import java.util.List;
import java.util.Map;

/** Whole conversations, in whatever pieces they come, and with bytes changed. */
class ConversationsTest implements Conversations {

  /** Bytes that mean something to PostgreSQL. */
  private static final String TELLING = "QPBDECHSFXdcfpRTZNAGW\0\0\0\0\u0004\u0005\u0008\u00ffI";

  @Override
  public List<Script> scripts() {
    return Scripts.all();
  }

  @Override
  public Garbage mutants() {
    return Garbage.of(new PostgresProtocolFactory(), Map.of()).telling(TELLING);
  }
}
