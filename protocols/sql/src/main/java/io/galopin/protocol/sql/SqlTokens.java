package io.galopin.protocol.sql;

import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into tokens. Comments and white space are none. Each character is read a bounded
 * number of times.
 */
final class SqlTokens {

  enum Type {
    END,
    /** A keyword, or a name without quotes. */
    WORD,
    /** A name in quotes. */
    QUOTED,
    /** A string, a number or a parameter. */
    VALUE,
    /** Any other character, alone. */
    SYMBOL
  }

  /** Where the tokens are, to return to. */
  record Place(Type type, int start, int end, int within) {}

  private final String text;
  private final SqlDialect dialect;
  private final int length;
  private Type type = Type.END;
  private int start;
  private int end;

  /** How many of MySQL's executed comments are open. */
  private int within;

  private boolean broken;

  /** Whether the rest is not read, not even by one who returns to a place before. */
  private boolean givenUp;

  /** Starts before the first token. */
  SqlTokens(String text, SqlDialect dialect) {
    this.text = text;
    this.dialect = dialect;
    length = text.length();
  }

  SqlDialect dialect() {
    return dialect;
  }

  Type type() {
    return type;
  }

  int start() {
    return start;
  }

  boolean atEnd() {
    return type == Type.END;
  }

  /** Whether a string, a quoted name or a comment does not end. */
  boolean broken() {
    return broken;
  }

  boolean is(char symbol) {
    return type == Type.SYMBOL && text.charAt(start) == symbol;
  }

  boolean is(Keyword keyword) {
    return type == Type.WORD && keyword.is(text, start, end);
  }

  /** Returns the keyword; null if the token is none that matters. */
  @Nullable Keyword keyword() {
    return type == Type.WORD ? Keyword.at(text, start, end) : null;
  }

  /** Whether the token is a name, or a word that may be one. */
  boolean isName() {
    return type == Type.WORD || type == Type.QUOTED;
  }

  /** Returns the name in the case in which the server looks it up; null if it has escapes. */
  @Nullable String name() {
    String written = text.substring(start, end);
    if (type == Type.WORD) {
      return dialect.isMysql() ? written : lowerCase(written);
    }
    char quote = written.charAt(0);
    if (quote != '"' && quote != '`') {
      return null;
    }
    String doubled = String.valueOf(quote) + quote;
    return written.substring(1, written.length() - 1).replace(doubled, String.valueOf(quote));
  }

  /** As PostgreSQL does it: other letters than those of ASCII stay. */
  private static String lowerCase(String written) {
    StringBuilder lower = new StringBuilder(written);
    for (int i = 0; i < lower.length(); i++) {
      char letter = lower.charAt(i);
      if (letter >= 'A' && letter <= 'Z') {
        lower.setCharAt(i, (char) (letter + 0x20));
      }
    }
    return lower.toString();
  }

  Place place() {
    return new Place(type, start, end, within);
  }

  void returnTo(Place place) {
    type = place.type;
    start = place.start;
    end = place.end;
    within = place.within;
  }

  /** Goes to the next token. */
  void next() {
    start = givenUp ? length : Blanks.skip(this, end);
    end = start;
    if (start >= length) {
      type = Type.END;
      return;
    }
    char first = text.charAt(start);
    if (isWordStart(first)) {
      word();
    } else if (first >= '0' && first <= '9') {
      type = Type.VALUE;
      end = number(start);
    } else {
      switch (first) {
        case '\'' -> quoted(Type.VALUE, start, dialect.backslashes());
        case '"' -> doubleQuoted();
        case '`' -> backquoted();
        case '$' -> dollar();
        default -> symbol();
      }
    }
  }

  private void symbol() {
    type = Type.SYMBOL;
    end = start + 1;
  }

  private void word() {
    type = Type.WORD;
    end = start + 1;
    while (end < length && isWordPart(text.charAt(end))) {
      end++;
    }
    char next = at(end);
    if (next == '\'' && end == start + 1 && "bBeEnNxX".indexOf(text.charAt(start)) >= 0) {
      boolean escapes = Character.toLowerCase(text.charAt(start)) == 'e' && !dialect.isMysql();
      quoted(Type.VALUE, end, escapes || dialect.backslashes());
    } else if (next == '&'
        && end == start + 1
        && Character.toLowerCase(text.charAt(start)) == 'u'
        && !dialect.isMysql()
        && (at(end + 1) == '\'' || at(end + 1) == '"')) {
      quoted(at(end + 1) == '"' ? Type.QUOTED : Type.VALUE, end + 1, false);
    }
  }

  private void doubleQuoted() {
    boolean name = dialect.doubleQuotedNames();
    quoted(name ? Type.QUOTED : Type.VALUE, start, !name && dialect.backslashes());
  }

  private void backquoted() {
    if (dialect.isMysql()) {
      quoted(Type.QUOTED, start, false);
    } else {
      symbol();
    }
  }

  /** A doubled quote stands for itself. */
  private void quoted(Type as, int from, boolean escapes) {
    char quote = text.charAt(from);
    for (int i = from + 1; i < length; i++) {
      char next = text.charAt(i);
      if (next == '\\' && escapes) {
        i++;
      } else if (next == quote && at(i + 1) == quote) {
        i++;
      } else if (next == quote) {
        type = as;
        end = i + 1;
        return;
      }
    }
    breakOff();
  }

  /** {@code $1}, or a string between {@code $tag$}. */
  private void dollar() {
    int tag = start + 1;
    if (dialect.isMysql()) {
      symbol();
      return;
    }
    if (at(tag) >= '0' && at(tag) <= '9') {
      type = Type.VALUE;
      end = number(tag);
      return;
    }
    while (tag < length && text.charAt(tag) != '$' && isWordPart(text.charAt(tag))) {
      tag++;
    }
    if (at(tag) != '$') {
      symbol();
      return;
    }
    String mark = text.substring(start, tag + 1);
    int close = text.indexOf(mark, tag + 1);
    if (close < 0) {
      breakOff();
    } else {
      type = Type.VALUE;
      end = close + mark.length();
    }
  }

  private int number(int from) {
    int to = from;
    while (to < length && (text.charAt(to) == '.' || isWordPart(text.charAt(to)))) {
      to++;
    }
    return to;
  }

  /** Gives the rest of the text up. */
  void tooDeep() {
    breakOff();
  }

  private void breakOff() {
    broken = true;
    givenUp = true;
    type = Type.END;
    start = length;
    end = length;
  }

  /** Returns the character at an index; 0 behind the end. */
  char at(int index) {
    return index < length ? text.charAt(index) : 0;
  }

  int length() {
    return length;
  }

  int indexOf(String what, int from) {
    return text.indexOf(what, from);
  }

  /** Counts executed comments. */
  boolean closeExecuted() {
    if (within > 0) {
      within--;
      return true;
    }
    return false;
  }

  void openExecuted() {
    within++;
  }

  void breakInComment() {
    broken = true;
  }

  private static boolean isWordStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
  }

  static boolean isWordPart(char c) {
    return isWordStart(c) || (c >= '0' && c <= '9') || c == '$';
  }
}
