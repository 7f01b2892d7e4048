package io.galopin.journal;

import io.galopin.api.Action;
import io.galopin.api.Decision;
import io.galopin.api.Failure;
import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.api.ProtocolFactory;
import io.galopin.engine.journal.Hook;
import io.galopin.engine.journal.Journal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a behavior decided, as an object in a line of the journal: {@code {"hook": "before",
 * "action": "fail", "failure": "error", "options": {"status": 503}}}.
 */
public final class RecordedDecision {

  private static final String OPTIONS = "options";

  private static final Option<Hook> HOOK = Option.choice("hook", Hook.class, "when it was decided");
  private static final Option<Duration> DELAY =
      Option.duration(
              "delay", ChronoUnit.SECONDS, Duration.ZERO, Duration.ofDays(365), "how long to wait")
          .orElse(Duration.ZERO);
  private static final Option<String> ACTION =
      Option.word(
              "action",
              List.of(
                  "pass",
                  "fail",
                  "babble",
                  "close",
                  "reset",
                  "hang",
                  "rewrite",
                  "insert",
                  "lose",
                  "throttle",
                  "truncate",
                  "corrupt"),
              "what was done")
          .orElse("pass");
  private static final Option<String> FAILURE =
      Option.text("failure", "which of the protocol's failures").orElse(Failure.Kind.ERROR);
  private static final Option<Long> COUNT =
      Option.integer("count", 0, Long.MAX_VALUE, "how many bytes").orElse(0L);
  private static final Option<Action.End> END =
      Option.choice("end", Action.End.class, "how the connection ended").orElse(Action.End.CLOSE);
  private static final Option<Map<String, String>> VALUES =
      Option.pairs("values", "what the head was given").orElse(Map.of());

  private static final List<Option<?>> ALL =
      List.of(HOOK, DELAY, ACTION, FAILURE, COUNT, END, VALUES);

  private RecordedDecision() {}

  /** In plain values: texts, numbers, and maps of them. */
  public static Map<String, Object> plain(Journal.Done done) {
    Map<String, Object> plain = new LinkedHashMap<>();
    put(plain, HOOK, done.hook());
    Duration delay = done.decision().delay();
    if (!delay.isZero()) {
      plain.put(DELAY.name(), DELAY.text(delay));
    }
    Action action = done.decision().action();
    if (!(action instanceof Action.Pass)) {
      put(plain, ACTION, Option.normalName(action.getClass().getSimpleName()));
      describe(action, plain);
    }
    return plain;
  }

  private static void describe(Action action, Map<String, Object> plain) {
    if (action instanceof Action.Fail fail) {
      put(plain, FAILURE, fail.failure().name());
      Map<String, Object> options = fail.failure().options().given();
      if (!options.isEmpty()) {
        plain.put(OPTIONS, options);
      }
    } else if (action instanceof Action.Babble babble) {
      put(plain, COUNT, (long) babble.count());
    } else if (action instanceof Action.Insert insert) {
      put(plain, COUNT, (long) insert.count());
    } else if (action instanceof Action.Rewrite rewrite) {
      plain.put(VALUES.name(), rewrite.values());
    } else if (action instanceof Action.Lose lose) {
      put(plain, END, lose.end());
    } else if (action instanceof Action.Throttle throttle) {
      put(plain, COUNT, throttle.bytesPerSecond());
    } else if (action instanceof Action.Truncate truncate) {
      put(plain, COUNT, truncate.bytes());
      put(plain, END, truncate.end());
    } else if (action instanceof Action.Corrupt corrupt) {
      put(plain, COUNT, (long) corrupt.every());
    }
  }

  private static <T> void put(Map<String, Object> plain, Option<T> option, T value) {
    plain.put(option.name(), option.plain(value));
  }

  /**
   * Reads one again.
   *
   * @param protocol whose failures it may name
   * @throws OptionException if it is none
   */
  public static Journal.Done read(Map<String, ?> plain, ProtocolFactory protocol) {
    Map<String, Object> own = new LinkedHashMap<>(plain);
    Object options = own.remove(OPTIONS);
    Options given = Options.of(ALL, own);
    Action action = action(given, options, protocol);
    Hook hook =
        given
            .find(HOOK)
            .orElseThrow(() -> new OptionException("hook", "missing", "when it was decided"));
    return new Journal.Done(hook, new Decision(given.get(DELAY), action));
  }

  private static Action action(Options given, @Nullable Object options, ProtocolFactory protocol) {
    long count = given.get(COUNT);
    return switch (given.get(ACTION)) {
      case "fail" ->
          new Action.Fail(
              new Failure(
                  given.get(FAILURE),
                  options == null
                      ? Failure.ERROR.options()
                      : Options.of(protocol.failureOptions(), map(options))));
      case "babble" -> new Action.Babble(Math.toIntExact(count));
      case "insert" -> new Action.Insert(Math.toIntExact(count));
      case "close" -> new Action.Close();
      case "reset" -> new Action.Reset();
      case "hang" -> new Action.Hang();
      case "rewrite" -> new Action.Rewrite(given.get(VALUES));
      case "lose" -> new Action.Lose(given.get(END));
      case "throttle" -> new Action.Throttle(count);
      case "truncate" -> new Action.Truncate(count, given.get(END));
      case "corrupt" -> new Action.Corrupt(Math.toIntExact(count));
      default -> Decision.pass().action();
    };
  }

  private static Map<String, Object> map(Object options) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (options instanceof Map<?, ?> given) {
      given.forEach((name, value) -> map.put(String.valueOf(name), value));
    } else {
      throw new OptionException(OPTIONS, options, "an object");
    }
    return map;
  }
}
