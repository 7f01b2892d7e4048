package io.galopin.rules.condition;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;

/**
 * Compiles RE2 regular expressions that stay small when they are compiled. A short text can become
 * large: {@code (a{1000}){1000}} is a program of a million instructions. A match may compare each
 * character with each instruction, so this also bounds the time of a match.
 *
 * <p>The size is estimated before the text is compiled, from its repetitions and nested groups. An
 * estimate may be somewhat too high, and is hardly ever too low. Used once.
 */
final class PatternSize {

  /** The most characters of an expression. */
  private static final int LONGEST = 4_096;

  /** The most instructions of a compiled expression. */
  private static final int MOST = 2_000;

  /** Up to this estimate, an expression is compiled to see its real size. */
  private static final long WORTH_A_TRY = 4L * MOST;

  /** Flags such as {@code (?i)}: they look like a group, but are none. */
  private static final java.util.regex.Pattern FLAGS =
      java.util.regex.Pattern.compile("\\(\\?[A-Za-z-]{0,20}\\)");

  private static final int DEEPEST = 100;

  private static final java.util.regex.Pattern REPETITION =
      java.util.regex.Pattern.compile("\\{([0-9]{1,4})(,([0-9]{0,4}))?}");

  private final String text;

  /** For each open group, the instructions before it. */
  private final Deque<Long> outside = new ArrayDeque<>();

  /** The instructions of the open group, except for its last piece. */
  private long before;

  private long last;

  private PatternSize(String text) {
    this.text = text;
  }

  /**
   * Compiles an expression.
   *
   * @throws PatternSyntaxException if it is not an expression, or too large
   */
  static Pattern compile(String text, int flags) {
    if (text.length() > LONGEST) {
      throw new PatternSyntaxException("at most " + LONGEST + " characters", "");
    }
    if (estimate(text) > WORTH_A_TRY) {
      throw tooLarge();
    }
    Pattern compiled = Pattern.compile(text, flags);
    if (compiled.programSize() > MOST) {
      throw tooLarge();
    }
    return compiled;
  }

  private static PatternSyntaxException tooLarge() {
    return new PatternSyntaxException(
        "fewer or smaller repetitions, this is more than " + MOST + " steps", "");
  }

  /** Estimates the number of instructions; {@link Long#MAX_VALUE} if it is too large. */
  static long estimate(String text) {
    return new PatternSize(text).estimate();
  }

  private long estimate() {
    for (int at = 0; at < text.length(); ) {
      at = next(at);
      if (before + last > WORTH_A_TRY || outside.size() > DEEPEST) {
        return Long.MAX_VALUE;
      }
    }
    while (!outside.isEmpty()) {
      close();
    }
    return before + last;
  }

  /** Counts the piece at an index and returns the index of the next one. */
  private int next(int at) {
    switch (text.charAt(at)) {
      case '\\' -> {
        return escape(at);
      }
      case '[' -> {
        piece();
        return classEnd(at);
      }
      case '(' -> {
        Matcher flags = FLAGS.matcher(text).region(at, text.length());
        if (flags.lookingAt()) {
          return flags.end();
        }
        outside.push(before + last);
        before = 0;
        last = 0;
        // The question mark after it is not a repetition.
        return text.startsWith("?", at + 1) ? at + 2 : at + 1;
      }
      case ')' -> close();
      case '{' -> {
        return repetition(at);
      }
      case '*', '+', '?' -> last++;
      default -> piece();
    }
    return at + 1;
  }

  private void piece() {
    before += last;
    last = 1;
  }

  private void close() {
    long group = before + last + 2;
    before = outside.isEmpty() ? 0 : outside.pop();
    last = group;
  }

  private int escape(int at) {
    if (text.startsWith("\\Q", at)) {
      int end = text.indexOf("\\E", at + 2);
      int stop = end < 0 ? text.length() : end;
      before += last + Math.max(0, stop - at - 3);
      last = 1;
      return end < 0 ? stop : end + 2;
    }
    piece();
    boolean named = at + 2 < text.length() && "pPx".indexOf(text.charAt(at + 1)) >= 0;
    int end = named && text.charAt(at + 2) == '{' ? text.indexOf('}', at) : -1;
    return end < 0 ? at + 2 : end + 1;
  }

  /** Returns the index after the bracket that closes a character class. */
  private int classEnd(int at) {
    int in = at + 1;
    if (text.startsWith("^", in)) {
      in++;
    }
    if (text.startsWith("]", in)) {
      // A closing bracket in first place is a member.
      in++;
    }
    while (in < text.length() && text.charAt(in) != ']') {
      int named = text.startsWith("[:", in) ? text.indexOf(":]", in) : -1;
      in = named >= 0 ? named + 2 : text.charAt(in) == '\\' ? in + 2 : in + 1;
    }
    return in + 1;
  }

  private int repetition(int at) {
    Matcher count = REPETITION.matcher(text).region(at, text.length());
    if (!count.lookingAt()) {
      piece();
      return at + 1;
    }
    String most = count.group(3);
    long times = Long.parseLong(most == null || most.isEmpty() ? count.group(1) : most);
    last = (last + 1) * Math.max(1, times) + 1;
    return count.end();
  }
}
