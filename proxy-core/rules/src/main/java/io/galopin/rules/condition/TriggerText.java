package io.galopin.rules.condition;

import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.engine.match.Trigger;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads triggers clause by clause: {@code first 3}, {@code calls 5..8 per connection}, {@code every
 * 10 s for 2 s}. Used by one thread.
 */
public final class TriggerText {

  private static final String EXPECTED =
      "first 3, call 5, calls 5..8, every 5, once, after 10 s, until 30 s, every 10 s for 2 s,"
          + " per connection, or several of them";

  /** The words that can start a clause of a trigger. */
  public static final List<String> FIRST_WORDS =
      List.of("once", "first", "call", "calls", "every", "after", "until", "per");

  private static final Option<Duration> TIME =
      Option.duration("trigger", ChronoUnit.SECONDS, Duration.ZERO, Duration.ofDays(365), "");

  private static final String COUNT = "[0-9]{1,18}";

  private final List<String> words;
  private final Set<String> given = new HashSet<>();
  private long first = 1;
  private long last = Long.MAX_VALUE;
  private long every = 1;
  private Duration after = Duration.ZERO;
  private @Nullable Duration until;
  private @Nullable Duration period;
  private @Nullable Duration open;
  private boolean perConnection;

  private TriggerText(List<String> words) {
    this.words = words;
  }

  /**
   * Reads a text that is a trigger and nothing else.
   *
   * @throws OptionException if it is not a trigger
   */
  public static Trigger parse(String text) {
    List<String> words = new ArrayList<>(List.of(text.trim().split("[\\s,]+")));
    Trigger trigger = take(words);
    if (!words.isEmpty() || trigger.isAlways()) {
      throw new OptionException("trigger", '"' + text + '"', EXPECTED);
    }
    return trigger;
  }

  /**
   * Reads a trigger from the start of {@code words} and removes its words.
   *
   * @throws OptionException if a clause is wrong
   */
  public static Trigger take(List<String> words) {
    TriggerText reader = new TriggerText(words);
    while (!words.isEmpty() && reader.clause(words.get(0))) {
      // The next one.
    }
    return new Trigger(
        reader.first,
        reader.last,
        reader.every,
        reader.after,
        reader.until,
        reader.period,
        reader.open,
        reader.perConnection);
  }

  private boolean clause(String word) {
    if (!FIRST_WORDS.contains(word)) {
      return false;
    }
    words.remove(0);
    switch (word) {
      case "once" -> calls(1, 1);
      case "first" -> calls(1, count(next(word)));
      case "call" -> {
        long call = count(next(word));
        calls(call, call);
      }
      case "calls" -> range(next(word));
      case "every" -> every();
      case "after" -> {
        once("after");
        after = time(next(word));
      }
      case "until" -> {
        once("until");
        until = time(next(word));
      }
      case "per" -> {
        once("per");
        scope(next(word));
      }
      default -> throw new IllegalStateException(word);
    }
    return true;
  }

  private void calls(long from, long to) {
    once("calls");
    first = from;
    last = to;
  }

  private void range(String text) {
    int dots = text.indexOf("..");
    if (dots < 0) {
      throw new OptionException("trigger", "calls " + text, "calls 5..8, or calls 5..");
    }
    String to = text.substring(dots + 2);
    calls(count(text.substring(0, dots)), to.isEmpty() ? Long.MAX_VALUE : count(to));
  }

  private void every() {
    String number = next("every");
    boolean counted = number.matches(COUNT) && (words.isEmpty() || !isUnit(words.get(0)));
    if (counted) {
      once("every");
      every = count(number);
      return;
    }
    once("every for");
    period = time(number);
    if (words.isEmpty() || !words.get(0).equals("for")) {
      throw new OptionException(
          "trigger", "every " + TIME.text(period), "for how long, as in every 10 s for 2 s");
    }
    words.remove(0);
    open = time(next("for"));
  }

  private void scope(String word) {
    perConnection = word.equals("connection");
    if (!perConnection && !word.equals("proxy")) {
      throw new OptionException("trigger", "per " + word, "per connection or per proxy");
    }
  }

  private void once(String clause) {
    if (!given.add(clause)) {
      throw new OptionException("trigger", clause + " twice", "each clause once");
    }
  }

  private String next(String clause) {
    if (words.isEmpty()) {
      throw new OptionException("trigger", clause, EXPECTED);
    }
    return words.remove(0);
  }

  private static long count(String text) {
    if (!text.matches(COUNT)) {
      throw new OptionException("trigger", text, "a number of calls, from 1 on");
    }
    return Long.parseLong(text);
  }

  /** Reads {@code 10s}, or {@code 10} and {@code s} in two words. */
  private Duration time(String text) {
    boolean inTwo = !words.isEmpty() && text.matches("[0-9.]+") && isUnit(words.get(0));
    return TIME.parse(inTwo ? text + words.remove(0) : text);
  }

  private static boolean isUnit(String word) {
    return word.matches("ns|us|ms|millis|s|seconds?|m|min|minutes?|h|hours?|d|days?");
  }
}
