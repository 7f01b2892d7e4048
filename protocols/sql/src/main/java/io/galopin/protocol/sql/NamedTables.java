package io.galopin.protocol.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tables that a statement has named so far. Names that {@code WITH} defines are none, where
 * they can be seen.
 */
final class NamedTables {

  private static final int MOST_PARTS = 4;

  private final SqlTokens tokens;
  private final Set<SqlTable> tables = new LinkedHashSet<>(4);
  private final List<String> defined = new ArrayList<>(0);

  NamedTables(SqlTokens tokens) {
    this.tokens = tokens;
  }

  List<SqlTable> all() {
    return List.copyOf(tables);
  }

  /** Returns how many definitions are seen, to {@link #forget} later ones. */
  int defined() {
    return defined.size();
  }

  /** Ends the scope of definitions. */
  void forget(int downTo) {
    while (defined.size() > downTo) {
      defined.remove(defined.size() - 1);
    }
  }

  void define(@Nullable String name) {
    if (name != null) {
      defined.add(name);
    }
  }

  /**
   * Reads a name with what stands before it, at the current token.
   *
   * @param function whether a parenthesis behind it makes it a function
   */
  void read(boolean function) {
    StringBuilder schema = new StringBuilder();
    String name = tokens.name();
    boolean known = name != null;
    boolean qualified = false;
    tokens.next();
    for (int parts = 1; tokens.is('.') && parts < MOST_PARTS; parts++) {
      tokens.next();
      if (!tokens.isName()) {
        return;
      }
      schema.append(qualified ? "." : "").append(name);
      qualified = true;
      name = tokens.name();
      known &= name != null;
      tokens.next();
    }
    if (known && name != null && !(function && tokens.is('('))) {
      add(new SqlTable(schema.toString(), name));
    }
  }

  private void add(SqlTable table) {
    boolean real =
        defined.isEmpty()
            || !table.schema().isEmpty()
            || defined.stream().noneMatch(d -> same(d, table));
    if (real && tables.size() < SqlText.MOST_TABLES) {
      tables.add(table);
    }
  }

  private boolean same(String definition, SqlTable table) {
    return tokens.dialect().isMysql()
        ? definition.equalsIgnoreCase(table.name())
        : definition.equals(table.name());
  }
}
