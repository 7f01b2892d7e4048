package io.galopin.protocol.sql;

/**
 * Reads one statement: its kind, and the names after FROM, JOIN, INTO, UPDATE, TABLE and USING.
 * What is in parentheses is a {@link Level} of its own, which may be a query.
 */
final class StatementReader {

  /** What may be in parentheses. */
  enum Inside {
    /** Anything; if it is a query, it begins like one. */
    ANYTHING,
    /** Tables, as after FROM, or a query. */
    TABLES,
    /** A statement, as in a definition of WITH. */
    STATEMENT
  }

  private final SqlTokens tokens;
  private final NamedTables tables;
  private final Definitions definitions;
  private final NextWords words;
  private int nested;
  private boolean chained;
  private boolean temporary;
  private SqlKind kind = SqlKind.OTHER;

  /** Begins at the current token, which is neither a semicolon nor the end. */
  StatementReader(SqlTokens tokens) {
    this.tokens = tokens;
    tables = new NamedTables(tokens);
    definitions = new Definitions(this, tokens, tables);
    words = new NextWords(tokens);
  }

  /** Reads up to the semicolon, or to the end. */
  SqlStatement read() {
    int start = tokens.start();
    SqlKind read = new Level(this, tokens, Inside.STATEMENT).read();
    return new SqlStatement(read, tables.all(), chained, temporary, start);
  }

  /** Reads what is in parentheses, from the opening one to behind the closing one. */
  SqlKind nested(Inside inside) {
    tokens.next();
    if (nested == SqlText.MOST_NESTED) {
      tokens.tooDeep();
      return SqlKind.OTHER;
    }
    nested++;
    int defined = tables.defined();
    SqlKind read = new Level(this, tokens, inside).read();
    tables.forget(defined);
    nested--;
    if (tokens.is(')')) {
      tokens.next();
    }
    return read;
  }

  boolean isNested() {
    return nested > 0;
  }

  NamedTables tables() {
    return tables;
  }

  Definitions definitions() {
    return definitions;
  }

  NextWords words() {
    return words;
  }

  /** The kind of the statement itself, known behind its first words. */
  SqlKind kind() {
    return kind;
  }

  void kind(SqlKind known) {
    kind = known;
  }

  void isTemporary() {
    temporary |= kind == SqlKind.CREATE || kind == SqlKind.DROP;
  }

  void chains() {
    chained |= kind == SqlKind.COMMIT || kind == SqlKind.ROLLBACK;
  }
}
