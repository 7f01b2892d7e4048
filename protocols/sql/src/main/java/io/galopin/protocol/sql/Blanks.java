package io.galopin.protocol.sql;

/** What stands between tokens: white space and comments. */
final class Blanks {

  private Blanks() {}

  /** Returns the index of the next token, or the text's length. */
  static int skip(SqlTokens tokens, int from) {
    int i = from;
    while (i < tokens.length()) {
      int next = skipOne(tokens, i);
      if (next == i) {
        return i;
      }
      i = next;
    }
    return tokens.length();
  }

  /** Returns the index behind one blank; the same index if none is there. */
  private static int skipOne(SqlTokens tokens, int i) {
    boolean mysql = tokens.dialect().isMysql();
    char c = tokens.at(i);
    char next = tokens.at(i + 1);
    if (c <= ' ') {
      return i + 1;
    }
    if (c == '-' && next == '-' && (!mysql || tokens.at(i + 2) <= ' ')) {
      return lineEnd(tokens, i + 2);
    }
    if (c == '#' && mysql) {
      return lineEnd(tokens, i + 1);
    }
    if (c == '/' && next == '*') {
      return mysql ? mysqlComment(tokens, i) : nestedComment(tokens, i);
    }
    return c == '*' && next == '/' && mysql && tokens.closeExecuted() ? i + 2 : i;
  }

  private static int lineEnd(SqlTokens tokens, int from) {
    int i = from;
    while (i < tokens.length() && tokens.at(i) != '\n' && tokens.at(i) != '\r') {
      i++;
    }
    return i;
  }

  /** What is in {@code /*!50100 …}, and MariaDB's {@code /*M!…}, is executed. */
  private static int mysqlComment(SqlTokens tokens, int from) {
    boolean mariadb = tokens.at(from + 2) == 'M' && tokens.at(from + 3) == '!';
    if (tokens.at(from + 2) == '!' || mariadb) {
      int i = from + (mariadb ? 4 : 3);
      while (tokens.at(i) >= '0' && tokens.at(i) <= '9') {
        i++;
      }
      tokens.openExecuted();
      return i;
    }
    int close = tokens.indexOf("*/", from + 2);
    if (close < 0) {
      tokens.breakInComment();
      return tokens.length();
    }
    return close + 2;
  }

  private static int nestedComment(SqlTokens tokens, int from) {
    int depth = 0;
    for (int i = from; i < tokens.length(); i++) {
      if (tokens.at(i) == '/' && tokens.at(i + 1) == '*') {
        depth++;
        i++;
      } else if (tokens.at(i) == '*' && tokens.at(i + 1) == '/') {
        i++;
        if (--depth == 0) {
          return i + 1;
        }
      }
    }
    tokens.breakInComment();
    return tokens.length();
  }
}
