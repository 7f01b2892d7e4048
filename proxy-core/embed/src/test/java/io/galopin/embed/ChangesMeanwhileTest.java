package io.galopin.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.client.Proxy;
import io.galopin.client.ProxyDraft;
import io.galopin.client.Toxic;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests changes of a proxy that come while another change is being made. */
class ChangesMeanwhileTest {

  private final Web web = new Web();
  private final Galopin galopin = Galopin.start(42);
  private final ProxyDraft draft = galopin.proxy("web", web.address()).protocol("http");

  @AfterEach
  void close() {
    galopin.close();
    web.close();
  }

  /** Uses the lock that delays populate. */
  @Test
  @SuppressWarnings("LockOnNonEnclosingClassLiteral")
  void aToxicThatIsAddedWhileProxiesArePopulatedStays() throws InterruptedException {
    Proxy proxy = draft.start();
    Thread populating = new Thread(() -> galopin.populate(List.of(draft)));
    Thread adding = new Thread(() -> proxy.addToxic(Toxic.bandwidth(1000)));

    // At this point, populate already knows what proxies will become.
    synchronized (WarmUp.class) {
      populating.start();
      await().until(() -> populating.getState() == Thread.State.BLOCKED);
      adding.start();
      await().until(() -> isWaiting(adding) || !adding.isAlive());
    }
    populating.join();
    adding.join();

    assertThat(proxy.toxics()).extracting(Toxic::name).containsExactly("bandwidth_downstream");
  }

  private static boolean isWaiting(Thread thread) {
    return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.BLOCKED;
  }
}
