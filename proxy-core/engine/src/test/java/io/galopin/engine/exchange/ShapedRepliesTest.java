package io.galopin.engine.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Action;
import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.engine.LineProtocol;
import io.galopin.engine.Proxy;
import io.galopin.engine.Rig;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.Address;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests what behaviors do to a reply on its way, over real sockets. */
class ShapedRepliesTest {

  private static final String BODY = "0123456789".repeat(30);
  private static final String REPLY = "GOT 300\n" + BODY;

  private final Rig rig = new Rig();
  private final Queue<String> atBackend = new ConcurrentLinkedQueue<>();
  private Address backend = new Address("127.0.0.1", 1);

  @BeforeEach
  void startBackend() throws IOException {
    backend = rig.backend(this::answer);
  }

  /** Replies to each line with a body, in a few writes that end at arbitrary places. */
  private void answer(Socket socket) throws IOException {
    Random random = new Random(7);
    var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      atBackend.add(line);
      int cut = random.nextInt(REPLY.length());
      socket.getOutputStream().write(REPLY.substring(0, cut).getBytes(US_ASCII));
      socket.getOutputStream().flush();
      socket.getOutputStream().write(REPLY.substring(cut).getBytes(US_ASCII));
    }
  }

  @AfterEach
  void close() throws IOException {
    rig.close();
    assertThat(rig.engine.heldBytes()).isZero();
  }

  /** Decides so after the reply to {@code b}. */
  private static Behavior onB(Action... actions) {
    return new Behavior() {
      private Decision decide(Exchange exchange, int hook) {
        return exchange.request().label().equals("b") && hook < actions.length
            ? Decision.act(actions[hook])
            : Decision.pass();
      }

      @Override
      public Decision onBeforeHandle(Exchange exchange) {
        return decide(exchange, 1);
      }

      @Override
      public Decision onAfterHandle(Exchange exchange) {
        return decide(exchange, 0);
      }
    };
  }

  private Socket send(Behavior behavior, String requests) throws IOException {
    Socket client = rig.connect(rig.open(new LineProtocol(), backend, behavior));
    client.getOutputStream().write(requests.getBytes(US_ASCII));
    return client;
  }

  private String all(Behavior behavior, String requests) throws IOException {
    try (Socket client = send(behavior, requests)) {
      client.shutdownOutput();
      return new String(client.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  private List<String> faults() {
    return rig.engine.journal().after(0, 1000).stream()
        .map(entry -> entry.exchange() + " " + entry.decision() + " [" + entry.request() + "]")
        .toList();
  }

  @Test
  void aTruncatedReplyEndsWithTheConnection() throws IOException {
    assertThat(all(onB(new Action.Truncate(42, Action.End.CLOSE)), "a\nb\nc\n"))
        .isEqualTo(REPLY + "GOT 300\n" + BODY.substring(0, 42));
    assertThat(faults()).containsExactly("2 cut the reply short, close [b]");
  }

  @Test
  void aTruncatedReplyMayEndWithAReset() throws IOException {
    try (Socket client = send(onB(new Action.Truncate(42, Action.End.RESET)), "b\n")) {
      String begun = "GOT 300\n" + BODY.substring(0, 42);
      assertThat(client.getInputStream().readNBytes(begun.length()))
          .asString(US_ASCII)
          .isEqualTo(begun);
      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    }
    assertThat(faults()).containsExactly("1 cut the reply short, reset [b]");
  }

  @Test
  void aReplyThatIsShorterIsNotTruncated() throws IOException {
    assertThat(all(onB(new Action.Truncate(300, Action.End.CLOSE)), "a\nb\nc\n"))
        .isEqualTo(REPLY.repeat(3));
    assertThat(faults()).isEmpty();
  }

  @Test
  void aLostReplyIsReadToItsEndAndTheClientIsClosed() throws IOException {
    assertThat(all(onB(new Action.Lose(Action.End.CLOSE)), "a\nb\n")).isEqualTo(REPLY);
    assertThat(atBackend).containsExactly("a", "b");
    assertThat(faults()).containsExactly("2 lose the reply, close [b]");
  }

  @Test
  void aLostReplyMayBeSilence() throws IOException {
    Proxy proxy = rig.open(new LineProtocol(), backend, onB(new Action.Lose(Action.End.SILENCE)));
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write("b\n".getBytes(US_ASCII));
      await().until(() -> faults().contains("1 lose the reply, silence [b]"));
      assertThat(client.getInputStream().available()).isZero();
      proxy.setRules(RuleSet.none());
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void aReplyThatEndsWithTheConnectionIsLostThen() throws IOException {
    backend = rig.backend(ShapedRepliesTest::answerAndGo);

    assertThat(all(onB(new Action.Lose(Action.End.CLOSE)), "b\n")).isEmpty();

    assertThat(faults()).containsExactly("1 lose the reply, close [b]");
  }

  @Test
  void silenceOutlastsTheBackend() throws IOException {
    backend = rig.backend(ShapedRepliesTest::answerAndGo);
    Proxy proxy = rig.open(new LineProtocol(), backend, onB(new Action.Lose(Action.End.SILENCE)));
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write("b\n".getBytes(US_ASCII));
      await().until(() -> faults().contains("1 lose the reply, silence [b]"));
      client.setSoTimeout(300);
      assertThatThrownBy(() -> client.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      client.shutdownOutput();
      client.setSoTimeout(30_000);
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  /** Closes the connection before the end of its reply. */
  private static void answerAndGo(Socket socket) throws IOException {
    new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
    socket.getOutputStream().write(REPLY.substring(0, 100).getBytes(US_ASCII));
  }

  @Test
  void onlyTheBodyIsCorruptedAndTheSameBitsEachTime() throws IOException {
    String first = all(onB(new Action.Corrupt(100)), "a\nb\nc\n");

    assertThat(first).startsWith(REPLY + "GOT 300\n").endsWith(REPLY).hasSize(3 * REPLY.length());
    String body = first.substring(REPLY.length() + 8, 2 * REPLY.length());
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < body.length(); i++) {
      if (body.charAt(i) != BODY.charAt(i)) {
        places.add(i);
      }
    }
    assertThat(places).hasSize(3).startsWith(0);
    assertThat(places.get(1)).isBetween(100, 199);
    assertThat(places.get(2)).isBetween(200, 299);
    try (Rig again = new Rig()) {
      Proxy proxy = again.open(new LineProtocol(), backend, onB(new Action.Corrupt(100)));
      try (Socket client = again.connect(proxy)) {
        client.getOutputStream().write("a\nb\nc\n".getBytes(US_ASCII));
        client.shutdownOutput();
        assertThat(client.getInputStream().readAllBytes()).asString(US_ASCII).isEqualTo(first);
      }
    }
  }

  @Test
  void aThrottledReplyArrivesCompleteAndInOrder() throws IOException {
    assertThat(all(onB(new Action.Throttle(3000)), "a\nb\nc\n")).isEqualTo(REPLY.repeat(3));
    assertThat(faults()).containsExactly("2 throttle to 3000 bytes per second [b]");
  }

  @Test
  void aHeadIsRewritten() throws IOException {
    Action rewrite = new Action.Rewrite(Map.of("reply", "GOT changed"));
    assertThat(all(onB(rewrite), "a\nb\nc\n")).isEqualTo(REPLY + "GOT changed\n" + BODY + REPLY);
    assertThat(faults()).containsExactly("2 rewrite reply [b]");
  }

  @Test
  void aRequestsHeadIsRewrittenBeforeItGoes() throws IOException {
    Action rewrite = new Action.Rewrite(Map.of("reply", "x"));
    assertThat(all(onB(Decision.pass().action(), rewrite), "a\nb\nc\n")).isEqualTo(REPLY.repeat(3));
    assertThat(atBackend).containsExactly("a", "x", "c");
  }
}
