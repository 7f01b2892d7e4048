package io.galopin.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.client.JournalEntry;
import io.galopin.client.Proxy;
import io.galopin.client.ProxyDraft;
import io.galopin.client.Undo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests that the draws of rules without their own name do not depend on their position. */
class NamelessRulesTest {

  private static final int REQUESTS = 60;
  private static final String NEVER = "when http.path=/never error";

  private static Web web;

  /** Keeps the event loops alive between runs. */
  private static Galopin keepsTheLoops;

  @BeforeAll
  static void start() {
    web = new Web();
    keepsTheLoops = Galopin.start(0);
  }

  @AfterAll
  static void stop() {
    keepsTheLoops.close();
    web.close();
  }

  private static List<String> hit(String... rules) {
    return hit(
        draft -> {
          for (String rule : rules) {
            draft.rule(rule);
          }
        },
        proxy -> {});
  }

  /** Returns the requests that were delayed, each on its own connection. */
  private static List<String> hit(Consumer<ProxyDraft> described, Consumer<Proxy> changed) {
    try (Galopin galopin = Galopin.start(42)) {
      ProxyDraft draft = galopin.proxy("web", web.address()).protocol("http");
      described.accept(draft);
      Proxy proxy = draft.start();
      changed.accept(proxy);
      ask(proxy);
      return delayed(galopin, "");
    }
  }

  private static void ask(Proxy proxy) {
    for (int i = 0; i < REQUESTS; i++) {
      assertThat(Web.get(proxy, "/" + i)).isEqualTo(200);
    }
  }

  private static List<String> delayed(Galopin galopin, String rule) {
    return galopin.journal().stream()
        .filter(entry -> entry.plugin().equals("delay") && entry.rule().contains(rule))
        .map(JournalEntry::request)
        .toList();
  }

  @Test
  void rulesBeforeAndBehindChangeNothing() {
    List<String> alone = hit("30% delay sleep=0.0001");

    assertThat(alone).hasSizeBetween(8, 30);
    assertThat(hit(NEVER, "30% delay sleep=0.0001")).isEqualTo(alone);
    assertThat(hit("30% delay sleep=0.0001", NEVER)).isEqualTo(alone);
    assertThat(hit(NEVER, NEVER, "rule-9: 30% delay sleep=0.0001")).isEqualTo(alone);
    assertThat(hit("when http.method=PUT 50% delay sleep=0.0001", "30% delay sleep=0.0001"))
        .isEqualTo(alone);
  }

  @Test
  void rulesThatWereAddedMeanwhileChangeNothing() {
    List<String> alone = hit(draft -> {}, proxy -> proxy.withRule("30% delay sleep=0.0001"));

    assertThat(hit("30% delay sleep=0.0001")).isEqualTo(alone);
    assertThat(
            hit(
                draft -> {},
                proxy -> {
                  proxy.withRule(NEVER);
                  proxy.withRule("30% delay sleep=0.0001");
                }))
        .isEqualTo(alone);
  }

  @Test
  void anotherWeightMovesOnlyWhatItMust() {
    List<String> fewer = hit("30% delay sleep=0.0001");

    assertThat(hit("32% delay sleep=0.0001")).containsSubsequence(fewer);
    assertThat(hit("60% delay sleep=0.0001")).containsSubsequence(fewer).hasSizeGreaterThan(20);
    assertThat(hit("every 1 30% delay sleep=0.0001")).isEqualTo(fewer);
  }

  @Test
  void anotherWayToWriteTheSameChangesNothing() {
    List<String> one = hit("when http.path=/* http.method=GET 30% delay sleep=0.0001");

    assertThat(hit("when http.method=GET http.path=/* 30% delay before=true sleep=0.1ms"))
        .isEqualTo(one);
  }

  @Test
  void ofTwoThatAreTheSameEachDrawsByItself() {
    try (Galopin galopin = Galopin.start(42)) {
      Proxy proxy =
          galopin
              .proxy("web", web.address())
              .protocol("http")
              .rule("30% delay sleep=0.0001 continue")
              .rule(NEVER)
              .rule("30% delay sleep=0.0001 continue")
              .start();
      ask(proxy);
      assertThat(delayed(galopin, "rule-1")).isEqualTo(hit("30% delay sleep=0.0001"));
      assertThat(delayed(galopin, "rule-3"))
          .hasSizeGreaterThan(5)
          .isNotEqualTo(delayed(galopin, "rule-1"));
    }
  }

  @Test
  void oneThatIsTheSameAndComesLaterChangesNothingInTheOther() {
    List<String> alone = hit("30% delay sleep=0.0001 continue");
    try (Galopin galopin = Galopin.start(42)) {
      Proxy proxy = galopin.proxy("web", web.address()).protocol("http").start();
      proxy.withRule("30% delay sleep=0.0001 continue");
      try (Undo other = proxy.withRule("30% delay sleep=0.0001 continue")) {
        assertThat(proxy.rules()).hasSize(2);
        ask(proxy);
      }

      assertThat(delayed(galopin, "added-1")).isEqualTo(alone);
      assertThat(delayed(galopin, "added-2")).hasSizeGreaterThan(5).isNotEqualTo(alone);
    }
  }

  /** What the engine draws for a behavior after that has decided, is drawn again in a replay. */
  @Test
  void aReplayInventsTheSameBytes() {
    List<String> first;
    Recording recording;
    try (Galopin galopin = Galopin.start(42)) {
      Proxy proxy =
          galopin
              .proxy("web", web.address())
              .protocol("http")
              .rule(NEVER)
              .rule("50% error garbage=true")
              .start();
      first = replies(proxy);
      recording = galopin.recording();
    }
    assertThat(recording.size()).isBetween(2, 8);
    try (Galopin again = Galopin.replay(recording)) {
      assertThat(replies(again.proxy("web", web.address()).protocol("http").start()))
          .isEqualTo(first);
      assertThat(again.recording().size()).isEqualTo(recording.size());
    }
  }

  private static List<String> replies(Proxy proxy) {
    return IntStream.range(0, 10).mapToObj(i -> reply(proxy, i)).toList();
  }

  /** All that comes back, without what the backend says of the time. */
  private static String reply(Proxy proxy, int i) {
    try (Socket socket = new Socket(proxy.host(), proxy.port())) {
      socket.setSoTimeout(20_000);
      String request = "GET /" + i + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] reply = socket.getInputStream().readAllBytes();
      return new String(reply, StandardCharsets.ISO_8859_1).replaceAll("Date: .*\r\n", "");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
