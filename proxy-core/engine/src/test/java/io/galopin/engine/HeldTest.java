package io.galopin.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Replies that a fault holds back, and what happens on the connection meanwhile. */
class HeldTest {

  private static final Duration HELD = Duration.ofMillis(900);
  private static final Duration IDLE = Duration.ofMillis(250);

  private final Rig rig = new Rig();

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  private static Behavior holdsReplies() {
    return new Behavior() {
      @Override
      public Decision onAfterHandle(Exchange exchange) {
        return Decision.delay(HELD);
      }
    };
  }

  private static Limits idleTimeout() {
    return new Limits(
        Duration.ofSeconds(30),
        Optional.of(IDLE),
        OptionalInt.empty(),
        Duration.ofSeconds(30),
        OptionalInt.empty(),
        OptionalInt.empty());
  }

  /** What the client got, {@code "… and a reset"} if that was its end. */
  private static String all(Socket client) {
    StringBuilder got = new StringBuilder();
    try {
      for (int next = client.getInputStream().read();
          next >= 0;
          next = client.getInputStream().read()) {
        got.append((char) next);
      }
    } catch (IOException reset) {
      got.append("and a reset");
    }
    return got.toString();
  }

  @Test
  void areNoIdleTime() throws IOException {
    Address backend =
        rig.backend(
            socket -> {
              socket.getInputStream().read();
              socket.getOutputStream().write("held\n".getBytes(US_ASCII));
              socket.getInputStream().readAllBytes();
            });
    Proxy proxy = rig.open(new LineProtocol(), backend, Rig.always(holdsReplies()), idleTimeout());
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write("a\n".getBytes(US_ASCII));
      assertThat(all(client)).isEqualTo("held\n");
    }
  }

  @Test
  void comeBeforeTheResetOfABackendThatHasGone() throws IOException {
    Address backend =
        rig.backend(
            socket -> {
              socket.getInputStream().read();
              socket.getInputStream().read();
              socket.getOutputStream().write("held\n".getBytes(US_ASCII));
              // Once the reply has gone on to the proxy, a reset does not overtake it there.
              socket.getInputStream().read();
              socket.setSoLinger(true, 0);
            });
    Proxy proxy = rig.open(new LineProtocol(), backend, holdsReplies());
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write("a\n".getBytes(US_ASCII));
      // Has the backend read on: what comes after a reply that is held tells that it was read.
      await().until(() -> rig.engine.heldBytes() > 0);
      client.getOutputStream().write("b\n".getBytes(US_ASCII));
      assertThat(all(client)).isEqualTo("held\nand a reset");
    }
  }
}
