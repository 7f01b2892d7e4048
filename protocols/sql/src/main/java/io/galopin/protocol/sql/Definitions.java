package io.galopin.protocol.sql;

import org.jspecify.annotations.Nullable;

/** Reads what {@code WITH} defines: {@code WITH a AS (…), b (c) AS MATERIALIZED (…)}. */
final class Definitions {

  private final SqlTokens tokens;
  private final NamedTables tables;
  private final StatementReader statement;

  Definitions(StatementReader statement, SqlTokens tokens, NamedTables tables) {
    this.statement = statement;
    this.tokens = tokens;
    this.tables = tables;
  }

  /**
   * Reads from {@code WITH} to the main statement. Returns false, and stays, if this is not what
   * follows.
   */
  boolean read() {
    SqlTokens.Place here = tokens.place();
    tokens.next();
    boolean recursive = accept(Keyword.RECURSIVE);
    if (!definition(recursive)) {
      tokens.returnTo(here);
      return false;
    }
    order();
    while (tokens.is(',')) {
      tokens.next();
      if (!definition(recursive)) {
        return true;
      }
      order();
    }
    return true;
  }

  private boolean accept(Keyword keyword) {
    boolean there = tokens.is(keyword);
    if (there) {
      tokens.next();
    }
    return there;
  }

  private boolean definition(boolean recursive) {
    if (!tokens.isName()) {
      return false;
    }
    String name = tokens.name();
    tokens.next();
    if (tokens.is('(')) {
      statement.nested(StatementReader.Inside.ANYTHING);
    }
    if (!accept(Keyword.AS)) {
      return false;
    }
    accept(Keyword.NOT);
    accept(Keyword.MATERIALIZED);
    if (!tokens.is('(')) {
      return false;
    }
    body(recursive, name);
    return true;
  }

  private void body(boolean recursive, @Nullable String name) {
    if (recursive) {
      tables.define(name);
    }
    statement.nested(StatementReader.Inside.STATEMENT);
    if (!recursive) {
      tables.define(name);
    }
  }

  /** {@code SEARCH … SET name} and {@code CYCLE … SET name [TO … DEFAULT …] USING name}. */
  private void order() {
    if (accept(Keyword.SEARCH)) {
      to(Keyword.SET);
      tokens.next();
    }
    if (accept(Keyword.CYCLE)) {
      to(Keyword.USING);
      tokens.next();
    }
  }

  private void to(Keyword keyword) {
    while (!tokens.atEnd() && !tokens.is(';') && !tokens.is(')') && !accept(keyword)) {
      tokens.next();
    }
  }
}
