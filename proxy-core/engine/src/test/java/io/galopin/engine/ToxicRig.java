package io.galopin.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Behavior;
import io.galopin.api.Direction;
import io.galopin.api.Move;
import io.galopin.api.Options;
import io.galopin.api.Stage;
import io.galopin.api.Toxic;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

/**
 * An engine with toxics in front of an echo, for tests. Limits what its connections hold, and
 * checks that nothing is left when it is closed.
 */
final class ToxicRig implements AutoCloseable {

  private final Rig rig = new Rig(EngineSettings.withSeed(42).withHeld(1 << 20, 2 << 20));

  Engine engine() {
    return rig.engine;
  }

  /** Opens a proxy with these toxics in front of an echo. */
  Proxy open(ToxicSpec... toxics) throws IOException {
    Proxy proxy = open(backend(ToxicRig::echo));
    proxy.setToxics(List.of(toxics));
    return proxy;
  }

  /** A proxy without toxics. */
  Proxy open(Address backend) {
    return rig.open(new TurnProtocol(), backend);
  }

  /** Opens a proxy without toxics, with a behavior that acts on each line. */
  Proxy openLines(Behavior always) throws IOException {
    return rig.open(new LineProtocol(), backend(ToxicRig::echo), always);
  }

  Address backend(Rig.Serve serve) throws IOException {
    return rig.backend(serve);
  }

  Socket connect(Proxy proxy) {
    return rig.connect(proxy);
  }

  @Override
  public void close() throws IOException {
    rig.close();
    assertThat(rig.engine.heldBytes()).isZero();
  }

  /** Sends back what it receives, and ends when the client does. */
  private static void echo(Socket socket) throws IOException {
    socket.getInputStream().transferTo(socket.getOutputStream());
  }

  static ToxicSpec toxic(String name, Direction direction, Toxic toxic) {
    return new ToxicSpec(name, "test", direction, 1, Options.defaults(List.of()), toxic);
  }

  static ToxicSpec down(String name, Toxic toxic) {
    return toxic(name, Direction.DOWNSTREAM, toxic);
  }

  static Toxic latency(Duration delay) {
    return (place, before) ->
        (length, arrived) -> {
          long due = arrived + delay.toNanos();
          return place.now() - due >= 0 ? Move.passAll() : Move.waitUntil(due);
        };
  }

  static Toxic stay() {
    return (place, before) -> (length, arrived) -> Move.stay();
  }

  static Toxic slices(int size) {
    return (place, before) -> (length, arrived) -> Move.pass(size);
  }

  static Toxic closeAfter(int most) {
    return (place, before) ->
        new Stage() {
          private int left = most;

          @Override
          public Move onBytes(int length, long arrived) {
            int now = Math.min(left, length);
            left -= now;
            return now == 0 ? Move.close() : Move.pass(now);
          }
        };
  }

  static String read(Socket socket, int count) throws IOException {
    return new String(socket.getInputStream().readNBytes(count), US_ASCII);
  }

  static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
  }
}
