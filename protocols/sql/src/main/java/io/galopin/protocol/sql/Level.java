package io.galopin.protocol.sql;

import io.galopin.protocol.sql.StatementReader.Inside;
import org.jspecify.annotations.Nullable;

/** One level of a statement: the statement itself, or what is in a pair of parentheses. */
final class Level {

  /** What may stand at the current place. */
  private enum Expected {
    NOTHING,
    /** A table, a function or a query, as after FROM. */
    SOURCE,
    /** A table alone, as after INTO. */
    TABLE
  }

  private final StatementReader statement;
  private final SqlTokens tokens;
  private final NextWords words;
  private final Inside inside;
  private final Routine routine;
  private Expected expected;

  /** Whether another table may follow a comma. */
  private boolean inList;

  /** Whether FROM names tables here. */
  private boolean query;

  /** Whether USING names tables here. */
  private boolean usingTables;

  private boolean afterDot;
  private @Nullable Keyword before;
  private @Nullable Keyword beforeThat;

  Level(StatementReader statement, SqlTokens tokens, Inside inside) {
    this.statement = statement;
    this.tokens = tokens;
    this.inside = inside;
    words = statement.words();
    routine = new Routine(tokens);
    expected = inside == Inside.TABLES ? Expected.SOURCE : Expected.NOTHING;
    inList = inside == Inside.TABLES;
  }

  /** Reads to the end of the level, and returns the kind of statement that it is. */
  SqlKind read() {
    SqlKind first = begin();
    while (!tokens.atEnd()) {
      if (tokens.type() == SqlTokens.Type.SYMBOL) {
        if (ends()) {
          return first;
        }
        symbol();
      } else if (tokens.isName()) {
        nameOrKeyword();
      } else {
        expected = Expected.NOTHING;
        note(null);
        tokens.next();
      }
    }
    return first;
  }

  private boolean ends() {
    return statement.isNested() ? tokens.is(')') : tokens.is(';') && !routine.continues();
  }

  private void note(@Nullable Keyword keyword) {
    beforeThat = before;
    before = keyword;
    afterDot = false;
  }

  /** Reads the words that say what is here. */
  private SqlKind begin() {
    if (tokens.is('(')) {
      SqlKind read = statement.nested(expected == Expected.SOURCE ? Inside.TABLES : inside);
      expected = Expected.NOTHING;
      if (!statement.isNested()) {
        statement.kind(read);
      }
      return read;
    }
    Keyword first = tokens.keyword();
    if (statement.isNested() && !begins(first)) {
      return SqlKind.OTHER;
    }
    expected = Expected.NOTHING;
    inList = false;
    if (first == Keyword.WITH) {
      return statement.definitions().read() ? begin() : SqlKind.OTHER;
    }
    SqlKind kind = SqlKind.OTHER;
    if (tokens.type() == SqlTokens.Type.WORD) {
      kind = KindReader.read(tokens);
    } else {
      tokens.next();
    }
    if (!statement.isNested()) {
      statement.kind(kind);
    }
    note(first);
    begun(kind, first);
    return kind;
  }

  private boolean begins(@Nullable Keyword first) {
    return NextWords.startQuery(first)
        || (inside == Inside.STATEMENT && NextWords.startChange(first));
  }

  private void begun(SqlKind kind, @Nullable Keyword first) {
    switch (kind) {
      case SELECT -> {
        query = true;
        expected = first == Keyword.TABLE ? Expected.TABLE : Expected.NOTHING;
      }
      case UPDATE -> {
        query = true;
        words.skipPriorities();
        targets(tokens.dialect().isMysql() ? Expected.SOURCE : Expected.TABLE);
      }
      case DELETE -> {
        query = true;
        usingTables = true;
      }
      case MERGE -> usingTables = true;
      case INSERT, REPLACE -> mysqlTarget();
      case COPY -> expected = Expected.TABLE;
      case TRUNCATE -> targets(Expected.TABLE);
      case LOCK -> targets(tokens.dialect().isMysql() ? Expected.NOTHING : Expected.TABLE);
      case EXPLAIN -> explained();
      default -> {}
    }
  }

  private void targets(Expected what) {
    expected = what;
    inList = true;
  }

  /** MySQL needs no INTO. */
  private void mysqlTarget() {
    if (tokens.dialect().isMysql()) {
      words.skipPriorities();
      expected = tokens.is(Keyword.INTO) ? Expected.NOTHING : Expected.TABLE;
    }
  }

