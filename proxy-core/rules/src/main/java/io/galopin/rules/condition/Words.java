package io.galopin.rules.condition;

import io.galopin.api.OptionException;
import io.galopin.engine.match.Quoted;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits a rule's text into words. White space separates words. A parenthesis is a word, unless it
 * belongs to a value. Double quotes keep everything between them together, as {@link Quoted} writes
 * them. Used by one thread.
 */
public final class Words {

  private final String text;
  private final List<String> words = new ArrayList<>();
  private @Nullable StringBuilder word;

  /** How many parentheses are open in the current value. */
  private int open;

  private Words(String text) {
    this.text = text;
  }

  /**
   * Splits a text into a modifiable list of words.
   *
   * @throws OptionException if a quote, or a parenthesis in a value, is not closed
   */
  public static List<String> split(String text) {
    Words reader = new Words(text);
    int at = 0;
    while (at < text.length()) {
      at = reader.next(at);
    }
    reader.end();
    return reader.words;
  }

  private int next(int at) {
    char c = text.charAt(at);
    if (Character.isWhitespace(c)) {
      end();
    } else if (c == '"') {
      return quoted(at + 1);
    } else if (c == '(' && !inValue()) {
      end();
      words.add("(");
    } else if (c == ')' && open == 0) {
      end();
      words.add(")");
    } else {
      open += c == '(' ? 1 : c == ')' ? -1 : 0;
      begun().append(c);
      boolean escapes =
          c == '\\' && at + 1 < text.length() && "()\"".indexOf(text.charAt(at + 1)) >= 0;
      if (escapes) {
        begun().append(text.charAt(at + 1));
        return at + 2;
      }
    }
    return at + 1;
  }

  /** Whether the current position is after a sign. */
  private boolean inValue() {
    return word != null && (word.indexOf("=") >= 0 || word.indexOf("~") >= 0);
  }

  /** Reads quoted text and returns the index after the closing quote. */
  private int quoted(int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '"') {
      int backslashes = 0;
      while (at < text.length() && text.charAt(at) == '\\') {
        backslashes++;
        at++;
      }
      if (backslashes == 0) {
        begun().append(text.charAt(at++));
      } else if (at < text.length() && text.charAt(at) == '"') {
        begun().append("\\".repeat(backslashes / 2));
        if (backslashes % 2 == 1) {
          begun().append('"');
          at++;
        }
      } else {
        begun().append("\\".repeat(backslashes));
      }
    }
    if (at >= text.length()) {
      throw new OptionException("rule", text, "a quote at the end of what begins with one");
    }
    begun();
    return at + 1;
  }

  private StringBuilder begun() {
    if (word == null) {
      word = new StringBuilder();
    }
    return word;
  }

  private void end() {
    if (open > 0) {
      throw new OptionException(
          "rule", text, "as many closing parentheses, or quotes around a value with spaces");
    }
    if (word != null) {
      words.add(word.toString());
    }
    word = null;
  }
}
