package io.galopin.protocol.memcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.journal.Journal;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Trigger;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.galopin.rules.condition.Expectations;
import io.galopin.rules.condition.Vocabulary;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests rules about the contents of Memcache messages, in both protocols. */
class RulesTest {

  private static final Vocabulary WORDS = Vocabulary.ofExchanges(new MemcacheProtocolFactory());

  static List<Backend> backends() {
    return Backend.available();
  }

  private static Condition when(String attribute, String expected) {
    return Expectations.test(WORDS.term(attribute), "=", expected);
  }

  private static Stand failing(Backend.Running server, Condition when) {
    Mix mix = Mix.of(Map.of("error", BigDecimal.valueOf(100)), name -> Failing.with("busy"));
    Rule rule = new Rule("some", when, Trigger.ALWAYS, mix, false, true);
    return new Stand(server.address(), 42).with(new RuleSet(List.of(rule)));
  }

  private static String set(int opaque, String key) {
    return Packet.request(0x01, opaque).withExtras(8).withKey(key).withValue("v").bytes();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void actOnACommandAndAPatternOfKeys(Backend backend) throws Exception {
    Condition when =
        Condition.all(List.of(when("memcache.command", "set|ms"), when("memcache.key", "user:*")));
    try (Backend.Running server = backend.start();
        Stand stand = failing(server, when);
        Wire text = new Wire(stand.port());
        Wire binary = new Wire(stand.port())) {
      text.say("set user:1 0 0 1\r\n1\r\nset shop:1 0 0 1\r\n1\r\nget user:1 shop:1\r\n");
      text.say("ms user:2 1\r\n2\r\nms shop:2 1\r\n2\r\n");
      assertThat(text.line()).isEqualTo("SERVER_ERROR busy");
      assertThat(text.line()).isEqualTo("STORED");
      assertThat(text.line()).isEqualTo("VALUE shop:1 0 1");
      assertThat(text.line()).isEqualTo("1");
      assertThat(text.line()).isEqualTo("END");
      assertThat(text.line()).isEqualTo("SERVER_ERROR busy");
      assertThat(text.line()).isEqualTo("HD");

      binary.say(set(1, "user:3") + set(2, "shop:3"));
      assertThat(binary.packet().status()).isEqualTo(0x85);
      assertThat(binary.packet().status()).isZero();
      assertThat(stand.journal())
          .extracting(Journal.Entry::request)
          .containsExactly("set user:1", "ms user:2", "set user:3");
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void actOnAReplysStatus(Backend backend) throws Exception {
    try (Backend.Running server = backend.start();
        Stand stand = failing(server, when("memcache.status", "END|KEY_NOT_FOUND"));
        Wire text = new Wire(stand.port());
        Wire binary = new Wire(stand.port())) {
      text.say("set a 0 0 1\r\n1\r\nget a\r\nget b\r\nget a\r\n");
      assertThat(text.line()).isEqualTo("STORED");
      assertThat(text.read(21)).isEqualTo("VALUE a 0 1\r\n1\r\nEND\r\n");
      assertThat(text.line()).isEqualTo("SERVER_ERROR busy");
      assertThat(text.read(21)).isEqualTo("VALUE a 0 1\r\n1\r\nEND\r\n");

      binary.say(Packet.request(0x00, 1).withKey("a").bytes());
      binary.say(Packet.request(0x00, 2).withKey("b").bytes());
      assertThat(binary.packet().value()).isEqualTo("1");
      Packet missed = binary.packet();
      assertThat(missed.opaque()).isEqualTo(2);
      assertThat(missed.status()).isEqualTo(0x85);
      assertThat(stand.journal())
          .extracting(Journal.Entry::request)
          .containsExactly("get b", "get b");
    }
  }
}
