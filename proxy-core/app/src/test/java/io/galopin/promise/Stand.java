package io.galopin.promise;

import io.galopin.config.ConfigLoader;
import io.galopin.engine.Catalog;
import io.galopin.engine.Engine;
import io.galopin.engine.EngineSettings;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.socket.Address;
import io.galopin.plugin.host.PluginHost;
import java.util.List;
import java.util.Optional;

/** An engine with the built-in plugins, whose proxies are configured as a user would. */
public final class Stand implements AutoCloseable {

  private static final PluginHost PLUGINS = PluginHost.open(Optional.empty());
  private static final Catalog CATALOG = Catalog.of(PLUGINS.factories());

  public final Engine engine;

  public Stand(long seed) {
    engine = new Engine(EngineSettings.withSeed(seed));
  }

  /** Returns the built-in plugins. */
  public static Catalog catalog() {
    return CATALOG;
  }

  /** Creates an engine with this number of event loops. */
  public Stand(long seed, int threads) {
    EngineSettings usual = EngineSettings.withSeed(seed);
    engine =
        new Engine(
            new EngineSettings(
                seed,
                threads,
                usual.journalEntries(),
                usual.clock(),
                usual.heldPerLink(),
                usual.heldInAll(),
                usual.meters()));
  }

  /**
   * Opens a proxy called {@code name} on a free port.
   *
   * @param settings the other settings in its block, as HOCON
   */
  public Proxy open(String name, Address upstream, String settings) {
    return engine.open(spec(name, upstream, settings)).join();
  }

  /** Returns what {@link #open} would open. */
  public static ProxySpec spec(String name, Address upstream, String settings) {
    String text =
        """
        galopin.proxies.%s {
          listen = "127.0.0.1:0"
          upstream = "%s"
          %s
        }
        """
            .formatted(name, upstream, settings);
    return ConfigLoader.load(text, name).specs(CATALOG).get(0);
  }

  public static int port(Proxy proxy) {
    return proxy.address().orElseThrow().getPort();
  }

  public static String url(Proxy proxy, String path) {
    return "http://127.0.0.1:" + port(proxy) + path;
  }

  /** Returns what was injected so far. */
  public List<Journal.Entry> faults() {
    return engine.journal().after(0, Integer.MAX_VALUE).stream()
        .filter(entry -> entry.origin() == Journal.Origin.INJECTED)
        .toList();
  }

  @Override
  public void close() {
    engine.close();
  }
}
