package io.galopin.testkit;

import io.galopin.api.Option;
import io.galopin.api.PluginFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.pf4j.Extension;

/**
 * Checks what every plugin must do, so that users find it and its options look like all others. The
 * test of a plugin calls {@link #check}.
 */
public final class PluginRules {

  private static final String NAME = "[a-z][a-z0-9-]*";

  private PluginRules() {}

  /**
   * Checks the class, name, description and options of a plugin. The host must find the plugin, its
   * defaults must be valid, and it must take all other values or refuse them with an {@link
   * io.galopin.api.OptionException}.
   *
   * @throws AssertionError with a sentence about the first rule that is broken
   */
  public static void check(PluginFactory factory) {
    Class<? extends PluginFactory> type = factory.getClass();
    require(type.isAnnotationPresent(Extension.class), type + " is not annotated: @Extension");
    require(
        Modifier.isPublic(type.getModifiers())
            && Arrays.stream(type.getConstructors())
                .anyMatch(constructor -> constructor.getParameterCount() == 0),
        type + " is not public with a public constructor without arguments");
    require(factory.name().matches(NAME), "name: " + factory.name() + " (expected: " + NAME + ")");
    requireOneLine("description of " + factory.name(), factory.description());
    Set<String> names = new HashSet<>();
    for (Option<?> option : factory.options()) {
      check(option);
      require(names.add(option.name()), "option " + option.name() + ": declared twice");
    }
    OptionRules.check(factory);
    requireListed(type);
  }

  private static void requireListed(Class<?> type) {
    try {
      require(
          indexed(type.getClassLoader()).contains(type.getName()),
          type + " is not in META-INF/extensions.idx: PF4J's annotation processor did not run");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> void check(Option<T> option) {
    require(option.name().matches(NAME), "option: " + option + " (expected: " + NAME + ")");
    requireOneLine("description of option " + option, option.description());
    option
        .defaultValue()
        .ifPresent(
            value ->
                require(
                    value.equals(option.parse(option.defaultText()))
                        && value.equals(option.parse(option.plain(value))),
                    "option " + option + ": its default is not read as it is written"));
  }

  private static void requireOneLine(String what, String text) {
    require(
        !text.isBlank() && !text.endsWith(".") && text.lines().count() == 1,
        what + ": \"" + text + "\" (expected: one line without a full stop)");
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new AssertionError(sentence);
    }
  }

  /**
   * Returns the classes in the extension indexes of a class path. PF4J's annotation processor
   * writes these indexes, and the host finds only the classes in them.
   */
  public static Set<String> indexed(ClassLoader loader) throws IOException {
    Set<String> names = new TreeSet<>();
    for (URL index : Collections.list(loader.getResources("META-INF/extensions.idx"))) {
      try (InputStream in = index.openStream()) {
        new String(in.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .forEach(names::add);
      }
    }
    return names;
  }
}
