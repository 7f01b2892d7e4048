package io.galopin.engine;

import io.galopin.engine.connection.Connection;
import io.galopin.engine.trouble.PluginFailures;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The protocols, behaviors and toxics that a proxy uses, whose plugins may be replaced while it
 * runs. Thread-safe; no method waits for the data path.
 */
public final class ProxyPlugins {

  private final PluginFailures failures;
  private final CurrentSpec spec;
  private final OpenConnections connections;
  private final Consumer<UnaryOperator<ProxySpec>> change;
  private volatile List<String> edits;

  /**
   * Those of the current configuration.
   *
   * @param change changes the configuration
   */
  ProxyPlugins(
      PluginFailures failures,
      CurrentSpec spec,
      OpenConnections connections,
      Consumer<UnaryOperator<ProxySpec>> change) {
    this.failures = failures;
    this.spec = spec;
    this.connections = connections;
    this.change = change;
    this.edits = Edits.of(failures, spec.get());
  }

  /**
   * Returns what the protocol changes in the traffic regardless of the rules, in the protocol's
   * words.
   */
  public List<String> edits() {
    return edits;
  }

  /**
   * Uses other versions of the same plugins for what begins from now on: connections, exchanges on
   * all connections, and bytes. What has begun ends with the versions that it began with. No
   * connection is dropped.
   *
   * @param remade the current configuration with other instances
   */
  public void renew(ProxySpec remade) {
    change.accept(
        now ->
            now.withSpeaks(remade.speaks())
                .withLayers(remade.layers())
                .withDrawBy(remade.drawBy())
                .withRules(remade.rules())
                .withToxics(remade.toxics())
                .withDefaults(remade.defaults()));
    edits = Edits.of(failures, remade);
    connections.onEach(Connection::pluginsChanged);
    connections.onEach(Connection::toxicsChanged);
  }

  /**
   * Finds out whether the proxy, or one of its connections, uses one of these protocols, behaviors
   * and toxics.
   *
   * @param instances also called on event loops
   * @return true if that is unknown
   */
  public CompletableFuture<Boolean> uses(Predicate<Object> instances) {
    return spec.get().uses(instances)
        ? CompletableFuture.completedFuture(true)
        : connections.use(instances);
  }
}
