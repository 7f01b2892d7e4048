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

/** Checks what a plugin says of itself, before the command line or anything else relies on it. */
final class Metadata {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_TEXT = 1000;
  private static final int MOST = 200;

  private Metadata() {}

  /**
   * What a plugin is.
   *
   * @throws RejectedException if it is nothing that this version knows
   */
  static List<PluginKind> kinds(PluginFactory factory) {
    List<PluginKind> kinds =
        Arrays.stream(PluginKind.values()).filter(kind -> kind.includes(factory)).toList();
    if (kinds.isEmpty()) {
      throw new RejectedException("of no kind that this version of Galopin knows");
    }
    return kinds;
  }

  /**
   * The name under which users find a plugin.
   *
   * @throws RejectedException if it cannot be used
   */
  static String name(PluginFactory factory) {
    String name = ask("name()", factory::name);
    requireName("name", name);
    return name;
  }

  /**
   * What a plugin does.
   *
   * @throws RejectedException if it does not say so in one line
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
   * The options of a plugin.
   *
   * @param method which gives them
   * @throws RejectedException if one of them cannot be used
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

  /** As {@link #options}, at proxies with a protocol. */
  static List<Option<?>> options(BehaviorFactory factory, ProtocolFactory protocol) {
    return options("optionsFor(" + protocol.name() + ")", () -> factory.optionsFor(protocol));
  }

  /** What rules can ask a protocol for. */
  static List<Attribute> attributes(ProtocolFactory factory) {
    List<Attribute> attributes = list("attributes()", factory::attributes);
    for (Attribute attribute : attributes) {
      requireLine("attribute", attribute.name());
      requireLine("description of attribute \"" + attribute.name() + '"', attribute.description());
    }
    return attributes;
  }

  /** How exchanges of a protocol can fail. */
  static List<Failure.Kind> failures(ProtocolFactory factory) {
    List<Failure.Kind> failures = list("failures()", factory::failures);
    for (Failure.Kind failure : failures) {
      requireLine("failure", failure.name());
      requireLine("description of failure \"" + failure.name() + '"', failure.description());
    }
    return failures;
  }

  private static <T> void check(Option<T> option) {
    requireName("option", option.name());
    String named = "option \"" + option.name() + "\": its ";
    requireLine(named + "description", option.description());
    if (option.choices().size() > MOST) {
      throw new RejectedException(
          named + "values are " + option.choices().size() + " (expected: at most " + MOST + ")");
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
              + " characters that can be seen)");
    }
  }

  /** A copy of a list of others, which may do as it likes, and have no end. */
  private static <T> List<T> list(String method, Supplier<? extends List<T>> answer) {
    List<T> copy = new ArrayList<>();
    ask(
        method,
        () -> {
          for (T element : ask(method, answer)) {
            if (element == null) {
              throw new RejectedException(method + " has a null in it");
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
