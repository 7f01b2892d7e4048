package io.galopin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.rule.RuleSet;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests a proxy that several threads change at once. */
class ChangesAtOnceTest {

  private static final int ROUNDS = 150;

  private final Rig rig = new Rig();

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  @Test
  void rulesThatAreSetTakeNothingElseBack() throws IOException {
    Proxy proxy = rig.open(new TurnProtocol(), rig.backend(socket -> {}));
    AtomicBoolean enough = new AtomicBoolean();
    CompletableFuture<Void> rules =
        CompletableFuture.runAsync(
            () -> {
              while (!enough.get()) {
                proxy.setRules(RuleSet.none());
              }
            });
    try {
      for (int i = 0; i < ROUNDS; i++) {
        // An address is taken on an event loop, and so is what follows.
        proxy.become(proxy.spec().withEnabled(false)).join();
        proxy.become(proxy.spec().withEnabled(true)).join();
        assertThat(proxy.spec().enabled()).as("round %d", i).isTrue();
      }
    } finally {
      enough.set(true);
      rules.join();
    }
  }
}
