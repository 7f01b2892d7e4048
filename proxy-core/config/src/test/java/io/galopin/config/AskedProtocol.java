package io.galopin.config;

import io.galopin.api.Attribute;
import io.galopin.api.Attribute.Moment;
import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Option;
import io.galopin.api.Options;
import io.galopin.api.Protocol;
import io.galopin.api.ProtocolFactory;
import io.galopin.engine.Catalog;
import java.util.List;

/** A protocol that has an attribute of each type, and a behavior whose options depend on it. */
final class AskedProtocol implements ProtocolFactory {

  private static final Option<Long> STATUS =
      Option.integer("status", 400, 599, "what the reply says");
  private static final Option<String> BODY = Option.text("body", "what the reply has");

  static Catalog catalog() {
    return Catalog.of(
        List.of(
            new AskedProtocol(),
            TestPlugins.protocol("tcp", List.of()),
            TestPlugins.behavior(
                "delay", List.of(TestPlugins.SLEEP, Option.flag("before", "when")), options -> {}),
            TestPlugins.behavior("dummy", List.of(), options -> {}),
            new Failing()));
  }

  @Override
  public String name() {
    return "http";
  }

  @Override
  public String description() {
    return "can be asked";
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(
        Attribute.word("http.method", Moment.REQUEST, "a word"),
        Attribute.text("http.path", Moment.REQUEST, "a text"),
        Attribute.text("http.header", Moment.REQUEST, "one of many").withNames(),
        Attribute.bytes("http.bytes", Moment.REQUEST, "bytes"),
        Attribute.number("http.status", Moment.REPLY, "a number"));
  }

  @Override
  public List<Option<?>> failureOptions() {
    return List.of(STATUS, BODY);
  }

  @Override
  public Protocol create(Options options) {
    return new TestPlugins.Remembering(options);
  }

  private static final class Failing implements BehaviorFactory {
    @Override
    public String name() {
      return "error";
    }

    @Override
    public String description() {
      return "fails";
    }

    @Override
    public List<Option<?>> optionsFor(ProtocolFactory protocol) {
      return protocol.failureOptions();
    }

    @Override
    public Behavior create(Options options) {
      return new Behavior() {};
    }
  }
}
