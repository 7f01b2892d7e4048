package io.galopin.protocol.mysql;

import io.galopin.testkit.Conversations;
import io.galopin.testkit.Garbage;
import io.galopin.testkit.Script;
import java.util.List;
import java.util.Map;

/** Whole conversations, in whatever pieces they come, and with bytes changed. */
class ConversationsTest implements Conversations {

  /** Bytes that mean something to MySQL. */
  private static final String TELLING = "\0\0\1\2\3\4\n\u0016\u0017\u00fa\u00fb\u00fc\u00fe\u00ff";

  @Override
  public List<Script> scripts() {
    return Scripts.all();
  }

  @Override
  public Garbage mutants() {
    return Garbage.of(new MysqlProtocolFactory(), Map.of("compression", "pass")).telling(TELLING);
  }

  @Override
  public int someMutants() {
    return 20;
  }
}
