package io.galopin.testkit.sockets;

import io.galopin.api.Options;
import io.galopin.api.ProtocolFactory;
import io.galopin.engine.Below;
import io.galopin.engine.Engine;
import io.galopin.engine.EngineSettings;
import io.galopin.engine.Limits;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.Address;
import java.util.List;
import java.util.Map;

/**
 * A proxy on a free port of the loopback interface, in front of a real server, with an engine of
 * its own. A protocol's tests extend it with the ways in which they make one. Thread-safe.
 */
public class SocketProxy implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";
  private static final long SEED = 42;

  private final Engine engine;
  private final Proxy proxy;

  /**
   * Opens a proxy, with seed 42.
   *
   * @param name the proxy's name, on which its draws depend
   * @param options those of the protocol that are not to have their defaults
   */
  protected SocketProxy(
      String name,
      Address backend,
      ProtocolFactory protocol,
      Map<String, ?> options,
      RuleSet rules) {
    this(SEED, name, backend, protocol, options, rules);
  }

  /**
   * Opens a proxy.
   *
   * @param name the proxy's name, on which its draws depend
   * @param options those of the protocol that are not to have their defaults
   */
  protected SocketProxy(
      long seed,
      String name,
      Address backend,
      ProtocolFactory protocol,
      Map<String, ?> options,
      RuleSet rules) {
    this(seed, name, backend, protocol, options, rules, Below.NOTHING);
  }

  /**
   * Opens a proxy with something below its protocol, such as TLS.
   *
   * @param name the proxy's name, on which its draws depend
   * @param options those of the protocol that are not to have their defaults
   */
  protected SocketProxy(
      long seed,
      String name,
      Address backend,
      ProtocolFactory protocol,
      Map<String, ?> options,
      RuleSet rules,
      Below below) {
    this(
        seed,
        new ProxySpec(
                name,
                new Address(LOOPBACK, 0),
                backend,
                protocol.name(),
                protocol.create(Options.of(protocol.options(), options)),
                rules,
                Limits.defaults(),
                true)
            .withLayers(below.layers())
            .withTls(below.tls()));
  }

  /** Opens a proxy, with seed 42. */
  protected SocketProxy(ProxySpec spec) {
    this(SEED, spec);
  }

  private SocketProxy(long seed, ProxySpec spec) {
    engine = new Engine(EngineSettings.withSeed(seed));
    proxy = engine.open(spec).join();
  }

  /** Returns the address of a server on this machine. */
  protected static Address local(int port) {
    return new Address(LOOPBACK, port);
  }

  /** Returns where it listens. */
  public final Address address() {
    return Address.of(proxy.address().orElseThrow());
  }

  /** Returns the port on which it listens. */
  public final int port() {
    return address().port();
  }

  /** Sets other rules, for exchanges from now on. */
  public final void setRules(RuleSet rules) {
    proxy.setRules(rules);
  }

  /** Sets another backend for new connections. */
  public final void pointTo(Address backend) {
    proxy.become(proxy.spec().withUpstream(backend)).join();
  }

  /** Returns the whole journal. */
  public final List<Journal.Entry> journal() {
    return engine.journal().after(0, Integer.MAX_VALUE);
  }

  /** Returns what was injected so far. */
  public final List<Journal.Entry> faults() {
    return journal().stream().filter(entry -> entry.origin() == Journal.Origin.INJECTED).toList();
  }

  /** Returns what the network or a plugin did. */
  public final List<Journal.Entry> troubles() {
    return journal().stream().filter(entry -> entry.origin() != Journal.Origin.INJECTED).toList();
  }

  /** Returns each fault as the request's label and the decision, with a colon between. */
  public final List<String> decisions() {
    return faults().stream().map(entry -> entry.request() + ": " + entry.decision()).toList();
  }

  /** Closes the engine with all connections. */
  @Override
  public final void close() {
    engine.close();
  }
}
