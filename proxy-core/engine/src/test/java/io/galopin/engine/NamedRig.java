package io.galopin.engine;

import io.galopin.engine.loop.EventLoops;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** An engine that asks a name server of the test, and its rig. */
public final class NamedRig implements AutoCloseable {

  public final NameServer server = start();
  private final EventLoops loops;
  public final Rig rig;

  public NamedRig(int threads) {
    this(threads, Duration.ofSeconds(5));
  }

  /**
   * The same with a limit.
   *
   * @param patience how long the name server may take to answer
   */
  public NamedRig(int threads, Duration patience) {
    loops =
        EventLoops.start(
            threads, new SingletonDnsServerAddressStreamProvider(server.address()), patience);
    rig = new Rig(new Engine(EngineSettings.withSeed(42), loops));
  }

  private static NameServer start() {
    try {
      return new NameServer();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() throws IOException {
    rig.close();
    loops.close();
    server.close();
  }
}
