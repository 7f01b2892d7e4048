package io.galopin.engine;

import static io.galopin.engine.ToxicRig.down;
import static io.galopin.engine.ToxicRig.read;
import static io.galopin.engine.ToxicRig.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Behavior;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.loop.EventLoops;
import io.galopin.engine.socket.Address;
import io.galopin.unsound.Blocking;
import io.galopin.unsound.UnsoundSession;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests plugins that never return, or only after a long time. */
class BlockingPluginTest {

  private final LogLines log = new LogLines();
  private final Blocking blocking = new Blocking();
  private final EventLoops loops = EventLoops.start(2);
  private final Rig rig = new Rig(new Engine(EngineSettings.withSeed(42), loops));

  @AfterEach
  void close() throws IOException {
    blocking.release();
    rig.close();
    loops.close();
    log.close();
  }

  private Address echo() throws IOException {
    return rig.backend(socket -> socket.getInputStream().transferTo(socket.getOutputStream()));
  }

  private void awaitLine(String words) {
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(log.with(words)).isNotEmpty());
  }

  private void isNamedAndThenServes(Proxy proxy, String words) throws IOException {
    try (Socket client = rig.connect(proxy)) {
      write(client, "a\n");
      awaitLine("p0#1: " + words + ": has not returned for ");
      assertThat(log.traces(words)).isPositive();
      blocking.release();
      assertThat(read(client, 2)).isEqualTo("a\n");
    }
  }

  @Test
  void aBehaviorThatTakesLongIsNamedWithTheStackOfItsLoop() throws IOException {
    isNamedAndThenServes(
        rig.open(new LineProtocol(), echo(), blocking.behavior()),
        "behavior always takes long in onBeforeHandle");
  }

  @Test
  void aToxicThatTakesLongIsNamed() throws IOException {
    Proxy proxy = rig.open(new TurnProtocol(), echo());
    proxy.setToxics(List.of(down("late", blocking.toxic())));
    isNamedAndThenServes(proxy, "toxic test takes long in onBytes");
  }

  @Test
  void aProtocolThatTakesLongIsNamed() throws IOException {
    isNamedAndThenServes(
        rig.open(UnsoundSession.protocol(new LineProtocol(), "cutReply", blocking), echo()),
        "protocol test takes long in cutReply");
  }

  @Test
  void newConnectionsGoToLoopsOnWhichNoPluginHangs() throws IOException {
    Address backend = echo();
    Proxy hanging = rig.open(new LineProtocol(), backend, blocking.behavior());
    Proxy other = rig.open(new LineProtocol(), backend, new Behavior() {});
    try (Socket client = rig.connect(hanging)) {
      write(client, "a\n");
      awaitLine("new ones go to others");
      assertThat(rig.engine.journal().after(0, 100))
          .filteredOn(entry -> entry.origin() == Journal.Origin.PROXY)
          .hasSize(1)
          .allSatisfy(entry -> assertThat(entry.plugin()).isEqualTo("always"));

      List<Socket> clients = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        Socket served = rig.connect(other);
        clients.add(served);
        write(served, "b\n");
        assertThat(read(served, 2)).isEqualTo("b\n");
      }
      Proxy later = rig.open(new LineProtocol(), backend);
      try (Socket served = rig.connect(later)) {
        write(served, "c\n");
        assertThat(read(served, 2)).isEqualTo("c\n");
      }
      for (Socket served : clients) {
        served.close();
      }
    }
  }

  @Test
  void anEngineClosesAlsoWhereAPluginHangs() throws IOException {
    Proxy hanging = rig.open(new LineProtocol(), echo(), blocking.behavior());
    try (Socket client = rig.connect(hanging)) {
      write(client, "a\n");
      awaitLine("new ones go to others");
      rig.engine.close();
      loops.close();
      assertThat(log.with("closed although an event loop hangs in a plugin")).hasSize(2);
    }
    blocking.release();
    // Nobody waits for that loop any more.
    await().until(() -> rig.engine.heldBytes() == 0);
  }
}
