package io.galopin.app;

import io.galopin.api.Attribute;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Failure;
import io.galopin.api.Option;
import io.galopin.api.PluginFactory;
import io.galopin.api.ProtocolFactory;
import io.galopin.engine.Catalog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Writes the parts of pages in docs/ that follow from the metadata of plugins, in Markdown. */
final class ReferenceTables {

  private static final String OPTIONS =
      "| option | on the command line | values | default | what it is for |";

  private final String kind;
  private final Catalog catalog;

  /**
   * Creates tables for plugins of one kind.
   *
   * @param kind the kind's name in command-line options: {@code behavior}
   */
  ReferenceTables(String kind, Catalog catalog) {
    this.kind = kind;
    this.catalog = catalog;
  }

  /** Returns a chapter per plugin. */
  String of(Collection<? extends PluginFactory> plugins) {
    StringBuilder chapters = new StringBuilder();
    for (PluginFactory plugin : plugins) {
      chapters.append("### ").append(plugin.name()).append("\n\n");
      chapters.append(capitalized(plugin.description())).append(".\n\n");
      List<String> own = rows(plugin.name(), plugin.options());
      chapters.append(own.isEmpty() ? "It has no options.\n\n" : table("", OPTIONS, own));
      if (plugin instanceof BehaviorFactory behavior) {
        chapters.append(byProtocol(behavior, own));
      } else if (plugin instanceof ProtocolFactory protocol) {
        chapters.append(words(protocol));
      }
    }
    return chapters.toString();
  }

  /** Returns the options that a behavior has only in some protocols, or that differ there. */
  private String byProtocol(BehaviorFactory behavior, List<String> own) {
    StringBuilder tables = new StringBuilder();
    for (ProtocolFactory protocol : catalog.protocols().values()) {
      List<String> rows = new ArrayList<>(rows(behavior.name(), behavior.optionsFor(protocol)));
      rows.removeAll(own);
      tables.append(table("With protocol " + protocol.name() + ":", OPTIONS, rows));
    }
    return tables.toString();
  }

  private List<String> rows(String plugin, List<Option<?>> options) {
    return options.stream()
        .map(
            option ->
                "| `%s` | `--%s-%s-%s` | %s | %s | %s |"
                    .formatted(
                        option.name(),
                        kind,
                        plugin,
                        option.name(),
                        option.range(),
                        option.defaultText().isEmpty() ? "-" : option.defaultText(),
                        option.description()))
        .toList();
  }

  private static String words(ProtocolFactory protocol) {
    return table(
            "What [rules](rules.md) can ask for:",
            "| attribute | values | known with | can be changed | what it is |",
            protocol.attributes().stream().map(ReferenceTables::row).toList())
        + table(
            "How it can fail:",
            "| failure | what the client gets |",
            protocol.failures().stream().map(ReferenceTables::row).toList())
        + table(
            "What `notice` can send:",
            "| notice | what the client gets |",
            protocol.notices().stream().map(ReferenceTables::row).toList())
        + table(
            "What can be said of failures, by options of `error` and `transient`"
                + (protocol.notices().isEmpty() ? ":" : ", and of notices:"),
            "| option | values | what it is for |",
            protocol.failureOptions().stream()
                .map(o -> "| `%s` | %s | %s |".formatted(o.name(), o.range(), o.description()))
                .toList());
  }

  private static String row(Attribute attribute) {
    return "| `%s` | %s | the %s | %s | %s |"
        .formatted(
            attribute,
            attribute.type().name().toLowerCase(Locale.ROOT),
            attribute.moment().name().toLowerCase(Locale.ROOT),
            attribute.writable() ? "yes" : "no",
            attribute.description());
  }

  private static String row(Failure.Kind failure) {
    return "| `%s` | %s |".formatted(failure.name(), failure.description());
  }

  /** Returns a table; empty if there are no rows. */
  private static String table(String title, String head, List<String> rows) {
    if (rows.isEmpty()) {
      return "";
    }
    String rule = head.replaceAll("[^|]+", "---");
    return (title.isEmpty() ? "" : title + "\n\n")
        + head
        + "\n"
        + rule
        + "\n"
        + String.join("\n", rows)
        + "\n\n";
  }

  private static String capitalized(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
