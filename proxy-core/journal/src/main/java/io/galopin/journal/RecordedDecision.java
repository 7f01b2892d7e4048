package io.galopin.journal;

import io.galopin.api.Action;
import io.galopin.api.BadCertificate;
import io.galopin.api.Decision;
import io.galopin.api.Failure;
import io.galopin.api.HandshakeChange;
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
 * A behavior's decision as an object in a line of the journal: {@code {"hook": "before", "action":
 * "fail", "failure": "error", "options": {"status": 503}}}.
 */
public final class RecordedDecision {

  private static final String OPTIONS = "options";

  private static final Option<Hook> HOOK = Option.choice("hook", Hook.class, "when it was decided");
  private static final Option<Duration> DELAY =
      Option.duration(
              "delay", ChronoUnit.SECONDS, Duration.ZERO, Duration.ofDays(365), "how long to wait")
          .orElse(Duration.ZERO);
  private static final Option<Duration> AFTER =
      Option.duration(
              "after",
              ChronoUnit.SECONDS,
              Duration.ZERO,
              Duration.ofDays(365),
              "how long after the reply")
          .orElse(Duration.ZERO);
  private static final Option<Action.Kind> ACTION =
      Option.choice("action", Action.Kind.class, "what was done").orElse(Action.Kind.PASS);
  private static final Option<String> FAILURE =
      Option.text("failure", "which of the protocol's failures").orElse(Failure.Kind.ERROR);
  private static final Option<Long> COUNT =
      Option.integer("count", 0, Long.MAX_VALUE, "how many bytes").orElse(0L);
  private static final Option<Action.End> END =
      Option.choice("end", Action.End.class, "how the connection ended").orElse(Action.End.CLOSE);
  private static final Option<Map<String, String>> VALUES =
      Option.pairs("values", "what the head was given").orElse(Map.of());

  private static final Option<BadCertificate> CERTIFICATE =
      Option.choice("certificate", BadCertificate.class, "what was wrong with the certificate");
  private static final Option<String> VERSION =
      Option.word("version", List.of("1.2", "1.3"), "the only version of TLS that was spoken");
  private static final Option<HandshakeChange.Alpn> ALPN =
      Option.choice("alpn", HandshakeChange.Alpn.class, "how the application protocol was chosen");

  private static final List<Option<?>> ALL =
      List.of(HOOK, DELAY, AFTER, ACTION, FAILURE, COUNT, END, VALUES, CERTIFICATE, VERSION, ALPN);

  private RecordedDecision() {}

  /** Writes a decision in plain values: texts, numbers, and maps of them. */
  public static Map<String, Object> plain(Journal.Done done) {
    Map<String, Object> plain = new LinkedHashMap<>();
    put(plain, HOOK, done.hook());
    Duration delay = done.decision().delay();
    if (!delay.isZero()) {
      plain.put(DELAY.name(), DELAY.text(delay));
    }
    Action action = done.decision().action();
    if (action.kind() != Action.Kind.PASS) {
      put(plain, ACTION, action.kind());
      describe(action, plain);
    }
    return plain;
  }

  private static void describe(Action action, Map<String, Object> plain) {
    switch (action.kind()) {
      case FAIL -> describe(((Action.Fail) action).failure(), plain);
      case NOTICE -> {
        describe(((Action.Notice) action).notice(), plain);
        plain.put(AFTER.name(), AFTER.text(((Action.Notice) action).after()));
      }
      case BABBLE -> put(plain, COUNT, (long) ((Action.Babble) action).count());
      case INSERT -> put(plain, COUNT, (long) ((Action.Insert) action).count());
      case REWRITE -> plain.put(VALUES.name(), ((Action.Rewrite) action).values());
      case LOSE -> put(plain, END, ((Action.Lose) action).end());
      case THROTTLE -> put(plain, COUNT, ((Action.Throttle) action).bytesPerSecond());
      case TRUNCATE -> {
        put(plain, COUNT, ((Action.Truncate) action).bytes());
        put(plain, END, ((Action.Truncate) action).end());
      }
      case CORRUPT -> put(plain, COUNT, (long) ((Action.Corrupt) action).every());
      case HANDSHAKE -> describe(((Action.Handshake) action).change(), plain);
      case PASS, CLOSE, RESET, HANG -> {}
    }
  }

  private static void describe(Failure failure, Map<String, Object> plain) {
    put(plain, FAILURE, failure.name());
    Map<String, Object> options = failure.options().given();
    if (!options.isEmpty()) {
      plain.put(OPTIONS, options);
    }
  }

  private static void describe(HandshakeChange change, Map<String, Object> plain) {
    change.certificate().ifPresent(wrong -> put(plain, CERTIFICATE, wrong));
    change.version().ifPresent(version -> put(plain, VERSION, version));
    change.alpn().ifPresent(alpn -> put(plain, ALPN, alpn));
  }

  private static <T> void put(Map<String, Object> plain, Option<T> option, T value) {
    plain.put(option.name(), option.plain(value));
  }

  /**
   * Reads a decision.
   *
   * @param protocol whose failures it may name
   * @throws OptionException if {@code plain} is not a decision
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
      case FAIL -> new Action.Fail(failure(given, options, protocol.failureOptions()));
      case NOTICE ->
          new Action.Notice(failure(given, options, protocol.noticeOptions()), given.get(AFTER));
      case BABBLE -> new Action.Babble(Math.toIntExact(count));
      case INSERT -> new Action.Insert(Math.toIntExact(count));
      case CLOSE -> new Action.Close();
      case RESET -> new Action.Reset();
      case HANG -> new Action.Hang();
      case REWRITE -> new Action.Rewrite(given.get(VALUES));
      case HANDSHAKE ->
          new Action.Handshake(
              new HandshakeChange(given.find(CERTIFICATE), given.find(VERSION), given.find(ALPN)));
      case LOSE -> new Action.Lose(given.get(END));
      case THROTTLE -> new Action.Throttle(count);
      case TRUNCATE -> new Action.Truncate(count, given.get(END));
      case CORRUPT -> new Action.Corrupt(Math.toIntExact(count));
      case PASS -> Decision.pass().action();
    };
  }

  private static Failure failure(Options given, @Nullable Object options, List<Option<?>> known) {
    return new Failure(
        given.get(FAILURE),
        options == null ? Failure.ERROR.options() : Options.of(known, map(options)));
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
