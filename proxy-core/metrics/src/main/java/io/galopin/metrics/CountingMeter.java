package io.galopin.metrics;

import io.galopin.api.Direction;
import io.galopin.engine.socket.ProxyMeter;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts for one proxy between two addresses. Its users are the proxy, until that gets another
 * meter, and each open connection. When the last user has gone, its counts are no longer shown. All
 * counters are looked up in advance, so that counting needs no lookup.
 */
final class CountingMeter implements ProxyMeter {

  private final ProxyCounts proxy;
  private final ByteCounts bytes;
  private final Runnable release;
  private final AtomicLong users = new AtomicLong(1);
  private final AtomicBoolean released = new AtomicBoolean();

  CountingMeter(ProxyCounts proxy, ByteCounts bytes, Runnable release) {
    this.proxy = proxy;
    this.bytes = bytes;
    this.release = release;
  }

  @Override
  public void opened() {
    users.incrementAndGet();
    proxy.open.incrementAndGet();
    proxy.accepted.add(1);
  }

  @Override
  public void closed() {
    proxy.open.decrementAndGet();
    leave();
  }

  @Override
  public void retired() {
    leave();
  }

  private void leave() {
    // Only once: a client that was accepted while its proxy got another meter may call opened()
    // when there are no more users.
    if (users.decrementAndGet() == 0 && released.compareAndSet(false, true)) {
      release.run();
    }
  }

  @Override
  public void received(Direction direction, int count) {
    bytes.received(direction).add(count);
  }

  @Override
  public void sent(Direction direction, int count) {
    bytes.sent(direction).add(count);
  }

  @Override
  public void exchange() {
    proxy.exchanges.add(1);
  }

  @Override
  public void fault(String plugin) {
    proxy.fault(plugin);
  }

  @Override
  public void pluginFailed(String plugin, String hook) {
    proxy.pluginFailed(plugin, hook);
  }

  @Override
  public void notConnected() {
    proxy.connectFailures.add(1);
  }

  @Override
  public void answered(long nanos) {
    proxy.upstreamLatency.record(nanos);
  }

  @Override
  public void delayed(long nanos) {
    proxy.addedLatency.record(nanos);
  }
}
