package io.galopin.protocol.mysql;

import io.galopin.protocol.sql.SqlDialect;
import io.galopin.protocol.sql.SqlKind;
import io.galopin.protocol.sql.SqlStatement;
import io.galopin.protocol.sql.SqlTable;
import io.galopin.protocol.sql.SqlText;
import io.galopin.protocol.text.Printable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The text of a command: one statement or several. It is read when somebody asks. Used on one event
 * loop.
 */
final class Statement {

  /** One whose text is not known. */
  static final Statement UNKNOWN = new Statement("", SqlDialect.MYSQL);

  /** The most statements, and the most tables of each, in a label. */
  private static final int MOST_SHOWN = 3;

  private final String text;
  private final SqlDialect dialect;
  private @Nullable SqlText read;

  Statement(String text, SqlDialect dialect) {
    this.text = text;
    this.dialect = dialect;
  }

  String text() {
    return text;
  }

  private List<SqlStatement> statements() {
    if (read == null) {
      read = SqlText.of(text, dialect);
    }
    return read.statements();
  }

  /** The kind of the first statement, which is the one that fails. */
  SqlKind first() {
    return statements().isEmpty() ? SqlKind.OTHER : statements().get(0).kind();
  }

  /**
   * Whether the server commits an open transaction before it executes the first statement, whatever
   * becomes of that. Some more statements do that whose kind is not known.
   */
  boolean commitsBefore() {
    if (statements().isEmpty()) {
      return false;
    }
    return switch (first()) {
      case BEGIN, ALTER, TRUNCATE, RENAME, GRANT, REVOKE, LOCK -> true;
      case ANALYZE, CHECK, FLUSH, OPTIMIZE, REPAIR -> true;
      case CREATE, DROP -> !statements().get(0).temporary();
      default -> false;
    };
  }

  /** The kinds of the statements, each once. */
  List<String> kinds() {
    return statements().isEmpty()
        ? List.of(SqlKind.OTHER.word())
        : statements().stream().map(statement -> statement.kind().word()).distinct().toList();
  }

  /** The tables, without the schema, and with it where it is given. */
  List<String> tables() {
    Set<String> tables = new LinkedHashSet<>();
    for (SqlStatement statement : statements()) {
      for (SqlTable table : statement.tables()) {
        tables.add(table.name());
        tables.add(table.qualified());
      }
    }
    return List.copyOf(tables);
  }

  /** Returns what may be shown: kinds and tables, nothing else. */
  String label() {
    List<SqlStatement> statements = statements();
    if (statements.isEmpty()) {
      return SqlKind.OTHER.word();
    }
    String shown =
        statements.stream()
            .limit(MOST_SHOWN)
            .map(Statement::label)
            .collect(Collectors.joining("; "));
    return statements.size() > MOST_SHOWN ? shown + "; " + Printable.ELLIPSIS : shown;
  }

  private static String label(SqlStatement statement) {
    List<SqlTable> tables = statement.tables();
    String kind = statement.kind().word();
    if (tables.isEmpty()) {
      return kind;
    }
    String shown =
        tables.stream()
            .limit(MOST_SHOWN)
            .map(table -> Printable.of(table.qualified()))
            .collect(Collectors.joining(", "));
    return kind + " " + shown + (tables.size() > MOST_SHOWN ? ", " + Printable.ELLIPSIS : "");
  }
}
