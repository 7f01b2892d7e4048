package io.galopin.metrics;

import io.galopin.api.Direction;
import java.time.Instant;

/** Counts the bytes that a proxy relayed between two addresses. Thread-safe. */
final class ByteCounts implements Reported {

  final Addresses between;
  final Instant since = Instant.now();
  private final Tally receivedUpstream = new Tally();
  private final Tally receivedDownstream = new Tally();
  private final Tally sentUpstream = new Tally();
  private final Tally sentDownstream = new Tally();

  ByteCounts(Addresses between) {
    this.between = between;
  }

  Tally received(Direction direction) {
    return direction == Direction.UPSTREAM ? receivedUpstream : receivedDownstream;
  }

  Tally sent(Direction direction) {
    return direction == Direction.UPSTREAM ? sentUpstream : sentDownstream;
  }

  @Override
  public void report(StatsdLines lines) {
    // Statsd adds up the reports of all pairs of addresses of one proxy.
    lines.counter(receivedUpstream.fresh(), between.proxy(), "received_bytes", "upstream");
    lines.counter(receivedDownstream.fresh(), between.proxy(), "received_bytes", "downstream");
    lines.counter(sentUpstream.fresh(), between.proxy(), "sent_bytes", "upstream");
    lines.counter(sentDownstream.fresh(), between.proxy(), "sent_bytes", "downstream");
  }
}
