package io.galopin.protocol.memcache;

import io.galopin.testkit.Conversations;
import io.galopin.testkit.Garbage;
import io.galopin.testkit.Script;
import java.util.List;

/** Tests whole conversations in random pieces, and with changed bytes. */
class ConversationsTest implements Conversations {

  /** Bytes that have a meaning in Memcache's protocols. */
  private static final String TELLING =
      "\r\n\r\n  0159-qkvOSgetVALUENDMB\u0000\u0001\t\u0010\u007f\u0080\u0081\u00ff";

  @Override
  public List<Script> scripts() {
    return Scripts.all();
  }

  @Override
  public Garbage mutants() {
    return SessionFuzzTest.GARBAGE.telling(TELLING);
  }
}
