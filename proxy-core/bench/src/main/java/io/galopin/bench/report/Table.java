package io.galopin.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Formats a figure in Markdown: a line per contender with its median, spread, and ratio to the
 * median of each contender.
 */
final class Table {

  private Table() {}

  static String of(Figure figure, Map<String, Spread> spreads) {
    List<String> lines = new ArrayList<>();
    List<String> bases =
        spreads.keySet().stream().filter(name -> spreads.get(name).median() > 0).toList();
    List<String> head = new ArrayList<>(List.of("", figure.unit(), "min–max"));
    bases.forEach(name -> head.add("× " + name));
    lines.add(row(head));
    lines.add(row(head.stream().map(column -> column.isEmpty() ? "---" : "---:").toList()));
    spreads.forEach((name, spread) -> lines.add(row(cells(name, spread, bases, spreads))));
    return String.join("\n", lines) + "\n";
  }

  private static List<String> cells(
      String name, Spread spread, List<String> bases, Map<String, Spread> spreads) {
    List<String> cells = new ArrayList<>();
    cells.add(name);
    cells.add("**" + Numbers.text(spread.median()) + "**");
    cells.add(Numbers.text(spread.least()) + "–" + Numbers.text(spread.most()));
    for (String base : bases) {
      cells.add(
          base.equals(name) ? "" : Numbers.text(spread.median() / spreads.get(base).median()));
    }
    return cells;
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
