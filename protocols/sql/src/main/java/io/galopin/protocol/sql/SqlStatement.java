package io.galopin.protocol.sql;

import java.util.List;

/**
 * One statement of a text.
 *
 * @param kind what it is; behind {@code WITH}, the main statement's kind
 * @param tables the tables that it names, in order, each once, {@value SqlText#MOST_TABLES} at most
 * @param chained whether it ends a transaction and begins another: {@code COMMIT AND CHAIN}
 * @param temporary whether it creates or drops a temporary table: {@code CREATE TEMPORARY TABLE}
 * @param start the index of its first character in the text
 */
public record SqlStatement(
    SqlKind kind, List<SqlTable> tables, boolean chained, boolean temporary, int start) {

  /** Keeps a copy. */
  public SqlStatement {
    tables = List.copyOf(tables);
  }
}
