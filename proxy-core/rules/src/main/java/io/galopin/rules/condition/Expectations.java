package io.galopin.rules.condition;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.galopin.api.Attribute;
import io.galopin.api.OptionException;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Expectation;
import io.galopin.engine.match.Glob;
import io.galopin.engine.match.Network;
import io.galopin.engine.match.OwnAttributes;
import io.galopin.engine.match.Term;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the value that users write after a sign. */
public final class Expectations {

  /** Equals one of several values, separated by bars. Each has the form of the attribute's type. */
  static final String EQUAL = "=";

  /** Contains a match of a regular expression. */
  static final String MATCHES = "~";

  private Expectations() {}

  /**
   * Creates the condition that a term has the value {@code text}, in the sense of {@code sign}.
   *
   * @throws OptionException if no value of the term's type can match
   */
  public static Condition test(Term term, String sign, String text) {
    return term.attribute().type() == Attribute.Type.FLAG && sign.equals(EQUAL)
        ? flag(term, text)
        : Condition.test(term, sign, of(term, sign, text));
  }

  /**
   * Creates the condition for a term without a sign: it is yes.
   *
   * @throws OptionException if the term is not of the type yes or no
   */
  static Condition flag(Term term) {
    if (term.attribute().type() != Attribute.Type.FLAG) {
      throw new OptionException(
          "when", term, "a value, as in " + term + "=…, or has " + term + ", it is not yes or no");
    }
    return Condition.is(term);
  }

  private static Condition flag(Term term, String text) {
    return switch (text) {
      case "yes", "true" -> Condition.is(term);
      case "no", "false" -> Condition.not(Condition.is(term));
      default ->
          throw new OptionException(
              term.toString(), text, "yes or no, or " + term + " alone, or not before it");
    };
  }

  private static Expectation of(Term term, String sign, String text) {
    if (sign.equals(MATCHES)) {
      return matching(term, text);
    }
    List<Expectation> choices = new ArrayList<>();
    for (String choice : split(text)) {
      choices.add(simple(term, choice));
    }
    return choices.size() == 1 ? choices.get(0) : new Expectation.OneOf(List.copyOf(choices));
  }

  private static Expectation matching(Term term, String text) {
    boolean anyCase = term.attribute().type() == Attribute.Type.WORD;
    if (!anyCase && term.attribute().type() != Attribute.Type.TEXT) {
      throw new OptionException(term.toString(), "~" + text, "=, a regular expression needs text");
    }
    try {
      return new Expectation.Matching(
          PatternSize.compile(text, anyCase ? Pattern.CASE_INSENSITIVE : 0));
    } catch (PatternSyntaxException wrong) {
      throw new OptionException(
          term.toString(), text, "a regular expression of RE2: " + wrong.getDescription());
    }
  }

  /** Splits at bars without a backslash in front. Keeps backslashes for the glob. */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == '|') {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static Expectation simple(Term term, String text) {
    return switch (term.attribute().type()) {
      case TEXT -> new Expectation.Like(new Glob(text, false));
      case WORD -> new Expectation.Like(new Glob(text, true));
      case NUMBER -> within(term, text);
      case BYTES -> beginning(term, text);
      case ADDRESS -> from(term, text);
      case FLAG -> throw new IllegalStateException("a flag has no expectations");
    };
  }

  private static Expectation within(Term term, String text) {
    int dots = text.indexOf("..");
    Long least = number(dots < 0 ? text : text.substring(0, dots), Long.MIN_VALUE);
    Long most = number(dots < 0 ? text : text.substring(dots + 2), Long.MAX_VALUE);
    if (least == null || most == null || least > most || (dots < 0 && text.isBlank())) {
      throw new OptionException(
          term.toString(),
          text,
          "a number, or a range as in 500..599, from the lower to the higher");
    }
    long first = OwnAttributes.least(term.attribute());
    if (most < first) {
      throw new OptionException(
          term.toString(), text, "a number from " + first + " on, the first is " + first);
    }
    return new Expectation.Within(least, most);
  }

  private static @Nullable Long number(String text, long whenBlank) {
    if (text.isBlank()) {
      return whenBlank;
    }
    return text.trim().matches("-?[0-9]{1,18}") ? Long.valueOf(text.trim()) : null;
  }

  private static Expectation beginning(Term term, String text) {
    if (!text.startsWith("0x")) {
      return new Expectation.Beginning(text, text.getBytes(StandardCharsets.UTF_8));
    }
    try {
      return new Expectation.Beginning(text, HexFormat.of().parseHex(text.substring(2)));
    } catch (IllegalArgumentException noHex) {
      throw new OptionException(
          term.toString(), text, "text, or bytes in hexadecimal as in 0x1603");
    }
  }

  private static Expectation from(Term term, String text) {
    Network network = Network.of(text.trim());
    if (network == null) {
      throw new OptionException(
          term.toString(), text, "an IP address, or a network as in 10.0.0.0/8");
    }
    return new Expectation.From(network);
  }
}
