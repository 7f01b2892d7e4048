package io.galopin.engine.rule;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.OptionException;
import io.galopin.engine.Limits;
import io.galopin.engine.LineProtocol;
import io.galopin.engine.LogLines;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.Rig;
import io.galopin.engine.match.Term;
import io.galopin.engine.socket.Address;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests draws that follow from what clients send, over real sockets. */
class IdentitiesTest {

  private static void echo(Socket socket) throws IOException {
    var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      socket.getOutputStream().write(("re: " + line + "\n").getBytes(US_ASCII));
    }
  }

  private static Proxy open(Rig rig) throws IOException {
    Behavior fail =
        new Behavior() {
          @Override
          public Decision onBeforeHandle(Exchange exchange) {
            return exchange.draw("how") < 0.5 ? Decision.fail(Failure.ERROR) : Decision.babble(4);
          }
        };
    RuleSet half = RuleSet.of(Mix.of(Map.of("half", BigDecimal.valueOf(50)), name -> fail));
    ProxySpec spec =
        new ProxySpec(
            "p",
            new Address("127.0.0.1", 0),
            rig.backend(IdentitiesTest::echo),
            "test",
            new LineProtocol(),
            half,
            Limits.defaults(),
            true);
    return rig.engine.open(spec.withDrawBy(Optional.of(new Term(LineProtocol.LINE, "")))).join();
  }

  /** Sends lines in this order, each on its own connection, and returns what happens to each. */
  private static Map<String, List<String>> fates(List<String> lines) throws IOException {
    Map<String, List<String>> fates = new TreeMap<>();
    try (Rig rig = new Rig()) {
      Proxy proxy = open(rig);
      for (String line : lines) {
        try (Socket client = rig.connect(proxy)) {
          client.getOutputStream().write((line + "\n").getBytes(US_ASCII));
          client.shutdownOutput();
          String reply = new String(client.getInputStream().readAllBytes(), US_ASCII);
          fates.computeIfAbsent(line, first -> new ArrayList<>()).add(reply);
        }
      }
    }
    return fates;
  }

  @Test
  void areTheSameInAnyOrderOfConnections() throws IOException {
    List<String> lines =
        IntStream.range(0, 120).mapToObj(i -> "key" + i % 40).collect(Collectors.toList());
    Map<String, List<String>> inOrder = fates(lines);
    Collections.shuffle(lines, new Random(3));

    assertThat(fates(lines)).isEqualTo(inOrder);
    List<String> all = inOrder.values().stream().flatMap(List::stream).toList();
    assertThat(all.stream().filter(fate -> fate.startsWith("re:")).count()).isBetween(35L, 85L);
    // The same key again has another fate.
    assertThat(inOrder.values().stream().filter(of -> of.stream().distinct().count() > 1).count())
        .isGreaterThan(10);
  }

  @Test
  void areInTheJournal() throws IOException {
    try (Rig rig = new Rig()) {
      Proxy proxy = open(rig);
      try (Socket client = rig.connect(proxy)) {
        client.getOutputStream().write("same\n".repeat(40).getBytes(US_ASCII));
        client.shutdownOutput();
        client.getInputStream().readAllBytes();
      }
      assertThat(rig.engine.journal().after(0, 100))
          .isNotEmpty()
          .allSatisfy(
              entry ->
                  assertThat(entry.identity())
                      .isEqualTo(entry.exchange() == 1 ? "same" : "same #" + entry.exchange()));
    }
  }

  /** A replay relies on these texts, so no two exchanges may share one. */
  @Test
  void areShownSoThatEachIsAnother() {
    Identities identities = new Identities("web", new Term(LineProtocol.LINE, ""));
    String alike = "long".repeat(20);
    Set<String> shown = new HashSet<>();

    for (String value :
        List.of("x", "x", "x #2", "x #2", "x #2 #1", "x #1", alike, alike + "1", alike + "2")) {
      shown.add(identities.of(term -> value).shown());
    }

    assertThat(shown)
        .hasSize(9)
        .contains("x", "x #2", "x #2 #1", "x #2 #2", "x #2 #1 #1", "x #1 #1", alike)
        .allMatch(text -> text.length() < 100);
  }

  @Test
  void areCountedUpToABoundAndTheLogSaysSoOnce() {
    Identities identities = new Identities("web", new Term(LineProtocol.LINE, ""));
    try (LogLines log = new LogLines()) {
      for (int i = 0; i < Identities.MOST; i++) {
        String value = "value " + i;
        identities.of(term -> value);
      }
      assertThat(log.with("draw-by")).isEmpty();
      for (int i = 0; i < 3; i++) {
        assertThat(identities.of(term -> "one more").shown()).isEqualTo("one more");
      }
      assertThat(identities.of(term -> "value 7").occurrence()).isEqualTo(2);
      assertThat(log.with("draw-by"))
          .containsExactly(
              "web: draw-by line: more than 200,000 values (expected: fewer; those that are new from"
                  + " now on have the same draw each time they come, and the journal gives them no"
                  + " number)");
    }
  }

  @Test
  void areNotKnownBeforeTheRequestGoes() {
    assertThatThrownBy(() -> new Identities("web", new Term(LineProtocol.REPLY, "")))
        .isInstanceOf(OptionException.class)
        .hasMessage("draw-by: reply (expected: an attribute of the request or the connection)");
  }
}
