package io.galopin.protocol.memcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Options;
import io.galopin.behavior.exchange.ErrorFactory;
import io.galopin.engine.journal.Journal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that of many requests on their way at once, each gets its own reply or failure. */
class PipelineTest {

  private static final int COMMANDS = 2_000;

  static List<Backend> backends() {
    return Backend.available();
  }

  private static Stand everyFifthFails(Backend.Running server) {
    ErrorFactory error = new ErrorFactory();
    return new Stand(server.address(), 42)
        .with(20, error.create(Options.defaults(error.options())));
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aFifthOfTextCommandsFailsEachInItsPlace(Backend backend) throws Exception {
    try (Backend.Running server = backend.start();
        Stand direct = new Stand(server.address(), 1);
        Stand stand = everyFifthFails(server);
        Wire setup = new Wire(direct.port());
        Wire wire = new Wire(stand.port())) {
      StringBuilder gets = new StringBuilder();
      for (int i = 0; i < COMMANDS; i++) {
        setup.say("set key" + i + " 0 0 6\r\n" + "%06d".formatted(i) + "\r\n");
        assertThat(setup.line()).isEqualTo("STORED");
        gets.append("get key").append(i).append("\r\n");
      }
      wire.say(gets.toString());
      List<Integer> failed = new ArrayList<>();
      for (int i = 0; i < COMMANDS; i++) {
        String first = wire.line();
        if (first.startsWith("SERVER_ERROR ")) {
          failed.add(i + 1);
        } else {
          assertThat(first).isEqualTo("VALUE key" + i + " 0 6");
          assertThat(wire.line()).isEqualTo("%06d".formatted(i));
          assertThat(wire.line()).isEqualTo("END");
        }
      }
      check(failed, stand);
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aFifthOfBinaryCommandsFailsEachInItsPlace(Backend backend) throws Exception {
    try (Backend.Running server = backend.start();
        Stand stand = everyFifthFails(server);
        Wire wire = new Wire(stand.port())) {
      StringBuilder sets = new StringBuilder();
      for (int i = 0; i < COMMANDS; i++) {
        String value = "%06d".formatted(i);
        sets.append(
            Packet.request(0x01, i).withExtras(8).withKey("key" + i).withValue(value).bytes());
      }
      wire.say(sets.toString());
      List<Integer> failed = new ArrayList<>();
      for (int i = 0; i < COMMANDS; i++) {
        Packet reply = wire.packet();
        assertThat(reply.opaque()).isEqualTo(i);
        if (reply.status() == BinaryStatus.INTERNAL_ERROR.number()) {
          failed.add(i + 1);
        } else {
          assertThat(reply.status()).isZero();
        }
      }
      check(failed, stand);
    }
  }

  private static void check(List<Integer> failed, Stand stand) {
    assertThat(failed).hasSizeBetween(340, 460);
    assertThat(stand.journal()).extracting(entry -> (int) entry.exchange()).isEqualTo(failed);
    assertThat(stand.journal())
        .allSatisfy(entry -> assertThat(entry.origin()).isEqualTo(Journal.Origin.INJECTED));
  }
}
