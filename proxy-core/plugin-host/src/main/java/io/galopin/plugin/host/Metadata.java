package io.galopin.plugin.host;

import io.galopin.api.Option;
import io.galopin.api.PluginFactory;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks what a plugin says of itself, before the command line or anything else relies on it. */
final class Metadata {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

  private Metadata() {}

  /**
   * The names under which users find a plugin, one for each of its kinds.
   *
   * @throws RejectedException if its name, description or options cannot be used
   */
  static List<PluginName> check(PluginFactory factory) {
    List<PluginKind> kinds =
        Arrays.stream(PluginKind.values()).filter(kind -> kind.includes(factory)).toList();
    if (kinds.isEmpty()) {
      throw new RejectedException("of no kind that this version of Galopin knows");
    }
    String name = ask("name()", factory::name);
    requireName("name", name);
    if (ask("description()", factory::description).isBlank()) {
      throw new RejectedException("description() is blank");
    }
    Set<String> options = new HashSet<>();
    for (Option<?> option : ask("options()", () -> List.copyOf(factory.options()))) {
      check(option);
      if (!options.add(option.name())) {
        throw new RejectedException("option \"" + option.name() + "\" is declared twice");
      }
    }
    return kinds.stream().map(kind -> new PluginName(kind, name)).toList();
  }

  private static <T> void check(Option<T> option) {
    requireName("option", option.name());
    try {
      option.defaultValue().ifPresent(value -> option.parse(option.plain(value)));
    } catch (RuntimeException e) {
      throw new RejectedException(
          "option \"" + option.name() + "\" does not take its own default: " + e.getMessage(), e);
    }
  }

  private static void requireName(String what, @Nullable String name) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new RejectedException(
          what
              + ": "
              + name
              + " (expected: lower-case letters, digits and hyphens, beginning with a letter)");
    }
  }

  private static <T> T ask(String method, Supplier<@Nullable T> answer) {
    T given;
    try {
      given = answer.get();
    } catch (Exception | LinkageError | AssertionError e) {
      throw Instances.rejection(method + " throws", e);
    }
    if (given == null) {
      throw new RejectedException(method + " returns null");
    }
    return given;
  }
}
