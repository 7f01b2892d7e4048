package io.galopin.engine.exchange;

import io.galopin.api.Action;
import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.HandshakeChange;
import io.galopin.api.TlsHello;
import io.galopin.engine.journal.Hook;
import io.galopin.engine.rule.Choice;
import io.galopin.engine.rule.Firing;
import io.galopin.engine.rule.IdentifiedExchange;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.trouble.Nonsense;
import io.galopin.engine.trouble.PluginFailure;
import io.galopin.engine.trouble.Spot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules that act on one exchange, in their order. Calls their behaviors hook by hook and
 * combines their decisions. Used on only one event loop.
 */
public final class Firings {

  /**
   * An action on the reply while it passes.
   *
   * @param by the rule that asked for it
   * @param hook the hook at which it was decided
   */
  record Shaping(Firing by, Hook hook, Action.OnReply action) {}

  /**
   * A notice that is to be sent after the reply.
   *
   * @param by the rule that asked for it
   * @param hook the hook at which it was decided
   */
  record Wish(Firing by, Hook hook, Action.Notice action) {}

  /**
   * What is to be made wrong in a handshake.
   *
   * @param by the rule that asked for it
   */
  record Alteration(Firing by, HandshakeChange change) {}

  private final IdentifiedExchange exchange;
  private final Recorder recorder;
  private final List<Firing> firings = new ArrayList<>(1);
  private List<Shaping> shapings = List.of();
  private List<Wish> notices = List.of();
  private List<Alteration> alterations = List.of();
  private Map<Firing, Map<String, String>> rewrites = Map.of();
  private Set<Firing> delays = Set.of();
  private @Nullable Firing asked;

  Firings(IdentifiedExchange exchange, Recorder recorder) {
    this.exchange = exchange;
    this.recorder = recorder;
  }

  /**
   * Returns the name of the plugin whose behaviors are made by a class; the class name if there is
   * none.
   */
  public static String plugin(RuleSet rules, String type) {
    return rules.rules().stream()
        .flatMap(rule -> rule.mix().choices())
        .filter(choice -> Spot.outer(choice.behavior().getClass().getName()).equals(type))
        .findFirst()
        .map(Choice::plugin)
        .orElse(type);
  }

  void add(Firing firing) {
    firings.add(firing);
  }

  /** Whether one of these behaviors is among them. */
  boolean use(Predicate<Object> behaviors) {
    return firings.stream().anyMatch(firing -> behaviors.test(firing.choice().behavior()));
  }

  /** Returns the rule whose hook is being called; null outside of hooks. */
  @Nullable Firing asked() {
    return asked;
  }

  /** Called when the head of the request is known. */
  Verdict before() {
    Poll poll = new Poll(Hook.BEFORE);
    for (int i = 0; i < firings.size() && !poll.decided(); i++) {
      poll.ask(firings.get(i), "onBeforeHandle", Behavior::onBeforeHandle);
    }
    return poll.verdict();
  }

  /** Called when the request has been written or the reply begins. */
  Verdict between() {
    Poll poll = new Poll(Hook.BETWEEN);
    for (int i = 0; i < firings.size() && !poll.decided(); i++) {
      if (!firings.get(i).atReply()) {
        poll.ask(firings.get(i), "onBetweenHandle", Behavior::onBetweenHandle);
      }
    }
    return poll.verdict();
  }

  /**
   * Called when the head of the reply is known. A rule that is chosen only now has all its hooks
   * called.
   */
  Verdict after() {
    Poll poll = new Poll(Hook.AFTER);
    for (int i = firings.size() - 1; i >= 0 && !poll.decided(); i--) {
      Firing firing = firings.get(i);
      if (firing.atReply()) {
        poll.ask(firing, "onBeforeHandle", Behavior::onBeforeHandle);
        poll.ask(firing, "onBetweenHandle", Behavior::onBetweenHandle);
      }
      poll.ask(firing, "onAfterHandle", Behavior::onAfterHandle);
    }
    return poll.verdict();
  }

  /** Returns the actions on the reply, in the order in which they were decided. */
  List<Shaping> shapings() {
    return shapings;
  }

  private void shape(Shaping shaping) {
    if (shapings.isEmpty()) {
      shapings = new ArrayList<>(1);
    }
    shapings.add(shaping);
  }

