package io.galopin.protocol.memcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Request;
import io.galopin.testkit.TestSession;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Tests which commands memcached replies to even if their last word is {@code noreply}. */
class NoreplyTest {

  private static final String WORDS = " x".repeat(20);

  static final List<String> SILENT =
      List.of(
          "set a 0 0 1 noreply\r\nx",
          "cas a 0 0 1 1 noreply\r\nx",
          "incr a 1 noreply",
          "incr a noreply",
          "decr a x noreply",
          "touch a 0 noreply",
          "delete a noreply",
          "delete a 0 noreply",
          "delete a x noreply",
          "delete noreply noreply",
          "incr " + "k".repeat(251) + " 1 noreply",
          "flush_all noreply",
          "flush_all 0 noreply",
          "flush_all x noreply",
          "verbosity noreply",
          "verbosity 0 noreply",
          "cache_memlimit 64 noreply",
          "cache_memlimit noreply",
          "slabs automove 0 noreply",
          "slabs automove noreply",
          "slabs automove ratio 0.5 noreply",
          "lru mode flat noreply",
          "lru noreply",
          "lru x" + WORDS + " noreply",
          "extstore noreply",
          "extstore free_memchunks 1 noreply",
          "watch x noreply",
          "watch noreply");

  static final List<String> ANSWERED =
      List.of(
          "incr noreply",
          "incr a 1 2 noreply",
          "touch a 0 0 noreply",
          "delete noreply",
          "delete a 0 0 noreply",
          "delete a noreply x",
          "flush_all noreply 0",
          "flush_all 0 0 noreply",
          "verbosity 0 0 noreply",
          "cache_memlimit 64 64 noreply",
          "slabs noreply",
          "slabs x noreply",
          "slabs reassign 1 2 noreply",
          "lru",
          "lru x x" + WORDS + " noreply",
          "lru_crawler enable noreply",
          "get noreply",
          "gat 0 noreply",
          "mn noreply",
          "me noreply",
          "stats noreply",
          "version noreply",
          "bogus noreply");

  @ParameterizedTest
  @FieldSource("SILENT")
  void knowsWhoIsSilent(String line) {
    try (TestSession session = TestSession.of(new MemcacheProtocolFactory())) {
      session.client(line + "\r\n");
      assertThat(session.requests()).singleElement().returns(false, Request::expectsReply);
    }
  }

  @ParameterizedTest
  @FieldSource("ANSWERED")
  void knowsWhoIsAnswered(String line) {
    try (TestSession session = TestSession.of(new MemcacheProtocolFactory())) {
      session.client(line + "\r\n");
      assertThat(session.requests()).singleElement().returns(true, Request::expectsReply);
    }
  }

  static boolean memcached() {
    return MemcacheServer.program().isPresent();
  }

  /** The real server does the same, and a failure after each line arrives. */
  @Test
  @EnabledIf("memcached")
  void agreesWithMemcached() throws Exception {
    try (MemcacheServer server = MemcacheServer.start();
        Stand stand = new Stand(server.address(), 1).with(100, Failing.at("busy", 2))) {
      for (String line : SILENT) {
        try (Wire wire = new Wire(stand.port())) {
          wire.say(line + "\r\nget a\r\nmn\r\n");
          assertThat(wire.line()).as(line).isEqualTo("SERVER_ERROR busy");
          assertThat(wire.line()).as(line).isEqualTo("MN");
        }
      }
      for (String line : ANSWERED) {
        try (Wire wire = new Wire(stand.port())) {
          wire.say(line + "\r\nget a\r\nmn\r\n");
          String reply = wire.line();
          assertThat(reply).as(line).isNotEqualTo("SERVER_ERROR busy");
          assertThat(wire.line()).as(line).isEqualTo("SERVER_ERROR busy");
          assertThat(wire.line()).as(line).isEqualTo("MN");
        }
      }
    }
  }
}
