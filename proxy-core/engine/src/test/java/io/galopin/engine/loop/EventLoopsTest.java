package io.galopin.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.engine.Engine;
import io.galopin.engine.EngineSettings;
import io.galopin.engine.Proxy;
import io.galopin.engine.Rig;
import io.galopin.engine.TurnProtocol;
import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.net.Socket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventLoopsTest {

  private static final byte[] QUESTION = {1, 2, 3};

  @Test
  void serveAnEngineWhenAnotherThatSharesThemHasClosed() throws IOException {
    try (EventLoops loops = EventLoops.embedded(1);
        Rig first = new Rig(new Engine(EngineSettings.withSeed(1), loops));
        Rig second = new Rig(new Engine(EngineSettings.withSeed(2), loops))) {
      Address backend = second.backend(EventLoopsTest::echo);
      Proxy gone = first.open(new TurnProtocol(), backend);
      Proxy stays = second.open(new TurnProtocol(), backend);

      first.engine.close();

      assertThat(gone.address()).isEmpty();
      assertThat(ask(second, stays)).isEqualTo(QUESTION);
    }
  }

  @Test
  void haveAsManyThreadsForManyEnginesAsForOne() throws IOException {
    // Threads of a test before may still be ending.
    await().until(() -> threads() == 0);
    EventLoops loops = EventLoops.embedded(2);
    try (Rig rig = new Rig(new Engine(EngineSettings.withSeed(1), loops))) {
      Address backend = rig.backend(EventLoopsTest::echo);
      Rig[] rigs =
          IntStream.range(0, 20)
              .mapToObj(seed -> new Rig(new Engine(EngineSettings.withSeed(seed), loops)))
              .toArray(Rig[]::new);
      for (Rig each : rigs) {
        assertThat(ask(each, each.open(new TurnProtocol(), backend))).isEqualTo(QUESTION);
      }

      assertThat(threads()).isEqualTo(2);
      for (Rig each : rigs) {
        each.close();
      }
    }
    loops.close();
    await().until(() -> threads() == 0);
  }

  private static byte[] ask(Rig rig, Proxy proxy) throws IOException {
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write(QUESTION);
      client.shutdownOutput();
      return client.getInputStream().readAllBytes();
    }
  }

  private static void echo(Socket socket) throws IOException {
    socket.getInputStream().transferTo(socket.getOutputStream());
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("galopin-io"))
        .count();
  }
}
