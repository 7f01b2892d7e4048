package io.galopin.metrics;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatsdLinesTest {

  @Test
  void writesCountersGaugesAndTimings() {
    StatsdLines lines = lines("vaurien", 1);
    lines.counter(12, "web", "exchanges");
    lines.counter(0, "web", "connections");
    lines.gauge(0, "web", "connections_open");
    lines.timings(new Samples.Kept(List.of(7_125_400L), 1), "web", "upstream_latency");

    assertThat(text(lines))
        .containsExactly(
            """
            vaurien.web.exchanges:12|c
            vaurien.web.connections_open:0|g
            vaurien.web.upstream_latency:7.125|ms""");
    assertThat(lines.take()).isEmpty();
  }

  @Test
  void sendsTheShareOfTimingsThatItIsToldToAndSaysSo() {
    StatsdLines lines = lines("v", 0.25);
    for (int i = 0; i < 4; i++) {
      lines.timings(new Samples.Kept(List.of(1_000_000L), 1), "p", "t");
    }

    assertThat(text(lines)).containsExactly("v.p.t:1.000|ms|@0.25");
  }

  @Test
  void saysHowManyTimingsEachStandsForWhenNotAllWereKept() {
    StatsdLines lines = lines("v", 0.5);
    lines.timings(new Samples.Kept(List.of(2_000_000L, 2_000_000L), 0.00001), "p", "t");

    assertThat(text(lines)).containsExactly("v.p.t:2.000|ms|@0.000005");
  }

  @Test
  void sendsNoTimingsAtRateZero() {
    StatsdLines lines = lines("v", 0);
    lines.timings(new Samples.Kept(Collections.nCopies(1000, 1L), 1), "p", "t");

    assertThat(lines.take()).isEmpty();
  }

  @Test
  void writesNamesThatStatsdUnderstands() {
    StatsdLines lines = lines("a.b:c", 1);
    lines.counter(1, "x.y|z\né", "n");
    StatsdLines bare = lines("", 1);
    bare.counter(1, "p", "n");

    assertThat(text(lines)).containsExactly("a.b_c.x_y_z__.n:1|c");
    assertThat(text(bare)).containsExactly("p.n:1|c");
  }

  @Test
  void fillsPacketsThatFitIntoAFrame() {
    StatsdLines lines = lines("vaurien", 1);
    for (int i = 0; i < 1000; i++) {
      lines.counter(1, "proxy-" + i, "n");
    }
    List<String> packets = text(lines);

    assertThat(packets).hasSizeGreaterThan(1);
    assertThat(packets).allMatch(packet -> packet.length() <= StatsdLines.PACKET_BYTES);
    assertThat(packets.stream().flatMap(String::lines)).hasSize(1000).doesNotHaveDuplicates();
    assertThat(packets.get(0).length()).isGreaterThan(StatsdLines.PACKET_BYTES - 40);
  }

  private static StatsdLines lines(String prefix, double rate) {
    return new StatsdLines(new StatsdSettings("localhost", 8125, prefix, rate));
  }

  private static List<String> text(StatsdLines lines) {
    return lines.take().stream().map(packet -> new String(packet, US_ASCII)).toList();
  }
}
