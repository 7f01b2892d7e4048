package io.galopin.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.client.Direction;
import io.galopin.client.JournalEntry;
import io.galopin.client.Proxy;
import io.galopin.client.Toxic;
import java.io.IOException;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Runs many tests at once in front of one backend. */
class ParallelTest {

  private static final int TESTS = 64;

  /** Lets tests wait until the others, as far as they run, have set up their proxies. */
  private static final CountDownLatch TOGETHER = new CountDownLatch(TESTS);

  private static final Set<Integer> CUTS = ConcurrentHashMap.newKeySet();

  static class Tests {
    @RepeatedTest(TESTS)
    void seesItsOwnFaultOnly(
        RepetitionInfo repetition,
        @GalopinProxy(upstreamFrom = "io.galopin.junit.Echo#SHARED") Proxy proxy)
        throws Exception {
      int bytes = repetition.getCurrentRepetition();
      proxy.addToxic(Toxic.limitData(bytes));
      TOGETHER.countDown();
      boolean all = TOGETHER.await(2, TimeUnit.SECONDS);

      assertThat(echoed(proxy)).as("beside all others: %s", all).isEqualTo(bytes);
      assertThat(proxy.traffic().connections()).isEqualTo(1);
      assertThat(proxy.journal())
          .isNotEmpty()
          .allSatisfy(
              entry -> {
                assertThat(entry.origin()).isEqualTo(JournalEntry.Origin.INJECTED);
                assertThat(entry.connection()).isEqualTo(1);
                assertThat(entry.direction()).contains(Direction.DOWNSTREAM);
              });
      CUTS.add(bytes);
    }

    private static int echoed(Proxy proxy) throws IOException {
      try (Socket socket = new Socket(proxy.host(), proxy.port())) {
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(new byte[1000]);
        return socket.getInputStream().readAllBytes().length;
      }
    }
  }

  @BeforeEach
  void forget() {
    CUTS.clear();
  }

  @Test
  void testsSeeTheirOwnFaultsOnly() {
    Run run = Run.inParallel(Tests.class);

    assertThat(run.failures()).isEmpty();
    assertThat(run.succeeded()).isEqualTo(TESTS);
    assertThat(CUTS).hasSize(TESTS);
  }
}
