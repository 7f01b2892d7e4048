package io.galopin.protocol.memcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.journal.Journal;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests failures among requests that may or may not get a reply. */
class QuietTest {

  static List<Backend> backends() {
    return Backend.available();
  }

  private static String set(int opaque, String key) {
    return Packet.request(0x01, opaque).withExtras(8).withKey(key).withValue("v").bytes();
  }

  private static String getq(int opaque, String key) {
    return Packet.request(0x09, opaque).withKey(key).bytes();
  }

  private static String noop(int opaque) {
    return Packet.request(0x0A, opaque).bytes();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aQuietGetFailsBetweenTheOthers(Backend backend) throws Exception {
    try (Backend.Running server = backend.start();
        Stand stand = new Stand(server.address(), 42).with(100, Failing.at("busy", 4, 6));
        Wire wire = new Wire(stand.port())) {
      wire.say(set(1, "a") + getq(2, "miss") + getq(3, "a") + getq(4, "a") + getq(5, "miss"));
      wire.say(getq(6, "miss") + getq(7, "a") + noop(8));
      assertThat(wire.packet()).satisfies(set -> assertThat(set.opaque()).isEqualTo(1));
      assertThat(wire.packet()).satisfies(hit -> is(hit, 3, 0, "v"));
      assertThat(wire.packet()).satisfies(failure -> is(failure, 4, 0x85, "Busy"));
      assertThat(wire.packet()).satisfies(failure -> is(failure, 6, 0x85, "Busy"));
      assertThat(wire.packet()).satisfies(hit -> is(hit, 7, 0, "v"));
      assertThat(wire.packet()).satisfies(barrier -> is(barrier, 8, 0, ""));
      // No reply to the proxy's own questions has reached the client.
      assertThat(wire.say(noop(9)).packet()).satisfies(next -> is(next, 9, 0, ""));
      assertThat(stand.journal())
          .extracting(Journal.Entry::request)
          .containsExactly("getq a", "getq miss");
    }
  }

  private static void is(Packet packet, int opaque, int status, String value) {
    assertThat(packet.opaque()).isEqualTo(opaque);
    assertThat(packet.status()).isEqualTo(status);
    assertThat(packet.value()).isEqualTo(value);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void theBarrierFailsBehindQuietGets(Backend backend) throws Exception {
    try (Backend.Running server = backend.start();
        Stand stand = new Stand(server.address(), 42).with(100, Failing.at("busy", 3));
        Wire wire = new Wire(stand.port())) {
      wire.say(getq(1, "miss") + getq(2, "miss") + noop(3));
      assertThat(wire.packet()).satisfies(failure -> is(failure, 3, 0x85, "Busy"));
      assertThat(wire.say(noop(4)).packet()).satisfies(next -> is(next, 4, 0, ""));
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aQuietSetFails(Backend backend) throws Exception {
    String setq = Packet.request(0x11, 1).withExtras(8).withKey("a").withValue("v").bytes();
    try (Backend.Running server = backend.start();
        Stand stand = new Stand(server.address(), 42).with(100, Failing.at("out-of-memory", 1));
        Wire wire = new Wire(stand.port())) {
      wire.say(setq + noop(2));
      assertThat(wire.packet()).satisfies(failure -> is(failure, 1, 0x82, "Out of memory"));
      assertThat(wire.packet()).satisfies(barrier -> is(barrier, 2, 0, ""));
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void quietMetaCommandsFailBetweenTheOthers(Backend backend) throws Exception {
    try (Backend.Running server = backend.start();
        Stand stand = new Stand(server.address(), 42).with(100, Failing.at("busy", 4, 6));
        Wire wire = new Wire(stand.port())) {
      wire.say("ms a 1\r\nv\r\nmg miss v q O2\r\nmg a v q O3\r\nmg a v q O4\r\n");
      wire.say("mg miss v q O5\r\nms miss 1 q MR O6\r\nx\r\nmg a v q k O7\r\nmn\r\n");
      assertThat(wire.line()).isEqualTo("HD");
      assertThat(wire.line()).isEqualTo("VA 1 O3");
      assertThat(wire.line()).isEqualTo("v");
      assertThat(wire.line()).isEqualTo("SERVER_ERROR busy");
      assertThat(wire.line()).isEqualTo("SERVER_ERROR busy");
      assertThat(wire.line()).isEqualTo("VA 1 ka O7");
      assertThat(wire.line()).isEqualTo("v");
      assertThat(wire.line()).isEqualTo("MN");
      assertThat(wire.say("version\r\n").line()).startsWith("VERSION");
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void whatExpectsNoReplyGetsNone(Backend backend) throws Exception {
    try (Backend.Running server = backend.start();
        Stand stand = new Stand(server.address(), 42).with(100, Failing.at("busy", 2, 4));
        Wire wire = new Wire(stand.port())) {
      wire.say("set a 0 0 1\r\n1\r\nset a 0 0 1 noreply\r\n2\r\nmg miss q\r\n");
      wire.say("set a 0 0 1 noreply\r\n3\r\nget a\r\n");
      assertThat(wire.line()).isEqualTo("STORED");
      // Neither of the others has reached the server.
      assertThat(wire.line()).isEqualTo("VALUE a 0 1");
      assertThat(wire.line()).isEqualTo("1");
      assertThat(wire.line()).isEqualTo("END");
      assertThat(stand.journal())
          .extracting(Journal.Entry::decision)
          .containsExactly("fail, no reply was expected", "fail, no reply was expected");
    }
  }
}
