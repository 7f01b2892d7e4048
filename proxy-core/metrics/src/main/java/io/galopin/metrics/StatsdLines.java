package io.galopin.metrics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One report to statsd, in its line format, in packets that fit into an Ethernet frame:
 *
 * <pre>
 * vaurien.web.exchanges:12|c
 * vaurien.web.connections_open:3|g
 * vaurien.web.upstream_latency:7.125|ms|@0.5
 * </pre>
 *
 * Not thread-safe.
 *
 * @see <a href="https://github.com/statsd/statsd/blob/master/docs/metric_types.md">Statsd's metric
 *     types</a>
 */
final class StatsdLines {

  /** An Ethernet frame without the headers of IPv6 and UDP, with some room for tunnels. */
  static final int PACKET_BYTES = 1432;

  private final StatsdSettings settings;
  private final List<byte[]> packets = new ArrayList<>();
  private final StringBuilder packet = new StringBuilder();

  /** Grows by the sample rate with each timing. At 1, a timing is sent. */
  private double due;

  StatsdLines(StatsdSettings settings) {
    this.settings = settings;
  }

  /** Writes an increase of a counter; nothing if it is 0. */
  void counter(long more, String... name) {
    if (more > 0) {
      line(name(name) + ":" + more + "|c");
    }
  }

  void gauge(long value, String... name) {
    line(name(name) + ":" + value + "|g");
  }

  /** Writes the share of timings that the settings ask for, each with its sample rate. */
  void timings(Samples.Kept kept, String... name) {
    String rate = rate(settings.sampleRate() * kept.share());
    for (long nanos : kept.nanos()) {
      due += settings.sampleRate();
      if (due >= 1) {
        due -= 1;
        line(name(name) + ":" + BigDecimal.valueOf(nanos / 1000, 3).toPlainString() + "|ms" + rate);
      }
    }
  }

  private static String rate(double share) {
    return share >= 1
        ? ""
        : "|@"
            + BigDecimal.valueOf(share)
                .round(new MathContext(6, RoundingMode.HALF_UP))
                .stripTrailingZeros()
                .toPlainString();
  }

  private String name(String... parts) {
    StringBuilder name = new StringBuilder(clean(settings.prefix(), "[^\\w.-]"));
    for (String part : parts) {
      if (!name.isEmpty()) {
        name.append('.');
      }
      // A dot would begin another level of the name, a colon or bar would end it.
      name.append(clean(part, "[^\\w-]"));
    }
    return name.toString();
  }

  private static String clean(String text, String unfit) {
    return text.replaceAll(unfit, "_");
  }

  private void line(String line) {
    if (!packet.isEmpty() && packet.length() + 1 + line.length() > PACKET_BYTES) {
      endPacket();
    }
    if (!packet.isEmpty()) {
      packet.append('\n');
    }
    packet.append(line);
  }

  private void endPacket() {
    // It is all ASCII, so its length in characters is its length in bytes.
    packets.add(packet.toString().getBytes(StandardCharsets.US_ASCII));
    packet.setLength(0);
  }

  /** Removes and returns the packets written since the last call. */
  List<byte[]> take() {
    if (!packet.isEmpty()) {
      endPacket();
    }
    List<byte[]> taken = List.copyOf(packets);
    packets.clear();
    return taken;
  }
}
