package io.galopin.protocol.http;

import io.galopin.testkit.Conversations;
import io.galopin.testkit.Garbage;
import io.galopin.testkit.Script;
import java.util.List;
import java.util.Map;

/** Tests whole conversations in random pieces, and with changed bytes. */
class ConversationsTest implements Conversations {

  /** Bytes that have a meaning in HTTP. */
  private static final String TELLING =
      "\r\n\r\n :;,0159aAfFxX\t\u0000\u007f\u0080\u00ff/.?@%-+=\"";

  @Override
  public List<Script> scripts() {
    return Scripts.all();
  }

  @Override
  public Garbage mutants() {
    return Garbage.of(new HttpProtocolFactory(), Map.of()).telling(TELLING);
  }
}