  private void wish(Wish wish) {
    if (notices.isEmpty()) {
      notices = new ArrayList<>(1);
    }
    notices.add(wish);
  }

  /** Returns what is to be made wrong in the handshake, in the order in which it was decided. */
  List<Alteration> alterations() {
    return alterations;
  }

  private void alter(Alteration alteration) {
    if (alterations.isEmpty()) {
      alterations = new ArrayList<>(1);
    }
    alterations.add(alteration);
  }

  /** Returns how many notices {@link #takeNotices} returns. */
  int wishedNotices() {
    return notices.size();
  }

  /** Returns the notices to send after the reply, in the order in which they were decided, once. */
  List<Wish> takeNotices() {
    List<Wish> taken = notices;
    notices = List.of();
    return taken;
  }

  /**
   * Returns the new values for the head by the rule that set them, each attribute once, and forgets
   * them.
   */
  Map<Firing, Map<String, String>> takeRewrites() {
    Map<Firing, Map<String, String>> taken = rewrites;
    rewrites = Map.of();
    return taken;
  }

  private void delayed(Firing firing) {
    if (delays.isEmpty()) {
      delays = new LinkedHashSet<>();
    }
    delays.add(firing);
  }

  /** Returns the rules that have delayed the exchange, in that order. */
  Set<Firing> delays() {
    return delays;
  }

  /** If two rules set the same attribute, the later one wins. */
  private void rewrite(Firing firing, Map<String, String> values) {
    Map<Firing, Map<String, String>> all = new LinkedHashMap<>();
    rewrites.forEach(
        (by, earlier) -> {
          Map<String, String> left = new LinkedHashMap<>(earlier);
          left.keySet().removeAll(values.keySet());
          all.put(by, left);
        });
    all.computeIfAbsent(firing, by -> new LinkedHashMap<>()).putAll(values);
    rewrites = all;
  }

  /** The decisions at one hook, until one of them ends the exchange. */
  private final class Poll {

    private final Hook hook;
    private Duration delay = Duration.ZERO;
    private @Nullable Verdict decided;

    Poll(Hook hook) {
      this.hook = hook;
    }

    boolean decided() {
      return decided != null;
    }

    Verdict verdict() {
      return decided != null ? decided : delay.isZero() ? Verdict.PASS : Verdict.after(hook, delay);
    }

    void ask(
        Firing firing, String method, BiFunction<Behavior, IdentifiedExchange, Decision> asking) {
      if (decided != null) {
        return;
      }
      asked = firing;
      Decision decision;
      try {
        decision = DecisionCheck.check(asking.apply(firing.choice().behavior(), exchange), method);
        requireHandshake(decision);
      } catch (Throwable thrown) {
        recorder.failed(
            new PluginFailure("behavior", firing.choice().plugin(), method, thrown),
            exchange,
            hook,
            firing);
        decision = Decision.pass();
      }
      asked = null;
      if (!decision.delay().isZero()) {
        delay = delay.plus(decision.delay());
        delayed(firing);
        recorder.delay(hook, exchange, firing, decision.delay());
      }
      take(firing, decision.action());
    }

    private void requireHandshake(Decision decision) {
      if (decision.action().kind() == Action.Kind.HANDSHAKE
          && (hook != Hook.BEFORE || !(exchange.request() instanceof TlsHello))) {
        throw new Nonsense("returned a Handshake (expected: before the hello of TLS only)");
      }
    }

    private void take(Firing firing, Action action) {
      decided =
          switch (action.kind()) {
            case PASS -> null;
            case NOTICE -> {
              wish(new Wish(firing, hook, (Action.Notice) action));
              yield null;
            }
            case HANDSHAKE -> {
              alter(new Alteration(firing, ((Action.Handshake) action).change()));
              yield null;
            }
            case REWRITE -> {
              rewrite(firing, ((Action.Rewrite) action).values());
              yield null;
            }
            case INSERT, LOSE, THROTTLE, TRUNCATE, CORRUPT -> {
              shape(new Shaping(firing, hook, (Action.OnReply) action));
              yield null;
            }
            case FAIL, BABBLE, CLOSE, RESET, HANG -> new Verdict(hook, delay, action, firing);
          };
    }
  }
}
