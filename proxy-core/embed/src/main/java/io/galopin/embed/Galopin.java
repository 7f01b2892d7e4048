package io.galopin.embed;

import io.galopin.client.Control;
import io.galopin.client.FinishedExchange;
import io.galopin.client.Following;
import io.galopin.client.GalopinException;
import io.galopin.client.JournalEntry;
import io.galopin.client.Plugin;
import io.galopin.client.Proxy;
import io.galopin.client.ProxyDraft;
import io.galopin.client.Traffic;
import io.galopin.config.tls.ConfiguredTls;
import io.galopin.engine.Engine;
import io.galopin.engine.EngineSettings;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.rule.Replay;
import io.galopin.engine.trace.ExchangeListeners;
import io.galopin.journal.RecordedProxy;
import io.galopin.live.Bound;
import io.galopin.live.Flaps;
import io.galopin.live.Live;
import io.galopin.live.Revision;
import io.galopin.rules.profile.Profile;
import io.galopin.rules.profile.Profiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Galopin inside this JVM: an engine with all plugins of the class path. Thread-safe.
 *
 * <pre>{@code
 * try (var galopin = Galopin.start()) {
 *   var redis = galopin.proxy("redis", "localhost:6379").start();
 *   …
 * }
 * }</pre>
 *
 * <p>Engines that run at the same time share their threads, one per core. These are daemons and end
 * with the last engine. Engines share nothing else.
 */
public final class Galopin implements Control {

  private static final Logger log = LoggerFactory.getLogger(Galopin.class);

  private final SharedLoops.Lease loops;
  private final Engine engine;
  private final Live live;
  private final Flaps flaps;
  private final InstalledPlugins plugins;
  private final Optional<Recording> recorded;
  private final Optional<Replay> replay;
  private final Map<String, EmbeddedProxy> proxies = new ConcurrentSkipListMap<>();
  private final Map<String, TrafficMeter> meters = new ConcurrentHashMap<>();
  private final List<ConfiguredSoFar> watches = new CopyOnWriteArrayList<>();
  private final Followings followings;
  private final AtomicLong faults = new AtomicLong();

  private Galopin(long seed, Optional<Recording> recorded) {
    this.plugins = InstalledPlugins.ofTheClassPath();
    this.recorded = recorded;
    this.replay = recorded.map(Recording::replay);
    this.loops = SharedLoops.lease();
    this.engine =
        new Engine(
            EngineSettings.withSeed(seed).withMeters(spec -> meter(spec.name())), loops.loops());
    this.live = new Live(engine, Bound.NONE);
    this.flaps = new Flaps(live);
    this.followings = new Followings(engine.exchanges(), plugins.catalog());
  }

  /**
   * Starts with the seed of the system property {@code galopin.seed}, or otherwise with a random
   * one. The seed is logged, and {@link #seed} returns it.
   *
   * @throws GalopinException if the property is not a whole number
   */
  public static Galopin start() {
    long seed = Seed.ofThisJvm();
    log.info("seed {}; to repeat this run: -D{}={}", seed, Seed.PROPERTY, seed);
    return start(seed);
  }

  /** Starts with this seed, whatever the system property says. */
  public static Galopin start(long seed) {
    return new Galopin(seed, Optional.empty());
  }

  /**
   * Starts with the seed of a recorded run and injects its faults again, exchange by exchange. For
   * each proxy with a recorded name, they replace its mix and rules. If an exchange is no longer
   * the same, a warning is logged. {@link #missing} tells which faults have not happened again. A
   * proxy with a recorded name must have the recorded protocol and {@code drawBy}.
   */
  public static Galopin replay(Recording recording) {
    log.info("replays {} faults of the run with seed {}", recording.size(), recording.seed());
    return new Galopin(recording.seed(), Optional.of(recording));
  }

  /** Returns a context that trusts whom this JVM trusts, and Galopin's authority. */
  public SSLContext sslContext() {
    return Attempt.get(ConfiguredTls::trusting);
  }

  /** Returns a sentence for each recorded fault that has not happened again, if any. */
  public List<String> missing() {
    return replay.map(Replay::missing).orElse(List.of());
  }

  /**
   * Returns what behaviors have done so far, for {@link #replay}.
   *
   * @throws GalopinException if the journal no longer has all of it
   */
  public Recording recording() {
    return Recording.of(
        engine, proxies.values().stream().map(proxy -> RecordedProxy.of(proxy.spec())).toList());
  }

  @Override
  public ProxyDraft proxy(String name, String upstream) {
    return new ProxyDraft(name, upstream, this::open);
  }

  private Proxy open(ProxyDraft draft) {
    return live.turns().inTurn(List.of(draft.name()), () -> opened(draft));
  }

