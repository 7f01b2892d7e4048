package io.galopin.protocol.memcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Action;
import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Options;
import io.galopin.behavior.exchange.LostReplyFactory;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests what is done to Memcache replies while they pass. */
class FaultyRepliesTest {

  /** Applies an action to each reply. */
  private record Doing(Action.OnReply action) implements Behavior {
    @Override
    public Decision onAfterHandle(Exchange exchange) {
      return Decision.act(action);
    }
  }

  static List<Backend> backends() {
    return Backend.available();
  }

  private static Stand doing(Backend.Running server, Action.OnReply action) {
    return new Stand(server.address(), 42).with(100, new Doing(action));
  }

  private static Behavior lostReply() {
    LostReplyFactory factory = new LostReplyFactory();
    return factory.create(Options.defaults(factory.options()));
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aSetWhoseReplyIsLostHasSetTheKey(Backend backend) throws Exception {
    String set = Packet.request(0x01, 1).withExtras(8).withKey("b").withValue("2").bytes();
    try (Backend.Running server = backend.start();
        Stand stand = new Stand(server.address(), 42).with(100, lostReply());
        Wire text = new Wire(stand.port());
        Wire binary = new Wire(stand.port())) {
      assertThat(text.say("set a 0 0 1\r\n1\r\n").readToEnd()).isEmpty();
      assertThat(binary.say(set).readToEnd()).isEmpty();
      assertThat(stand.journal()).hasSize(2);
      stand.passAll();
      try (Wire next = new Wire(stand.port())) {
        assertThat(next.say("get a b\r\n").line()).isEqualTo("VALUE a 0 1");
        assertThat(next.line()).isEqualTo("1");
        assertThat(next.line()).startsWith("VALUE b ");
        assertThat(next.line()).isEqualTo("2");
        assertThat(next.line()).isEqualTo("END");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void corruptionStaysWithinValues(Backend backend) throws Exception {
    try (Backend.Running server = backend.start();
        Stand stand = doing(server, new Action.Corrupt(1));
        Wire text = new Wire(stand.port());
        Wire binary = new Wire(stand.port())) {
      text.say("set a 0 0 5\r\nhello\r\nget a\r\n");
      assertThat(text.line()).isEqualTo("STORED");
      assertThat(text.line()).isEqualTo("VALUE a 0 5");
      assertThat(text.line()).hasSize(5).isNotEqualTo("hello");
      assertThat(text.line()).isEqualTo("END");

      Packet hit = binary.say(Packet.request(0x0C, 7).withKey("a").bytes()).packet();
      assertThat(hit.opaque()).isEqualTo(7);
      assertThat(hit.key()).isEqualTo("a");
      assertThat(hit.value()).hasSize(5).isNotEqualTo("hello");
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aTruncatedValueEndsTheConnection(Backend backend) throws Exception {
    try (Backend.Running server = backend.start();
        Stand stand = new Stand(server.address(), 42);
        Wire wire = new Wire(stand.port())) {
      assertThat(wire.say("set a 0 0 5\r\nhello\r\n").line()).isEqualTo("STORED");
      stand.with(100, new Doing(new Action.Truncate(2, Action.End.CLOSE)));
      assertThat(wire.say("get a\r\n").readToEnd()).isEqualTo("VALUE a 0 5\r\nhe");
    }
  }
}
