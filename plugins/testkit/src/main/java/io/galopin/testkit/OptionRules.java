package io.galopin.testkit;

import io.galopin.api.BehaviorFactory;
import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.api.PluginFactory;
import io.galopin.api.ProtocolFactory;
import io.galopin.api.ToxicFactory;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks that a plugin takes options, or refuses them and says which one is wrong. */
final class OptionRules {

  /** Values of every type, at the edges of what an option may take. */
  private static final List<Object> VALUES =
      List.of(
          0,
          1,
          2,
          -1,
          100,
          65_536,
          Long.MAX_VALUE,
          0.5,
          1e18,
          true,
          false,
          "",
          "x",
          "1 s",
          "1 KiB",
          "a=1; b=2");

  private OptionRules() {}

  static void check(PluginFactory factory) {
    List<Option<?>> options = factory.options();
    boolean optional = options.stream().allMatch(option -> option.defaultValue().isPresent());
    try {
      createAll(factory, Options.defaults(options), "its defaults");
    } catch (OptionException wrong) {
      // A required option has no default.
      require(!optional, factory.name() + " refuses its own defaults: " + wrong.getMessage());
    }
    for (Option<?> option : options) {
      Stream.concat(VALUES.stream(), option.choices().stream())
          .forEach(value -> tryOut(factory, option, value));
    }
  }

  private static void tryOut(PluginFactory factory, Option<?> option, Object value) {
    try {
      Options given = Options.of(factory.options(), Map.of(option.name(), value));
      createAll(factory, given, option.name() + " = " + value);
    } catch (OptionException refused) {
      require(
          refused.option().equals(option.name()) || declares(factory, refused.option()),
          factory.name()
              + " refuses an option that it does not have, \""
              + refused.option()
              + "\", when given "
              + option.name()
              + " = "
              + value);
    }
  }

  private static boolean declares(PluginFactory factory, String name) {
    return factory.options().stream().anyMatch(option -> option.name().equals(name));
  }

  private static void createAll(PluginFactory factory, Options options, String given) {
    if (factory instanceof BehaviorFactory behaviors) {
      create(behaviors::create, options, factory.name() + " with " + given);
    }
    if (factory instanceof ToxicFactory toxics) {
      create(toxics::create, options, factory.name() + " with " + given);
    }
    if (factory instanceof ProtocolFactory protocols) {
      create(protocols::create, options, factory.name() + " with " + given);
    }
  }

  private static void create(
      Function<Options, ? extends @Nullable Object> create, Options options, String what) {
    Object made;
    try {
      made = create.apply(options);
    } catch (OptionException refused) {
      throw refused;
    } catch (Throwable wrong) {
      throw new AssertionError(what + ": create throws (expected: an OptionException)", wrong);
    }
    require(made != null, what + ": create returns null");
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new AssertionError(sentence);
    }
  }
}
