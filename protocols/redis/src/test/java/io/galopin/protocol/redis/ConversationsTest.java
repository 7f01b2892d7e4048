package io.galopin.protocol.redis;

import io.galopin.testkit.Conversations;
import io.galopin.testkit.Garbage;
import io.galopin.testkit.Script;
import java.util.List;
import java.util.Map;

/** Tests whole conversations in random pieces, and with changed bytes. */
class ConversationsTest implements Conversations {

  /** Bytes that have a meaning in Redis's protocol. */
  private static final String TELLING = "\r\n\r\n*$+-:_,#!=(%~|>0123456789? \"'\\\u0000\u00ff";

  @Override
  public List<Script> scripts() {
    return Scripts.all();
  }

  @Override
  public Garbage mutants() {
    return Garbage.of(new RedisProtocolFactory(), Map.of()).telling(TELLING);
  }
}
