package io.galopin.app.voice;

import java.util.regex.Pattern;

/** Quotes a word of a command line so that it can be typed again. */
final class ShellWords {

  /** Words that need no quotes in any shell. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private ShellWords() {}

  static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
