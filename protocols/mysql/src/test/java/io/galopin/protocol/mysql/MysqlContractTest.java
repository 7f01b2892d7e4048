package io.galopin.protocol.mysql;

import io.galopin.testkit.Dialogue;
import io.galopin.testkit.ProtocolContract;
import io.galopin.testkit.Script;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MysqlContractTest {

  /** Bytes that are changed at will must not look like what is edited. */
  private static final Map<String, String> UNEDITED = Map.of("compression", "pass");

  /** Those that are not long. */
  private static final Set<String> SOME =
      Set.of("results", "a cursor", "a file", "another user", "prepared and executed at once");

  private static final Dialogue[] DIALOGUES =
      Scripts.all().stream()
          .filter(script -> SOME.contains(script.name()))
          .map(Script::dialogue)
          .toArray(Dialogue[]::new);

  @Test
  void keepsToTheContractOfProtocols() {
    ProtocolContract.check(new MysqlProtocolFactory(), UNEDITED, DIALOGUES);
  }

  @Test
  void seesTheSameWithTheUsualOptions() {
    for (Dialogue dialogue : DIALOGUES) {
      ProtocolContract.keepsBytes(new MysqlProtocolFactory(), Map.of(), dialogue);
    }
  }
}
