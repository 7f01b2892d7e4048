package io.galopin.config;

import io.galopin.api.Attribute;
import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Option;
import io.galopin.api.Options;
import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.ProtocolFactory;
import io.galopin.api.Session;
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
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;

/**
 * Protocols and behaviors with the names and options of the built-in ones, for tests that look at
 * what they are made with, and the built-in toxics.
 */
final class TestPlugins {

  static final Option<Duration> SLEEP =
      Option.duration(
              "sleep", ChronoUnit.SECONDS, Duration.ZERO, Duration.ofDays(1), "how long to wait")
          .orElse(Duration.ofSeconds(1));

  private static final Option<Boolean> BEFORE = Option.flag("before", "when").orElse(true);
  private static final Option<Long> WARMUP = Option.integer("warmup", 0, 1000, "first").orElse(0L);

  static final Option<Boolean> OVERWRITE =
      Option.flag("overwrite-host-header", "the backend's").orElse(false);

  private static final Option<Boolean> KEEP_ALIVE = Option.flag("keep-alive", "as named");

  private TestPlugins() {}

  static Catalog catalog() {
    return catalog(options -> {});
  }

  /** The same; {@code delays} is told the options of every delay that is made. */
  static Catalog catalog(Consumer<Options> delays) {
    return Catalog.of(
        List.of(
            protocol("tcp", List.of(KEEP_ALIVE)),
            protocol("http", List.of(KEEP_ALIVE, OVERWRITE)),
            behavior("dummy", List.of(), options -> {}),
            behavior("delay", List.of(SLEEP, BEFORE), delays),
            behavior("error", List.of(WARMUP), options -> {}),
            behavior("hang", List.of(), options -> {}),
            behavior("blackout", List.of(), options -> {}),
            behavior("abort", List.of(), options -> {}),
            new BandwidthFactory(),
            new LossFactory(),
            new LatencyFactory(),
            new LimitDataFactory(),
            new NoopFactory(),
            new ResetPeerFactory(),
            new SlicerFactory(),
            new SlowCloseFactory(),
            new TimeoutFactory()));
  }

  record Remembering(Options options) implements Protocol {
    @Override
    public Session open(Pairing pairing) {
      throw new UnsupportedOperationException("no connection is opened in these tests");
    }
  }

  /** The attributes of the built-in protocol that examples ask for. */
  private static List<Attribute> attributes(String protocol) {
    return protocol.equals("http")
        ? List.of(
            Attribute.word("http.method", Attribute.Moment.REQUEST, "the method"),
            Attribute.text("http.path", Attribute.Moment.REQUEST, "the path"))
        : List.of();
  }

  static ProtocolFactory protocol(String name, List<Option<?>> options) {
    return new ProtocolFactory() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String description() {
        return "remembers its options";
      }

      @Override
      public List<Option<?>> options() {
        return options;
      }

      @Override
      public List<Attribute> attributes() {
        return TestPlugins.attributes(name);
      }

      @Override
      public Protocol create(Options values) {
        return new Remembering(values);
      }
    };
  }

  static BehaviorFactory behavior(String name, List<Option<?>> options, Consumer<Options> check) {
    return new BehaviorFactory() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String description() {
        return "tells what it is made with";
      }

      @Override
      public List<Option<?>> options() {
        return options;
      }

      @Override
      public Behavior create(Options values) {
        check.accept(values);
        return new Behavior() {};
      }
    };
  }
}
