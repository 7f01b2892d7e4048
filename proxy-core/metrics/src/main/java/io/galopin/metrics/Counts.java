package io.galopin.metrics;

import io.galopin.engine.ProxySpec;
import io.galopin.engine.socket.ProxyMeter;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Everything that is counted now. Thread-safe. */
final class Counts {

  private final Shared<String, ProxyCounts> proxies;
  private final Shared<Addresses, ByteCounts> bytes;

  /**
   * Creates empty counts.
   *
   * @param sampled whether individual timings are kept
   * @param ended called with counts that are no longer in use
   */
  Counts(boolean sampled, Consumer<Reported> ended) {
    this.proxies = new Shared<>(name -> new ProxyCounts(name, sampled), ended);
    this.bytes = new Shared<>(ByteCounts::new, ended);
  }

  ProxyMeter meterFor(ProxySpec spec) {
    Addresses between = Addresses.of(spec);
    return new CountingMeter(
        proxies.acquire(spec.name()),
        bytes.acquire(between),
        () -> {
          bytes.release(between);
          proxies.release(spec.name());
        });
  }

  List<ProxyCounts> proxies() {
    return proxies.values();
  }

  List<ByteCounts> bytes() {
    return bytes.values();
  }

  /** Returns all counts, for statsd. */
  List<Reported> all() {
    return Stream.<Reported>concat(proxies().stream(), bytes().stream()).toList();
  }
}
