package io.galopin.client;

import io.galopin.control.ControlServer;
import io.galopin.control.ControlSettings;
import io.galopin.engine.Catalog;
import io.galopin.engine.Engine;
import io.galopin.engine.EngineSettings;
import io.galopin.engine.socket.Address;
import io.galopin.metrics.Metrics;
import io.galopin.metrics.MetricsSettings;
import io.galopin.plugin.host.PluginHost;
import java.util.Optional;

/** An engine with all built-in plugins, and its control API. */
final class Server implements AutoCloseable {

  static final long SEED = 42;

  private final Engine engine;
  private final ControlServer server;
  private final Metrics metrics;

  Server() {
    metrics = new Metrics(new MetricsSettings(true, false, Optional.empty()));
    engine = new Engine(EngineSettings.withSeed(SEED).withMeters(metrics::meterFor));
    Catalog catalog;
    try (PluginHost host = PluginHost.open(Optional.empty())) {
      catalog = Catalog.of(host.factories());
    }
    server =
        ControlServer.start(
            new ControlSettings(
                "127.0.0.1",
                0,
                Optional.empty(),
                "0.1.0-test",
                Optional.empty(),
                Optional.of(metrics::scrape)),
            engine,
            catalog);
  }

  String url() {
    return "http://" + Address.of(server.address().join());
  }

  @Override
  public void close() {
    server.close();
    engine.close();
    metrics.close();
  }
}
