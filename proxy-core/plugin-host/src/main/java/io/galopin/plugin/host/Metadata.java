package io.galopin.plugin.host;

import io.galopin.api.Attribute;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Failure;
import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.api.PluginFactory;
import io.galopin.api.ProtocolFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and checks the metadata of a plugin, before anything relies on it. */
final class Metadata {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_TEXT = 1000;
  private static final int MOST = 200;

  private Metadata() {}

  /**
   * Returns the kinds of a plugin.
   *
   * @throws RejectedException if it has none that this version knows
   */
  static List<PluginKind> kinds(PluginFactory factory) {
    List<PluginKind> kinds =
        Arrays.stream(PluginKind.values()).filter(kind -> kind.includes(factory)).toList();
    if (kinds.isEmpty()) {
      throw new RejectedException("not a kind of plugin that this version of Galopin knows");
    }
    return kinds;
  }

  /**
   * Returns the name by which users refer to a plugin.
   *
   * @throws RejectedException if the name is not valid
   */
  static String name(PluginFactory factory) {
    String name = ask("name()", factory::name);
    requireName("name", name);
    return name;
  }

  /**
   * Returns what a plugin does.
   *
   * @throws RejectedException if it is not one line
   */
  static String description(PluginFactory factory) {
    String description = ask("description()", factory::description);
    if (description.isBlank()) {
      throw new RejectedException("description() is blank");
    }
    requireLine("description()", description);
    return description;
  }

  /**
   * Returns the options of a plugin.
   *
   * @param method the name of the method that returns them
   * @throws RejectedException if one of them is not valid
   */
  static List<Option<?>> options(String method, Supplier<? extends List<Option<?>>> given) {
    List<Option<?>> options = list(method, given);
    Set<String> names = new HashSet<>();
    for (Option<?> option : options) {
      check(option);
      if (!names.add(option.name())) {
        throw new RejectedException("option \"" + option.name() + "\" is declared twice");
      }
    }
    return options;
  }

  /** Returns the options of a behavior at proxies of a protocol. */
  static List<Option<?>> options(BehaviorFactory factory, ProtocolFactory protocol) {
    return options("optionsFor(" + protocol.name() + ")", () -> factory.optionsFor(protocol));
  }

  /** Returns the attributes of a protocol, which rules can test. */
  static List<Attribute> attributes(ProtocolFactory factory) {
    List<Attribute> attributes = list("attributes()", factory::attributes);
    for (Attribute attribute : attributes) {
      requireLine("attribute", attribute.name());
      requireLine("description of attribute \"" + attribute.name() + '"', attribute.description());
    }
    return attributes;
  }

  /**
   * Returns checked kinds of failures or notices.
   *
   * @param what one of them, for messages
   */
  static List<Failure.Kind> kinds(String what, Supplier<List<Failure.Kind>> asking) {
    List<Failure.Kind> kinds = list(what + "s()", asking);
    for (Failure.Kind kind : kinds) {
      requireLine(what, kind.name());
      requireLine("description of " + what + " \"" + kind.name() + '"', kind.description());
    }
    return kinds;
  }

  private static <T> void check(Option<T> option) {
    requireName("option", option.name());
    String named = "option \"" + option.name() + "\": its ";
    requireLine(named + "description", option.description());
    if (option.choices().size() > MOST) {
      throw new RejectedException(
          named
              + "number of values is "
              + option.choices().size()
              + " (expected: at most "
              + MOST
              + ")");
    }
    option.choices().forEach(choice -> requireLine(named + "value", choice));
    checkDefault(option);
    if (option.defaultText().length() > LONGEST_TEXT) {
      throw new RejectedException(
          named + "default is too long (expected: at most " + LONGEST_TEXT + " characters)");
    }
  }

  private static <T> void checkDefault(Option<T> option) {
    String refused = "option \"" + option.name() + "\" does not take its own default";
    try {
      option.defaultValue().ifPresent(value -> option.parse(option.plain(value)));
    } catch (OptionException e) {
      throw new RejectedException(refused + ": " + e.getMessage(), e);
    } catch (Throwable e) {
      throw Instances.rejection(refused, e);
    }
  }

  private static void requireName(String what, @Nullable String name) {
    if (name == null || name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
      throw new RejectedException(
          what
              + ": "
              + (name == null ? null : OneLine.of(name, LONGEST_NAME))
              + " (expected: "
              + (name == null || name.length() <= LONGEST_NAME
                  ? ""
                  : "at most " + LONGEST_NAME + " characters, ")
              + "lower-case letters, digits and hyphens, beginning with a letter)");
    }
  }

  private static void requireLine(String what, @Nullable String text) {
    if (text == null) {
      throw new RejectedException(what + " is null");
    }
    if (!OneLine.is(text, LONGEST_TEXT)) {
      throw new RejectedException(
          what
              + ": "
              + OneLine.of(text, LONGEST_NAME)
              + " (expected: one line, of at most "
              + LONGEST_TEXT
              + " printable characters)");
    }
  }

  /** Copies a list of a plugin. It may be of any class and have no end. */
  static <T> List<T> list(String method, Supplier<? extends List<T>> answer) {
    List<T> copy = new ArrayList<>();
    ask(
        method,
        () -> {
          for (T element : ask(method, answer)) {
            if (element == null) {
              throw new RejectedException(method + " contains null");
            }
            if (copy.size() == MOST) {
              throw new RejectedException(method + " has no end (expected: at most " + MOST + ")");
            }
            copy.add(element);
          }
          return copy;
        });
    return List.copyOf(copy);
  }

  private static <T> T ask(String method, Supplier<? extends @Nullable T> answer) {
    T given;
    try {
      given = answer.get();
    } catch (RejectedException e) {
      throw e;
    } catch (Throwable e) {
      throw Instances.rejection(method + " throws", e);
    }
    if (given == null) {
      throw new RejectedException(method + " returns null");
    }
    return given;
  }
}
