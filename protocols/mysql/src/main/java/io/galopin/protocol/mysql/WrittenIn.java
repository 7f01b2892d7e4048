package io.galopin.protocol.mysql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds out with which statements a client changes the set of characters in which it writes. */
final class WrittenIn {

  /** {@code SET} at the beginning, behind comments, or in one that the server executes. */
  private static final String SET =
      "(?:\\s|/\\*(?!!)[^*]*\\*/|/\\*!\\d*|(?:--\\s|#)[^\\n]*\\n)*+SET\\s";

  /** In a list, it may stand behind other settings. */
  private static final Pattern CHANGE =
      Pattern.compile(
          "(?:^"
              + SET
              + "|,)\\s*(?:NAMES|CHARSET|CHARACTER\\s+SET"
              + "|(?:SESSION\\s+|LOCAL\\s+|@@(?:SESSION\\.|LOCAL\\.)?)?character_set_client\\s*:?=)"
              + "\\s*[\"'`]?([\\w@?]+)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern SETS = Pattern.compile(SET, Pattern.CASE_INSENSITIVE);

  /** The most characters that are looked at; comments may be long. */
  private static final int MOST = 1000;

  private WrittenIn() {}

  /**
   * Returns the set in which a client writes behind a text, as far as its beginning says.
   *
   * @return null if it does not change
   */
  static @Nullable CharacterSet after(String text) {
    if (text.isEmpty() || !mayBegin(text)) {
      return null;
    }
    String read = text.length() <= MOST ? text : text.substring(0, MOST);
    if (!SETS.matcher(read).lookingAt()) {
      return null;
    }
    CharacterSet last = null;
    Matcher change = CHANGE.matcher(read);
    while (change.find()) {
      last = CharacterSet.named(change.group(1));
    }
    return last;
  }

  /** Most texts are none, which is seen at once. */
  private static boolean mayBegin(String text) {
    char first = text.charAt(0);
    return first <= ' ' || "/-#".indexOf(first) >= 0 || text.regionMatches(true, 0, "SET", 0, 3);
  }
}
