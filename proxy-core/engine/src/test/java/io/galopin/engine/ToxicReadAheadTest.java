package io.galopin.engine;

import static io.galopin.engine.ToxicRig.down;
import static io.galopin.engine.ToxicRig.stay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Move;
import io.galopin.api.Stage;
import io.galopin.api.Toxic;
import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests how much toxics hold per direction. */
class ToxicReadAheadTest {

  private static final int MOST_READ_AT_ONCE = 1 << 19;

  private final ToxicRig rig = new ToxicRig();

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  @Test
  void whatAToxicHoldsIsBoundedAndSlowsTheSender() throws Exception {
    AtomicLong written = new AtomicLong();
    Address backend =
        rig.backend(
            socket -> {
              byte[] block = new byte[1 << 16];
              for (int i = 0; i < 1024; i++) {
                socket.getOutputStream().write(block);
                written.addAndGet(block.length);
              }
            });
    Proxy proxy = rig.open(backend);
    proxy.setToxics(List.of(down("stay", stay())));
    try (Socket client = rig.connect(proxy)) {
      await().until(() -> rig.engine().heldBytes() >= 1 << 20);
      AtomicLong seen = new AtomicLong();
      await()
          .during(Duration.ofMillis(200))
          .until(() -> seen.getAndSet(written.get()) == written.get());
      assertThat(rig.engine().heldBytes()).isLessThan(3 << 20);
      assertThat(written.get()).isLessThan(64L << 20);
      proxy.setToxics(List.of());
      InputStream in = client.getInputStream();
      in.skipNBytes(64L << 20);
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void theFirstToxicSaysHowMuchIsReadAhead() throws Exception {
    int ahead = 1 << 16;
    int length = 8 << 20;
    Address backend = rig.backend(socket -> socket.getOutputStream().write(new byte[length]));
    Proxy proxy = rig.open(backend);
    proxy.setToxics(List.of(down("slow", reading(ahead)), down("stay", reading(1))));
    try (Socket client = rig.connect(proxy)) {
      await().until(() -> rig.engine().heldBytes() >= ahead);
      await()
          .during(Duration.ofMillis(200))
          .until(() -> rig.engine().heldBytes() < ahead + MOST_READ_AT_ONCE);
      proxy.setToxics(List.of());
      client.getInputStream().skipNBytes(length);
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  private static Toxic reading(long ahead) {
    return (place, before) ->
        new Stage() {
          @Override
          public Move onBytes(int length, long arrived) {
            return Move.stay();
          }

          @Override
          public long readAhead() {
            return ahead;
          }
        };
  }
}
