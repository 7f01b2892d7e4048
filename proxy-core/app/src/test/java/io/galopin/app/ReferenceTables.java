package io.galopin.app;

import io.galopin.api.Attribute;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.ConnectionOptions;
import io.galopin.api.Failure;
import io.galopin.api.Option;
import io.galopin.api.ProtocolFactory;
import io.galopin.engine.Catalog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the parts of pages in docs/ that follow from the metadata of plugins, in Markdown. */
final class ReferenceTables {

  private static final String OPTIONS =
      "| option | on the command line | values | default | what it is for |";

  private static final String NONE = "It has no options.\n\n";

  private static final String SHARED =
      "[those that all protocols have](../protocols.md#%s)"
          .formatted("options-that-all-protocols-have");
  private static final String HAS_COMMON = "It has " + SHARED + ".\n\n";
  private static final String HAS_MORE = "Apart from " + SHARED + ":\n\n";

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

  /** Returns a chapter per behavior. */
  String of(Collection<? extends BehaviorFactory> behaviors) {
    StringBuilder chapters = new StringBuilder();
    for (BehaviorFactory behavior : behaviors) {
      chapters.append("### ").append(behavior.name()).append("\n\n");
      chapters.append(capitalized(behavior.description())).append(".\n\n");
      List<String> own = rows(behavior.name(), behavior.options());
      chapters.append(own.isEmpty() ? NONE : table("", OPTIONS, own));
      chapters.append(byProtocol(behavior, own));
    }
    return chapters.toString();
  }

  /** Returns a line per protocol, with a link to its page. */
  String protocols() {
    return table(
        "",
        "| protocol | what it reads |",
        catalog.protocols().values().stream()
            .map(p -> "| [%1$s](protocols/%1$s.md) | %2$s |".formatted(p.name(), p.description()))
            .toList());
  }

  /** Returns the options that protocols share. */
  String common() {
    return table("", OPTIONS, rows("NAME", ConnectionOptions.ALL));
  }

  /** Returns what the page of a protocol shows, by the name of the place. */
  Map<String, String> parts(ProtocolFactory protocol) {
    List<Option<?>> own = new ArrayList<>(protocol.options());
    own.removeAll(ConnectionOptions.ALL);
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("attributes", attributes(protocol));
    parts.put(
        "options",
        own.isEmpty() ? HAS_COMMON : HAS_MORE + table("", OPTIONS, rows(protocol.name(), own)));
    parts.put("failures", failures(protocol));
    parts.put("notices", notices(protocol));
    parts.values().removeIf(String::isEmpty);
    return parts;
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

  private static String attributes(ProtocolFactory protocol) {
    return table(
        "",
        "| attribute | values | known with | can be changed | what it is |",
        protocol.attributes().stream().map(ReferenceTables::row).toList());
  }

  private static String failures(ProtocolFactory protocol) {
    return table(
            "",
            "| failure | what the client gets |",
            protocol.failures().stream().map(ReferenceTables::row).toList())
        + said("failures, by options of `error` and `transient`", protocol.failureOptions());
  }

  private static String notices(ProtocolFactory protocol) {
    return protocol.notices().isEmpty()
        ? ""
        : table(
                "",
                "| notice | what the client gets |",
                protocol.notices().stream().map(ReferenceTables::row).toList())
            + said("notices, by options of `notice`", protocol.noticeOptions());
  }

  private static String said(String what, List<Option<?>> options) {
    return table(
        "What can be said of " + what + ":",
        "| option | values | what it is for |",
        options.stream()
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