  private Proxy opened(ProxyDraft draft) {
    ProxySpec spec = spec(draft);
    WarmUp.of(spec.protocolName(), plugins, loops.loops());
    return added(Attempt.get(() -> live.create(spec.name(), () -> spec)));
  }

  private EmbeddedProxy added(io.galopin.engine.Proxy opened) {
    EmbeddedProxy proxy = new EmbeddedProxy(this, live, opened);
    proxies.put(proxy.name(), proxy);
    watches.add(proxy.soFar());
    return proxy;
  }

  private ProxySpec spec(ProxyDraft draft) {
    ProxySpec spec = Attempt.get(() -> plugins.spec(draft.fields()));
    if (recorded.isEmpty() || replay.isEmpty()) {
      return spec;
    }
    recorded.get().check(spec, replay.get());
    return spec.withRules(replay.get().rules(spec.name()));
  }

  @Override
  public Proxy existing(String name) {
    return Optional.<Proxy>ofNullable(proxies.get(name))
        .orElseThrow(() -> Described.unknown(name, proxies.keySet()));
  }

  @Override
  public List<Proxy> proxies() {
    return List.copyOf(proxies.values());
  }

  @Override
  public List<Proxy> populate(List<ProxyDraft> drafts) {
    List<String> names = drafts.stream().map(ProxyDraft::name).toList();
    return live.turns().inTurn(names, () -> populated(drafts));
  }

  private List<Proxy> populated(List<ProxyDraft> drafts) {
    List<ProxySpec> specs = new ArrayList<>();
    for (ProxyDraft draft : drafts) {
      EmbeddedProxy there = proxies.get(draft.name());
      ProxySpec wanted = spec(draft);
      if (specs.stream().anyMatch(other -> other.name().equals(wanted.name()))) {
        throw new GalopinException("name: " + wanted.name() + " (expected: each name once)");
      }
      specs.add(there == null ? wanted : Revision.whole(there.spec(), wanted));
    }
    specs.forEach(spec -> WarmUp.of(spec.protocolName(), plugins, loops.loops()));
    List<Proxy> populated = new ArrayList<>();
    for (var running : Attempt.get(() -> live.populate(specs))) {
      EmbeddedProxy there = proxies.get(running.spec().name());
      if (there == null) {
        there = added(running);
      } else {
        there.watchAll();
      }
      populated.add(there);
    }
    return populated;
  }

  @Override
  public void reset() {
    proxies.values().forEach(EmbeddedProxy::reset);
  }

  @Override
  public long seed() {
    return engine.seed();
  }

  @Override
  public List<JournalEntry> journalAfter(long number) {
    return Entries.of(entriesAfter(number));
  }

  @Override
  public Following onExchange(String when, Consumer<FinishedExchange> listener) {
    return followings.open(when, listener);
  }

  List<Journal.Entry> entriesAfter(long number) {
    return engine.journal().after(number, Integer.MAX_VALUE);
  }

  /** How many of the oldest entries the journal has dropped. */
  long journalLetGo() {
    return engine.journal().letGo();
  }

  private TrafficMeter meter(String proxy) {
    return meters.computeIfAbsent(proxy, first -> new TrafficMeter());
  }

  ExchangeListeners exchanges() {
    return engine.exchanges();
  }

  Traffic traffic(String proxy) {
    return meter(proxy).traffic();
  }

  /** Returns the proof for everything that is configured from now on, at any proxy. */
  public Proof proofFromNowOn() {
    long from = faults.get();
    return new Proof(() -> unfired(from, Long.MAX_VALUE));
  }

  /** Returns the proof for everything that was configured until now, at any proxy. */
  public Proof proofUntilNow() {
    long to = faults.get();
    return new Proof(() -> unfired(0, to));
  }

  Flaps flaps() {
    return flaps;
  }

  /** Returns the number for the next rule or toxic. */
  long nextNumber() {
    return faults.getAndIncrement();
  }

  private List<String> unfired(long from, long to) {
    return watches.stream().flatMap(watch -> watch.unfired(from, to).stream()).toList();
  }

  @Override
  public List<String> profiles() {
    return Profiles.builtIn().all().stream().map(Profile::name).toList();
  }

  @Override
  public List<Plugin> plugins() {
    return plugins.described();
  }

  InstalledPlugins installed() {
    return plugins;
  }

  /** Forgets a proxy and returns whether it was there. */
  boolean forget(EmbeddedProxy proxy) {
    return proxies.remove(proxy.name(), proxy);
  }

  /**
   * Stops every proxy. Returns when no port and no connection is left, and, for the last engine of
   * this JVM, no thread. Later calls do nothing.
   */
  @Override
  public void close() {
    missing().forEach(sentence -> log.warn("{}", sentence));
    live.close();
    engine.close();
    followings.close();
    proxies.clear();
    loops.end();
  }
}
