package io.galopin.bench.jmh;

import io.galopin.engine.Engine;
import io.galopin.engine.EngineSettings;
import io.galopin.engine.Limits;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.match.Condition;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.Address;
import io.galopin.engine.trace.ExchangeListener;
import java.io.IOException;

/** A client, a proxy with one event loop, and a backend, over loopback. */
final class Rig implements AutoCloseable {

  private final FixedReplies backend;
  private final Engine engine;
  private final Pipeline pipeline;

  private Rig(FixedReplies backend, Engine engine, Pipeline pipeline) {
    this.backend = backend;
    this.engine = engine;
    this.pipeline = pipeline;
  }

  /**
   * Starts all three.
   *
   * @param batch how many requests the client sends at once, while as many others are on their way
   */
  static Rig start(Wire wire, RuleSet rules, int batch) throws IOException {
    FixedReplies backend = FixedReplies.start(wire, batch);
    EngineSettings usual = EngineSettings.withSeed(1);
    Engine engine =
        new Engine(
            new EngineSettings(
                usual.seed(),
                1,
                usual.journalEntries(),
                usual.clock(),
                usual.heldPerLink(),
                usual.heldInAll(),
                usual.meters()));
    Proxy proxy =
        engine
            .open(
                new ProxySpec(
                    "bench",
                    new Address("127.0.0.1", 0),
                    backend.address(),
                    "http",
                    wire.protocol(),
                    rules,
                    Limits.defaults(),
                    true))
            .join();
    Pipeline pipeline = Pipeline.connect(proxy.address().orElseThrow(), wire, batch);
    return new Rig(backend, engine, pipeline);
  }

  /** Adds a listener to exchanges that begin from now on. */
  void listen(Condition when, ExchangeListener listener) {
    engine.exchanges().listen(when, listener);
  }

  /**
   * Sends requests and returns when all replies have arrived.
   *
   * @param count the number of exchanges; a multiple of the batch
   */
  void exchange(int count) throws IOException {
    pipeline.exchange(count);
  }

  @Override
  public void close() throws IOException {
    pipeline.close();
    engine.close();
    backend.close();
  }
}