  /** The statement that is explained names tables, too. */
  private void explained() {
    words.skipExplainWords();
    if (tokens.is('(')) {
      statement.nested(Inside.ANYTHING);
    }
    if (NextWords.startExplained(tokens)) {
      begin();
      statement.kind(SqlKind.EXPLAIN);
    }
  }

  private void symbol() {
    boolean dot = tokens.is('.');
    if (tokens.is('(')) {
      Inside there = expected == Expected.SOURCE ? Inside.TABLES : Inside.ANYTHING;
      expected = Expected.NOTHING;
      statement.nested(there);
    } else {
      expected = tokens.is(',') && inList ? Expected.SOURCE : Expected.NOTHING;
      tokens.next();
    }
    note(null);
    afterDot = dot;
  }

  private void nameOrKeyword() {
    Keyword keyword = tokens.keyword();
    if (expected != Expected.NOTHING) {
      expectedName(keyword);
      return;
    }
    boolean label = before == Keyword.AS && (query || statement.isNested());
    if (keyword == null || label || afterDot) {
      tokens.next();
      note(null);
    } else if (keyword == Keyword.WITH && mayDefine() && statement.definitions().read()) {
      note(null);
    } else {
      tokens.next();
      keyword(keyword);
      note(keyword);
    }
  }

  private void expectedName(@Nullable Keyword keyword) {
    if (keyword != null && words.isModifier(keyword, before)) {
      tokens.next();
      note(keyword);
      return;
    }
    boolean function = expected == Expected.SOURCE;
    expected = Expected.NOTHING;
    if (keyword == null || !keyword.reserved()) {
      note(null);
      if (!words.skipNoTable(keyword)) {
        statement.tables().read(function);
      }
    }
  }

  private boolean mayDefine() {
    return statement.kind() == SqlKind.INSERT
        || statement.kind() == SqlKind.REPLACE
        || before == Keyword.AS
        || before == Keyword.FOR;
  }

  private void keyword(Keyword keyword) {
    if (NextWords.endTables(keyword)) {
      inList = false;
      return;
    }
    switch (keyword) {
      case SELECT -> {
        query = statement.kind() != SqlKind.GRANT && statement.kind() != SqlKind.REVOKE;
        inList = false;
      }
      case FROM -> from();
      case JOIN, STRAIGHT_JOIN -> {
        if (inList && before != Keyword.FOR) {
          expected = Expected.SOURCE;
        }
      }
      case INTO -> into();
      case USING -> using();
      case TABLE, TABLES -> table(keyword);
      case FOR -> inList &= tokens.is(Keyword.JOIN);
      case UPDATE, DELETE, MERGE -> prepared(keyword);
      case TEMP, TEMPORARY -> {
        if (!statement.isNested() && NextWords.startDefinition(before)) {
          statement.isTemporary();
        }
      }
      case CHAIN -> {
        if (!statement.isNested() && before == Keyword.AND) {
          statement.chains();
        }
      }
      default -> routine.take(keyword, statement.kind() == SqlKind.CREATE && !statement.isNested());
    }
  }

  private void table(Keyword keyword) {
    SqlKind kind = statement.kind();
    boolean many = keyword == Keyword.TABLES;
    if (many ? kind == SqlKind.LOCK && tokens.dialect().isMysql() : before != Keyword.RETURNS) {
      expected = Expected.TABLE;
      inList = many || NextWords.listTables(kind);
    }
  }

  /** The statement within PREPARE. */
  private void prepared(Keyword keyword) {
    if (before == Keyword.AS && statement.kind() == SqlKind.PREPARE) {
      query = true;
      usingTables = keyword != Keyword.UPDATE;
      expected = keyword == Keyword.UPDATE ? Expected.TABLE : Expected.NOTHING;
    }
  }

  private void from() {
    boolean compares =
        before == Keyword.DISTINCT && (beforeThat == Keyword.IS || beforeThat == Keyword.NOT);
    if (query && !compares) {
      targets(Expected.SOURCE);
    }
  }

  private void into() {
    if (!tokens.is(Keyword.OUTFILE) && !tokens.is(Keyword.DUMPFILE)) {
      expected = Expected.TABLE;
      inList = false;
    }
  }

  /** As in {@code DELETE FROM a USING b}, but not as in {@code JOIN b USING (id)}. */
  private void using() {
    if (usingTables && !words.areColumns()) {
      targets(Expected.SOURCE);
    }
  }
}
