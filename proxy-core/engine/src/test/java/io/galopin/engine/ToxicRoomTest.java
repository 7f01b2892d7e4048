package io.galopin.engine;

import static io.galopin.engine.ToxicRig.down;
import static io.galopin.engine.ToxicRig.latency;
import static io.galopin.engine.ToxicRig.read;
import static io.galopin.engine.ToxicRig.slices;
import static io.galopin.engine.ToxicRig.stay;
import static io.galopin.engine.ToxicRig.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.engine.hold.HeldMemory;
import io.galopin.engine.rule.ToxicSpec;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests what a toxic passes to those after it while they hold as much as a link may. */
class ToxicRoomTest {

  private static final int MOST = 1 << 15;

  /** The process has enough room; only the link is full. */
  private final Rig rig = new Rig(EngineSettings.withSeed(42).withHeld(MOST, 64L << 20));

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  private Proxy open(ToxicSpec... toxics) throws IOException {
    Proxy proxy =
        rig.open(
            new TurnProtocol(),
            rig.backend(socket -> socket.getInputStream().transferTo(socket.getOutputStream())));
    proxy.setToxics(List.of(toxics));
    return proxy;
  }

  @Test
  void waitsUntilThereIsRoomBehindIt() throws IOException {
    ToxicSpec slices = down("sliced", slices(1));
    Proxy proxy = open(slices, down("late", stay()));
    String text = "x".repeat(2_000);
    // As much as waits if the later one gets pieces until it is full, and what is left of the text.
    int most = MOST + 3 * HeldMemory.PIECE + 2 * text.length();
    try (Socket client = rig.connect(proxy)) {
      write(client, text);
      await().until(() -> rig.engine.heldBytes() >= MOST);
      await().during(Duration.ofMillis(100)).until(() -> rig.engine.heldBytes() <= most);

      proxy.setToxics(List.of(slices, down("late", latency(Duration.ZERO))));
      assertThat(read(client, text.length())).isEqualTo(text);
    }
  }

  /** Otherwise nothing would ever leave it. */
  @Test
  void doesNotCountWhatItHoldsItself() throws IOException {
    Proxy proxy = open(down("late", latency(Duration.ofMillis(20))));
    String text = "x".repeat(2 * MOST);
    try (Socket client = rig.connect(proxy)) {
      write(client, text);
      assertThat(read(client, text.length())).isEqualTo(text);
    }
  }
}
