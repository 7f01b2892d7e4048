package io.galopin.protocol.postgres;

import static io.galopin.protocol.postgres.Messages.BOUND;
import static io.galopin.protocol.postgres.Messages.DESCRIPTION;
import static io.galopin.protocol.postgres.Messages.LOGGED_IN;
import static io.galopin.protocol.postgres.Messages.PARSED;
import static io.galopin.protocol.postgres.Messages.STARTUP;
import static io.galopin.protocol.postgres.Messages.SYNC;
import static io.galopin.protocol.postgres.Messages.bind;
import static io.galopin.protocol.postgres.Messages.complete;
import static io.galopin.protocol.postgres.Messages.execute;
import static io.galopin.protocol.postgres.Messages.notification;
import static io.galopin.protocol.postgres.Messages.parse;
import static io.galopin.protocol.postgres.Messages.query;
import static io.galopin.protocol.postgres.Messages.ready;
import static io.galopin.protocol.postgres.Messages.row;

import io.galopin.testkit.Dialogue;
import io.galopin.testkit.ProtocolContract;
import org.junit.jupiter.api.Test;

class PostgresContractTest {

  private static final Dialogue STATEMENTS =
      Dialogue.start()
          .client(STARTUP)
          .backend(LOGGED_IN)
          .client(query("SELECT id FROM a"))
          .backend(DESCRIPTION + row("1") + row("22") + complete("SELECT 2") + ready('I'))
          .client(parse("", "UPDATE a SET x = 1") + bind("", "") + execute("") + SYNC)
          .backend(PARSED + BOUND + complete("UPDATE 1"))
          .backend(notification("news") + ready('I'));

  @Test
  void keepsToTheContractOfProtocols() {
    ProtocolContract.check(new PostgresProtocolFactory(), STATEMENTS);
  }
}
