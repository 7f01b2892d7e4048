package io.galopin.live;

import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Option;
import io.galopin.api.Options;
import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.ProtocolFactory;
import io.galopin.api.Session;
import io.galopin.api.Toxic;
import io.galopin.api.ToxicFactory;
import io.galopin.config.ToxiproxyJson;
import io.galopin.engine.Catalog;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.rules.RulesJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Plugins that do nothing and have one option each, and proxies that do not listen. */
final class TestPlugins {

  private static final List<Option<?>> SIZE =
      List.of(Option.integer("size", 0, 100, "how much").orElse(5L));

  static final Catalog CATALOG =
      Catalog.of(List.of(new Speaking("tcp"), new Speaking("other"), new Acting(), new Slow()));

  private TestPlugins() {}

  /** The same with another toxic in place of the slow one. */
  static Catalog catalogWith(ToxicFactory toxic) {
    return Catalog.of(List.of(new Speaking("tcp"), new Speaking("other"), new Acting(), toxic));
  }

  /** Returns the fields of a disabled proxy; {@code more} are names and values, alternating. */
  static Map<String, Object> fields(String name, Object... more) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("name", name);
    fields.put("listen", "127.0.0.1:0");
    fields.put("upstream", "127.0.0.1:9");
    fields.put("enabled", false);
    for (int i = 0; i < more.length; i += 2) {
      fields.put(String.valueOf(more[i]), more[i + 1]);
    }
    return fields;
  }

  static ProxySpec spec(String name, Object... more) {
    return ToxiproxyJson.proxy(fields(name, more)).toSpec(CATALOG);
  }

  static ToxicSpec toxic(String name) {
    return ToxiproxyJson.toxic(Map.of("name", name, "type", "slow")).toSpec(CATALOG);
  }

  static RulesJson rules() {
    return new RulesJson("tcp", Map.of(), CATALOG);
  }

  private record Speaking(String name) implements ProtocolFactory {
    @Override
    public String description() {
      return "speaks";
    }

    @Override
    public List<Option<?>> options() {
      return SIZE;
    }

    @Override
    public Protocol create(Options options) {
      return new Silent();
    }
  }

  private static final class Silent implements Protocol {
    @Override
    public Session open(Pairing pairing) {
      throw new UnsupportedOperationException("nobody connects in these tests");
    }
  }

  private record Acting() implements BehaviorFactory {
    @Override
    public String name() {
      return "act";
    }

    @Override
    public String description() {
      return "acts";
    }

    @Override
    public List<Option<?>> options() {
      return SIZE;
    }

    @Override
    public Behavior create(Options options) {
      return new Behavior() {};
    }
  }

  private record Slow() implements ToxicFactory {
    @Override
    public String name() {
      return "slow";
    }

    @Override
    public String description() {
      return "is slow";
    }

    @Override
    public List<Option<?>> options() {
      return SIZE;
    }

    @Override
    public Toxic create(Options options) {
      return (place, before) -> {
        throw new UnsupportedOperationException("nobody connects in these tests");
      };
    }
  }
}
