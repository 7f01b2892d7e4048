package io.galopin.engine;

import static io.galopin.engine.ToxicRig.closeAfter;
import static io.galopin.engine.ToxicRig.read;
import static io.galopin.engine.ToxicRig.stay;
import static io.galopin.engine.ToxicRig.write;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Direction;
import io.galopin.api.Options;
import io.galopin.api.Toxic;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Conditions;
import io.galopin.engine.match.OwnAttributes;
import io.galopin.engine.match.Trigger;
import io.galopin.engine.match.Triggers;
import io.galopin.engine.rule.Draws;
import io.galopin.engine.rule.Scope;
import io.galopin.engine.rule.ToxicSpec;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests on which connections a toxic acts, and when. */
class ToxicScopeTest {

  private final ToxicRig rig = new ToxicRig();

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  @Test
  void toxicityZeroChangesNothingAndOthersAreDrawnPerConnection() throws IOException {
    ToxicSpec some =
        new ToxicSpec(
            "some", "test", Direction.DOWNSTREAM, 0.5, Options.defaults(List.of()), closeAfter(0));
    ToxicSpec never =
        new ToxicSpec(
            "never", "test", Direction.DOWNSTREAM, 0, Options.defaults(List.of()), closeAfter(0));
    Proxy proxy = rig.open(some, never);
    Draws draws = Draws.of(42, proxy.spec().name());
    for (int connection = 1; connection <= 40; connection++) {
      try (Socket client = rig.connect(proxy)) {
        write(client, "x");
        boolean closed = client.getInputStream().read() == -1;
        assertThat(closed)
            .as("connection %d", connection)
            .isEqualTo(draws.number(connection, "toxicity", "some") < 0.5);
      }
    }
  }

  @Test
  void actsOnTheConnectionsThatItIsAbout() throws IOException {
    Proxy proxy =
        rig.open(
            scoped(
                Conditions.within(OwnAttributes.CONNECTION, 2, 3), Trigger.ALWAYS, closeAfter(1)));
    assertThat(List.of(echoed(proxy), echoed(proxy), echoed(proxy), echoed(proxy)))
        .containsExactly("abc", "a", "a", "abc");

    proxy.setToxics(List.of(scoped(from("10.0.0.0/8"), Trigger.ALWAYS, closeAfter(1))));
    assertThat(echoed(proxy)).isEqualTo("abc");
    proxy.setToxics(List.of(scoped(from("127.0.0.0/8"), Trigger.ALWAYS, closeAfter(1))));
    assertThat(echoed(proxy)).isEqualTo("a");
  }

  @Test
  void countsTheConnectionsThatComeAfterItWasSet() throws IOException {
    Proxy proxy = rig.open();
    try (Socket earlier = rig.connect(proxy)) {
      write(earlier, "a");
      assertThat(read(earlier, 1)).isEqualTo("a");
      proxy.setToxics(List.of(scoped(Condition.always(), Triggers.calls(2, 2), closeAfter(1))));
      assertThat(List.of(echoed(proxy), echoed(proxy), echoed(proxy)))
          .containsExactly("abc", "a", "abc");
      write(earlier, "bc");
      assertThat(read(earlier, 2)).isEqualTo("bc");
    }
  }

  @Test
  void actsWhileItsTimeIs() throws IOException {
    Proxy proxy = rig.open(scoped(Condition.always(), Triggers.until(Duration.ofHours(1)), stay()));
    try (Socket client = rig.connect(proxy)) {
      write(client, "a");
      await().until(() -> rig.engine().heldBytes() > 0);
      // Nothing comes from either peer when the time is over.
      proxy.setToxics(
          List.of(scoped(Condition.always(), Triggers.until(Duration.ofMillis(200)), stay())));
      assertThat(read(client, 1)).isEqualTo("a");
    }
    proxy.setToxics(
        List.of(scoped(Condition.always(), Triggers.after(Duration.ofHours(1)), closeAfter(1))));
    assertThat(echoed(proxy)).isEqualTo("abc");
  }

  private static Condition from(String network) {
    return Conditions.from(OwnAttributes.CLIENT, network);
  }

  private static ToxicSpec scoped(Condition when, Trigger trigger, Toxic toxic) {
    return new ToxicSpec(
        "scoped",
        "test",
        Direction.DOWNSTREAM,
        1,
        Options.defaults(List.of()),
        toxic,
        new Scope(when, trigger));
  }

  /** Returns what comes back from the echo on a new connection. */
  private String echoed(Proxy proxy) throws IOException {
    try (Socket client = rig.connect(proxy)) {
      write(client, "abc");
      client.shutdownOutput();
      return new String(client.getInputStream().readAllBytes(), US_ASCII);
    }
  }
}
