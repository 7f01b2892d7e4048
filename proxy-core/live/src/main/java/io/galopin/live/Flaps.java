package io.galopin.live;

import io.galopin.engine.Proxy;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.live.Impairment.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Lets proxies come and go. Each flap is an impairment of its proxy: what ends that ends the flap.
 * Reading needs no turn, everything else does. Thread-safe.
 */
public final class Flaps {

  private final Live live;
  private final Map<Proxy, Flap> flaps = new ConcurrentHashMap<>();

  /** Creates the only object that lets the proxies of {@code live} flap. */
  public Flaps(Live live) {
    this.live = live;
  }

  /** Returns what a proxy's flap is doing; empty if it has none. */
  public Optional<Flap> of(Proxy proxy) {
    return Optional.ofNullable(flaps.get(proxy)).filter(Flap::isOn);
  }

  /**
   * Starts a flap, which begins with a period in which the proxy is up. It replaces the one that
   * the proxy has.
   *
   * @param toxics makes the toxics of a period in which it is down; none if it refuses clients then
   * @param stay when it ends at the latest
   * @param lease it ends if it is not renewed for this long; empty if nobody needs to
   */
  public Flap start(
      Proxy proxy,
      FlapPlan plan,
      Supplier<List<ToxicSpec>> toxics,
      Stay stay,
      Optional<Duration> lease) {
    return start(proxy, plan, toxics, stay, lease, "");
  }

  /**
   * The same with a name by which whoever has started it knows it again.
   *
   * @param id empty if it needs none
   */
  public Flap start(
      Proxy proxy,
      FlapPlan plan,
      Supplier<List<ToxicSpec>> toxics,
      Stay stay,
      Optional<Duration> lease,
      String id) {
    stop(proxy);
    Flap flap = new Flap(live, proxy, plan, toxics, stay, id);
    flaps.put(proxy, flap);
    flaps.keySet().removeIf(Proxy::isClosed);
    flap.start();
    lease.ifPresent(flap::renew);
    return flap;
  }

  /**
   * Gives a proxy's flap another end, without a new start.
   *
   * @return whether there is one that has an end; otherwise nothing has changed
   */
  public boolean renew(Proxy proxy, Stay stay) {
    return of(proxy).filter(flap -> flap.last(stay)).isPresent();
  }

  /** Ends this flap, and none that has replaced it. Returns whether it was going on. */
  public boolean stop(Proxy proxy, Flap flap) {
    return of(proxy).filter(running -> running == flap).isPresent() && stop(proxy);
  }

  /** Ends a proxy's flap, which is up then. Returns whether there was one. */
  public boolean stop(Proxy proxy) {
    Optional<Flap> running = of(proxy);
    running.ifPresent(Flap::comeUp);
    live.forGood(proxy, Kind.FLAP);
    flaps.remove(proxy);
    return running.isPresent();
  }
}
