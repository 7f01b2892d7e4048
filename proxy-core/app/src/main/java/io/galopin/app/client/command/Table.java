package io.galopin.app.client.command;

import io.galopin.app.console.Style;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Rows under headings: aligned for a terminal, or separated by tabs for a pipe. */
public final class Table {

  private static final String GAP = "  ";

  private final List<String> headings;
  private final List<List<Cell>> rows = new ArrayList<>();

  public Table(String... headings) {
    this.headings = List.of(headings);
  }

  /** Adds a row. It must have a cell for each heading. */
  public Table row(List<Cell> cells) {
    if (cells.size() != headings.size()) {
      throw new IllegalArgumentException(
          "cells: " + cells.size() + " (expected: " + headings.size() + ")");
    }
    rows.add(List.copyOf(cells));
    return this;
  }

  /** How many rows it has. */
  public int size() {
    return rows.size();
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Prints a line per row, without headings. */
  public void printColumns(PrintStream out) {
    for (List<Cell> row : rows) {
      out.println(String.join("\t", row.stream().map(Cell::plain).toList()));
    }
  }

  /** Prints headings and aligned rows. */
  public void printAligned(PrintStream out, Style style) {
    List<Cell> titles = headings.stream().map(title -> Cell.of(title, Style::bold)).toList();
    out.println(line(titles, style));
    rows.forEach(row -> out.println(line(row, style)));
  }

  private String line(List<Cell> cells, Style style) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      Cell cell = cells.get(column);
      line.append(cell.dress().apply(style, cell.shown()));
      if (column < cells.size() - 1) {
        line.append(" ".repeat(width(column) - cell.shown().length())).append(GAP);
      }
    }
    return line.toString();
  }

  private int width(int column) {
    int widest = headings.get(column).length();
    for (List<Cell> row : rows) {
      widest = Math.max(widest, row.get(column).shown().length());
    }
    return widest;
  }
}
