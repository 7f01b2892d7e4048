package io.galopin.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.client.GalopinException;
import io.galopin.client.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests runs in which more happens than the journal keeps. */
class LongJournalTest {

  private static final int RULES = 999;

  private final Web web = new Web();
  private final Galopin galopin = Galopin.start(42);
  private final Proxy proxy = galopin.proxy("web", web.address()).protocol("http").start();

  @AfterEach
  void close() {
    galopin.close();
    web.close();
  }

  /** Writes more entries than the journal keeps, many for each exchange. */
  private void much() {
    List<String> rules = new ArrayList<>();
    for (int i = 0; i < RULES; i++) {
      rules.add("slow-" + i + ": delay sleep=1us continue");
    }
    rules.add(0, "early: first 1 delay sleep=1us continue");
    proxy.setRules(rules);
    for (int i = 0; i * RULES <= 65_536; i++) {
      Web.get(proxy, "/");
    }
    assertThat(proxy.journal()).noneMatch(entry -> entry.rule().equals("early"));
    assertThat(proxy.journalLetGo()).isPositive();
  }

  @Test
  void proofIsNotForgottenAndARecordingIsRefused() {
    much();

    assertThat(galopin.proofUntilNow().unfired()).isEmpty();
    assertThatThrownBy(galopin::recording)
        .isInstanceOf(GalopinException.class)
        .hasMessageMatching(
            "recording: the journal no longer has its oldest [0-9]+ entries \\(expected: all of"
                + " the run; take it earlier, or let galopin --journal write a file, and read"
                + " that\\)");
  }
}
