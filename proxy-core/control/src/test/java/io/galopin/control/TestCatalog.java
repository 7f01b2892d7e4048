package io.galopin.control;

import io.galopin.behavior.exchange.DelayFactory;
import io.galopin.behavior.exchange.DummyFactory;
import io.galopin.behavior.exchange.ErrorFactory;
import io.galopin.behavior.exchange.HangFactory;
import io.galopin.behavior.stream.BandwidthFactory;
import io.galopin.behavior.stream.LatencyFactory;
import io.galopin.behavior.stream.LimitDataFactory;
import io.galopin.behavior.stream.LossFactory;
import io.galopin.behavior.stream.NoopFactory;
import io.galopin.behavior.stream.ResetPeerFactory;
import io.galopin.behavior.stream.SlicerFactory;
import io.galopin.behavior.stream.SlowCloseFactory;
import io.galopin.behavior.stream.TimeoutFactory;
import io.galopin.engine.Catalog;
import io.galopin.protocol.http.HttpProtocolFactory;
import io.galopin.protocol.tcp.TcpProtocolFactory;
import java.util.List;

/** The built-in plugins, and some only for tests. */
final class TestCatalog {

  static final Catalog ALL =
      Catalog.of(
          List.of(
              new TcpProtocolFactory(),
              new HttpProtocolFactory(),
              new DummyFactory(),
              new DelayFactory(),
              new ErrorFactory(),
              new HangFactory(),
              new LatencyFactory(),
              new BandwidthFactory(),
              new SlowCloseFactory(),
              new TimeoutFactory(),
              new ResetPeerFactory(),
              new SlicerFactory(),
              new LimitDataFactory(),
              new LossFactory(),
              new NoopFactory(),
              new QuietToxic(),
              new PickyBehavior(),
              new BrokenBehavior()));

  private TestCatalog() {}
}
