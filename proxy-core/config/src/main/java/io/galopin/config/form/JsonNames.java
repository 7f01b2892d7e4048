package io.galopin.config.form;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds a name that occurs twice in one object of a JSON document. In HOCON, which reads JSON, the
 * second one is meant to add to the first or replace it. In JSON it is a mistake that nobody would
 * notice. A text that is not completely JSON is left to HOCON. Used once.
 */
final class JsonNames {

  /** White space, a mark, a text, or a number or word. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "[ \\t\\r\\n]*+(?:([\\[\\]{}:,])|\"((?:[^\"\\\\\\x00-\\x1f]|\\\\.)*+)\""
              + "|(-?[0-9][0-9.eE+-]*+|true|false|null))");

  /**
   * A name that its object has already.
   *
   * @param name without its quotes, as it was written
   * @param line where it occurs again, from 1
   */
  record Repeated(String name, int line) {}

  private final String text;
  private final Matcher token;

  /** The names so far in each open object; empty for a list. */
  private final Deque<Optional<Set<String>>> open = new ArrayDeque<>();

  private Optional<Repeated> first = Optional.empty();

  private JsonNames(String text) {
    this.text = text;
    this.token = TOKEN.matcher(text);
  }

  /**
   * Returns the first repeated name of a JSON document; empty if there is none, or the text is not
   * JSON.
   */
  static Optional<Repeated> repeated(String text) {
    JsonNames reader = new JsonNames(text);
    return reader.isJson() ? reader.first : Optional.empty();
  }

  private boolean isJson() {
    int at = 0;
    // What may come next: a value, or what follows a value.
    boolean value = true;
    @Nullable String mark = null;
    do {
      OptionalInt next = next(at);
      if (next.isEmpty()) {
        return false;
      }
      int begin = at;
      at = next.getAsInt();
      mark = token.group(1);
      if (mark == null && value) {
        value = false;
      } else if ("[".equals(mark) && value) {
        open.push(Optional.empty());
      } else if ("{".equals(mark) && value) {
        open.push(Optional.of(new HashSet<>()));
        at = peek(at, "}") ? at : name(at);
        value = !peek(at, "}");
      } else if (",".equals(mark) && !value && !open.isEmpty()) {
        at = open.element().isPresent() ? name(at) : at;
        value = true;
      } else if (!closes(mark, value, begin)) {
        return false;
      } else {
        open.pop();
        value = false;
      }
      if (at < 0) {
        return false;
      }
    } while (!open.isEmpty());
    return text.substring(at).isBlank();
  }

  /** Whether this closes what is open. A value may be missing only right after the opening. */
  private boolean closes(@Nullable String mark, boolean value, int at) {
    if (mark == null || open.isEmpty()) {
      return false;
    }
    boolean object = open.element().isPresent();
    boolean empty = value && text.charAt(at - 1) == '[';
    return object ? mark.equals("}") && !value : mark.equals("]") && (!value || empty);
  }

  private OptionalInt next(int at) {
    return token.region(at, text.length()).lookingAt()
        ? OptionalInt.of(token.end())
        : OptionalInt.empty();
  }

  private boolean peek(int at, String mark) {
    return at >= 0 && next(at).isPresent() && mark.equals(token.group(1));
  }

  /**
   * Reads a name and the colon after it. Returns the index after them, or -1 if they are not there.
   */
  private int name(int at) {
    OptionalInt behind = next(at);
    String name = behind.isEmpty() ? null : token.group(2);
    if (name == null) {
      return -1;
    }
    int begin = token.start(2);
    if (!open.element().orElseThrow().add(name) && first.isEmpty()) {
      int line = 1 + (int) text.substring(0, begin).chars().filter(c -> c == '\n').count();
      first = Optional.of(new Repeated(name, line));
    }
    return peek(behind.getAsInt(), ":") ? token.end() : -1;
  }
}
