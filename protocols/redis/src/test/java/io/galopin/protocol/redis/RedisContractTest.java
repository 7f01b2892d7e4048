package io.galopin.protocol.redis;

import static io.galopin.protocol.redis.Resp.bulk;
import static io.galopin.protocol.redis.Resp.command;
import static io.galopin.protocol.redis.Resp.commands;

import io.galopin.testkit.Dialogue;
import io.galopin.testkit.ProtocolContract;
import org.junit.jupiter.api.Test;

class RedisContractTest {

  private static final Dialogue PIPELINED =
      Dialogue.start()
          .client(commands("SET a 1", "GET a", "HGETALL h"))
          .backend("+OK\r\n" + bulk("1") + "*2\r\n" + bulk("f") + bulk("v"))
          .client("GET none\r\n")
          .backend("$-1\r\n");

  private static final Dialogue PUSHES =
      Dialogue.start()
          .client(command("HELLO 3"))
          .backend("%1\r\n" + bulk("proto") + ":3\r\n")
          .client(command("GET a"))
          .backend(">2\r\n" + bulk("invalidate") + "*1\r\n" + bulk("a"))
          .backend("_\r\n");

  @Test
  void keepsToTheContractOfProtocols() {
    ProtocolContract.check(new RedisProtocolFactory(), PIPELINED, PUSHES);
  }
}
