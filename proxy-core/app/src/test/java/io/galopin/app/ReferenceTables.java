package io.galopin.app;

import io.galopin.api.Option;
import io.galopin.api.PluginFactory;
import java.util.Collection;

/** The part of a page of docs/ that follows from the metadata of plugins, in Markdown. */
final class ReferenceTables {

  private final String kind;

  /**
   * Tables of plugins of one kind.
   *
   * @param kind what options of the command line call it: {@code behavior}
   */
  ReferenceTables(String kind) {
    this.kind = kind;
  }

  /** A chapter per plugin. */
  String of(Collection<? extends PluginFactory> plugins) {
    StringBuilder chapters = new StringBuilder();
    for (PluginFactory plugin : plugins) {
      chapters.append("### ").append(plugin.name()).append("\n\n");
      chapters.append(capitalized(plugin.description())).append(".\n\n");
      chapters.append(plugin.options().isEmpty() ? "It has no options.\n\n" : table(plugin) + "\n");
    }
    return chapters.toString();
  }

  private String table(PluginFactory plugin) {
    StringBuilder table =
        new StringBuilder(
            """
            | option | on the command line | values | default | what it is for |
            |---|---|---|---|---|
            """);
    for (Option<?> option : plugin.options()) {
      table
          .append("| `%s` ".formatted(option.name()))
          .append("| `--%s-%s-%s` ".formatted(kind, plugin.name(), option.name()))
          .append("| %s ".formatted(option.range()))
          .append("| %s ".formatted(option.defaultText().isEmpty() ? "-" : option.defaultText()))
          .append("| %s |\n".formatted(option.description()));
    }
    return table.toString();
  }

  private static String capitalized(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
