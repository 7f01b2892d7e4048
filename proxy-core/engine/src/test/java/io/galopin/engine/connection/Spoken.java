package io.galopin.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Protocol;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.OwnAttributes;
import io.galopin.engine.match.Term;
import io.galopin.engine.match.Trigger;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.galopin.testbed.VirtualSocket;
import io.galopin.testbed.VirtualTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A connection on virtual time with what its client and its backend say and hear. */
final class Spoken {

  static final Condition OPENING = Condition.is(new Term(OwnAttributes.OPENING, ""));

  final VirtualTime time = new VirtualTime();
  final Wire atClient = new Wire();
  final Wire atBackend = new Wire();
  final VirtualSocket client = VirtualSocket.accepted(time.loop()).tell(atClient);
  final List<VirtualSocket> dialled = new ArrayList<>();
  final VirtualProxy proxy;
  private boolean gone;

  Spoken(Protocol protocol) {
    proxy = new VirtualProxy(protocol);
  }

  Connection start() {
    proxy.network = proxy.network.andThen(dialled::add);
    proxy.rules.rules().forEach(rule -> rule.tally().start(time.loop().ticker().nanoTime()));
    Connection connection = new Connection(proxy, 1, client, ended -> gone = true);
    connection.start();
    time.run();
    return connection;
  }

  VirtualSocket backend() {
    return dialled.get(0).tell(atBackend);
  }

  void clientSays(String text) {
    client.say(Wire.bytes(text));
    time.run();
  }

  void backendSays(String text) {
    backend().say(Wire.bytes(text));
    time.run();
  }

  /** Says each byte on its own. */
  void clientSpells(String text) {
    text.chars().forEach(each -> clientSays(String.valueOf((char) each)));
  }

  void backendSpells(String text) {
    text.chars().forEach(each -> backendSays(String.valueOf((char) each)));
  }

  static Behavior before(Decision decision) {
    return new Behavior() {
      @Override
      public Decision onBeforeHandle(Exchange exchange) {
        return decision;
      }
    };
  }

  static Rule rule(String name, Condition when, Behavior behavior) {
    Mix mix = Mix.of(Map.of("acts", BigDecimal.valueOf(100)), same -> behavior);
    return new Rule(name, when, Trigger.ALWAYS, mix, false, true);
  }

  static RuleSet always(Behavior behavior) {
    return RuleSet.of(Mix.of(Map.of("acts", BigDecimal.valueOf(100)), same -> behavior));
  }

  static RuleSet atOpening(Decision decision) {
    return new RuleSet(List.of(rule("r", OPENING, before(decision))));
  }

  /** What was done to which exchange. */
  List<String> journal() {
    return proxy.journal().after(0, 1_000).stream()
        .map(entry -> entry.exchange() + " " + entry.request() + ": " + entry.decision())
        .toList();
  }

  void drop(Connection connection) {
    connection.drop();
    time.run();
  }

  boolean isGone() {
    return gone;
  }

  void leftNothingBehind() {
    time.advance(Duration.ofSeconds(3));
    assertThat(gone).isTrue();
    assertThat(proxy.memory().held()).isZero();
    assertThat(time.hasTimers()).isFalse();
  }
}
