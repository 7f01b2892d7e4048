package io.galopin.assertj;

import io.galopin.client.Configured;
import io.galopin.client.JournalEntry;
import io.galopin.client.Plugin;
import io.galopin.client.Proxy;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The name that a test asks about: of a rule, a behavior or a toxic, or a toxic's type. Treats
 * hyphens and underscores as equal.
 */
final class Sought {

  private static final String BEGINS = "begins: ";

  private final String name;
  private final String hyphens;

  Sought(String name) {
    this.name = name;
    this.hyphens = hyphens(name);
  }

  private static String hyphens(String text) {
    return text.replace('_', '-');
  }

  private boolean is(String other) {
    return !other.isEmpty() && hyphens(other).equals(hyphens);
  }

  /** Returns whether an entry for something injected is about this name. */
  boolean matches(JournalEntry entry) {
    return is(entry.rule()) || is(entry.plugin()) || is(type(entry));
  }

  /** Returns the type of the toxic that has begun; empty if the entry says nothing of that. */
  private static String type(JournalEntry entry) {
    String what = entry.decision();
    if (entry.exchange() > 0 || !what.startsWith(BEGINS)) {
      return "";
    }
    return what.substring(BEGINS.length()).split(" ", 2)[0];
  }

  boolean matches(Configured one) {
    return is(one.rule()) || is(one.plugin()) || is(one.type());
  }

  /**
   * Returns a sentence if nothing at {@code proxy} can have this name; empty if something has it,
   * or could.
   */
  String unknown(Proxy proxy, List<JournalEntry> journal) {
    Set<String> there = new TreeSet<>();
    for (Configured one : proxy.configured()) {
      there.addAll(List.of(one.rule(), one.plugin(), one.type()));
    }
    for (JournalEntry entry : journal) {
      there.addAll(List.of(entry.rule(), entry.plugin()));
    }
    Set<String> installed = new TreeSet<>();
    Set<String> byDefault = new TreeSet<>();
    for (Plugin plugin : proxy.plugins()) {
      if (plugin.kind() != Plugin.Kind.PROTOCOL) {
        installed.add(plugin.name());
      }
      if (plugin.kind() == Plugin.Kind.TOXIC) {
        byDefault.addAll(List.of(plugin.name() + "-upstream", plugin.name() + "-downstream"));
      }
    }
    there.remove("");
    boolean known =
        List.of(there, installed, byDefault).stream()
            .anyMatch(names -> names.stream().anyMatch(this::is));
    return known
        ? ""
        : "Nothing at proxy "
            + proxy.name()
            + " is called "
            + name
            + " (expected: "
            + (there.isEmpty() ? "" : "what was configured there: " + joined(there) + "; or ")
            + "what is installed: "
            + joined(installed)
            + ")";
  }

  private static String joined(Set<String> names) {
    return names.stream().collect(Collectors.joining(", "));
  }
}
