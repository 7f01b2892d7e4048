package io.galopin.app;

import io.galopin.api.Attribute;
import io.galopin.api.Failure;
import io.galopin.api.Option;
import io.galopin.app.console.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help;

/** Tables for a terminal of what plugins declare. A table without rows is an empty string. */
final class PluginTables {

  private static final int INDENT = 2;

  private PluginTables() {}

  /** A line per option; more if the description is long or the option has a range. */
  static String options(List<Option<?>> options) {
    List<List<String>> rows = new ArrayList<>();
    for (Option<?> option : options) {
      String standard = option.defaultText().isEmpty() ? "-" : option.defaultText();
      rows.add(List.of(option.name(), option.typeName(), standard, option.description()));
      if (!option.isFlag() && !option.range().equals(option.typeName())) {
        rows.add(List.of("", "", "", "(" + option.range() + ")"));
      }
    }
    return table(rows);
  }

  /** A line per attribute: name, type, when it is known, description. */
  static String attributes(List<Attribute> attributes) {
    return table(
        attributes.stream()
            .map(
                attribute ->
                    List.of(
                        attribute.toString(),
                        attribute.type().name().toLowerCase(Locale.ROOT)
                            + (attribute.many() ? "s" : ""),
                        attribute.moment().name().toLowerCase(Locale.ROOT),
                        attribute.description()
                            + (attribute.writable() ? "; replace can change it" : "")))
            .toList());
  }

  /** A line per failure. */
  static String failures(List<Failure.Kind> failures) {
    return table(
        failures.stream().map(failure -> List.of(failure.name(), failure.description())).toList());
  }

  /** The last column gets the width that the others leave. */
  private static String table(List<List<String>> rows) {
    if (rows.isEmpty()) {
      return "";
    }
    Help.Column[] columns = new Help.Column[rows.get(0).size()];
    int left = Console.COLUMNS;
    for (int i = 0; i < columns.length; i++) {
      int place = i;
      int widest = rows.stream().mapToInt(row -> row.get(place).length()).max().orElse(0) + INDENT;
      boolean last = i == columns.length - 1;
      columns[i] = new Help.Column(last ? left : widest, INDENT, Help.Column.Overflow.WRAP);
      left -= widest + INDENT;
    }
    Help.TextTable table =
        Help.TextTable.forColumns(Help.defaultColorScheme(Help.Ansi.OFF), columns);
    table.indentWrappedLines = 0;
    rows.forEach(row -> table.addRowValues(row.toArray(String[]::new)));
    return table.toString();
  }
}
