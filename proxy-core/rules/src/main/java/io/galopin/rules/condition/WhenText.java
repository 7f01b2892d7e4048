package io.galopin.rules.condition;

import io.galopin.api.OptionException;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.OwnAttributes;
import io.galopin.rules.source.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads conditions from text, as far as words are conditions:
 *
 * <pre>{@code
 * CONDITION = ALL { or ALL }
 * ALL       = PART { PART }
 * PART      = not PART | has ATTRIBUTE | ( CONDITION ) | ATTRIBUTE SIGN VALUE | FLAG
 * SIGN      = "=" | "!=" | "~" | "!~"
 * FLAG      = an attribute that is yes or no; a dot in it tells it from other words,
 *             except for: opening
 * }</pre>
 */
public final class WhenText {

  /** An example for error messages. */
  static final String EXPECTED = "a condition, as in http.path=/orders/*";

  private static final Pattern TEST =
      Pattern.compile("([^=~]*[^=~!])(!?)([=~])(.*)", Pattern.DOTALL);

  private static final Pattern FLAG = Pattern.compile("[a-z][a-z0-9-]*(\\.[A-Za-z0-9-]+)+");

  /** How deep parentheses and nots may nest. */
  private static final int DEEPEST = 100;

  /**
   * The most characters of a condition. The work to check it grows with the square of its length.
   */
  static final int LONGEST = 16_384;

  private final Spot spot;
  private final List<String> words;
  private int at;
  private int length;

  private WhenText(Spot spot, List<String> words) {
    this.spot = spot;
    this.words = words;
  }

  /**
   * Reads a text that is a condition and nothing else. A blank one always holds.
   *
   * @throws OptionException if it is not a condition
   */
  static When read(Spot spot, String text) {
    List<String> words = Words.split(text);
    if (words.isEmpty()) {
      return When.ALWAYS;
    }
    When when = take(spot, words);
    if (!words.isEmpty()) {
      throw new OptionException(When.KEY, words.get(0), EXPECTED);
    }
    return when;
  }

  /**
   * Reads a condition from the start of {@code words} and removes its words.
   *
   * @throws OptionException if they do not start with a condition
   */
  public static When take(Spot spot, List<String> words) {
    WhenText reader = new WhenText(spot, words);
    When when = reader.condition(0);
    words.subList(0, reader.at).clear();
    return when;
  }

  private When condition(int depth) {
    List<When> choices = new ArrayList<>();
    choices.add(all(depth));
    while (isNext("or")) {
      at++;
      choices.add(all(depth));
    }
    return When.any(choices);
  }

  private When all(int depth) {
    List<When> parts = new ArrayList<>();
    parts.add(part(depth));
    while (at < words.size() && isPart(words.get(at))) {
      parts.add(part(depth));
    }
    return When.all(spot, parts);
  }

  private static boolean isPart(String word) {
    return word.equals("not")
        || word.equals("has")
        || word.equals("(")
        || TEST.matcher(word).matches()
        || isFlag(word);
  }

  private static boolean isFlag(String word) {
    return word.equals(OwnAttributes.OPENING.name()) || FLAG.matcher(word).matches();
  }

  private boolean isNext(String word) {
    return at < words.size() && words.get(at).equals(word);
  }

  private When part(int depth) {
    if (depth > DEEPEST) {
      throw new OptionException(When.KEY, "nested too deeply", "at most " + DEEPEST + " levels");
    }
    String word = next(EXPECTED);
    switch (word) {
      case "not" -> {
        return When.not(part(depth + 1));
      }
      case "has" -> {
        String attribute = next("an attribute, as in has http.query");
        return When.test(spot, known -> Condition.has(known.term(attribute)));
      }
      case "(" -> {
        When inner = condition(depth + 1);
        if (!isNext(")")) {
          throw new OptionException(When.KEY, "( without )", "a closing parenthesis");
        }
        at++;
        return inner;
      }
      default -> {
        return test(word);
      }
    }
  }

  private When test(String word) {
    if (isFlag(word)) {
      return When.test(spot, known -> Expectations.flag(known.term(word)));
    }
    Matcher test = TEST.matcher(word);
    if (!test.matches()) {
      throw new OptionException(When.KEY, word, EXPECTED);
    }
    String attribute = test.group(1);
    String sign = test.group(3);
    String value = test.group(4);
    When when = When.test(spot, known -> Expectations.test(known.term(attribute), sign, value));
    return test.group(2).isEmpty() ? when : When.not(when);
  }

  private String next(String expected) {
    if (at == words.size()) {
      throw new OptionException(When.KEY, at == 0 ? "nothing" : words.get(at - 1), expected);
    }
    String word = words.get(at++);
    length += word.length();
    if (length > LONGEST) {
      throw new OptionException(When.KEY, "a long text", "at most " + LONGEST + " characters");
    }
    return word;
  }
}
