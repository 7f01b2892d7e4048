package io.galopin.embed;

import io.galopin.client.Traffic;
import io.galopin.engine.socket.ProxyMeter;
import java.util.concurrent.atomic.LongAdder;

/** Counts the traffic of one proxy. */
final class TrafficMeter implements ProxyMeter {

  private final LongAdder connections = new LongAdder();
  private final LongAdder exchanges = new LongAdder();

  @Override
  public void opened() {
    connections.increment();
  }

  @Override
  public void exchange() {
    exchanges.increment();
  }

  Traffic traffic() {
    return new Traffic(connections.sum(), exchanges.sum());
  }
}
