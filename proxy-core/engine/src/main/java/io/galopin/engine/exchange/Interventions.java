package io.galopin.engine.exchange;

import io.galopin.api.Action;
import io.galopin.api.Rendering;
import io.galopin.api.Reply;
import io.galopin.engine.rule.Asked;
import io.galopin.engine.rule.Choice;
import io.galopin.engine.rule.Firing;
import io.galopin.engine.rule.Identities;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Applies rules and behaviors to one connection beyond the bytes of an exchange: chooses behaviors,
 * asks them between request and reply, and closes, resets, or hangs the connection. Used on only
 * one event loop.
 */
public final class Interventions {

  private final ConnectionFacts connection;
  private final ExchangeOwner source;
  private final Controls controls;
  private final BehaviorStates states;
  private final Exchanges exchanges;
  private final Answers answers;
  private final Recorder recorder;
  private final LaterWork timers;
  private @Nullable Choice hungBy;
  private @Nullable ActiveExchange hungAt;
  private final Inquiry inquiry;
  private boolean over;

  /**
   * Has done nothing yet.
   *
   * @param source supplies the rules
   * @param states the states of behaviors for the connection
   */
  public Interventions(
      ConnectionFacts connection,
      ExchangeOwner source,
      Controls controls,
      BehaviorStates states,
      GuardedSession session,
      Exchanges exchanges,
      Answers answers,
      Recorder recorder) {
    this.connection = connection;
    this.source = source;
    this.controls = controls;
    this.states = states;
    this.exchanges = exchanges;
    this.answers = answers;
    this.recorder = recorder;
    this.timers = new LaterWork(connection, controls);
    this.inquiry = new Inquiry(connection, session);
  }

  /**
   * Asks the rules about a new exchange. The first one that fires decides whether later ones are
   * asked.
   *
   * @param in begins with the request's head
   * @param length of the head
   */
  void choose(ActiveExchange exchange, ByteBuf in, int length) {
    Asked rules = source.rules().asked(exchange.layer(), exchange.isOpening());
    if (rules.isEmpty()) {
      return;
    }
    inquiry.atRequest(exchange, in, length);
    Identities identities = source.identities();
    if (identities != null && !exchange.isOpening()) {
      exchange.place().identify(identities.of(inquiry));
    }
    Rule taker = choose(exchange, rules.atRequest(), false);
    if (taker != null) {
      rules.atReply().forEach(rule -> rule.tally().countTaken(taker));
    } else if (!rules.atReply().isEmpty()) {
      exchange.askAtReply(new LateRules(rules.atReply(), inquiry.keep(rules.atReplyTerms())));
      inquiry.label(exchange);
    }
    inquiry.end();
  }

  /** Asks the rules that test the reply. */
  void chooseAtReply(ActiveExchange exchange, Reply reply, ByteBuf in, int length) {
    LateRules late = exchange.lateRules();
    if (late != null) {
      inquiry.atReply(exchange, late.known(), reply, in, length);
      choose(exchange, late.rules(), true);
      inquiry.end();
    }
  }

  /** Returns the rule that fired and does not continue; null if later rules may act, too. */
  private @Nullable Rule choose(ActiveExchange exchange, List<Rule> rules, boolean atReply) {
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      Choice choice = rule.choose(inquiry, inquiry);
      if (choice != null) {
        if (!exchange.touched() && !atReply) {
          inquiry.label(exchange);
        }
        exchange.add(new Firing(rule, choice, atReply), recorder);
        if (!rule.continues()) {
          for (int later = i + 1; later < rules.size(); later++) {
            rules.get(later).tally().countTaken(rule);
          }
          return rule;
        }
      }
    }
    return null;
  }

  /** Asks the behaviors once, when the request has been written or its reply begins. */
  public void between(ActiveExchange exchange) {
    if (over || exchange.interlude() != null) {
      return;
    }
    exchange.interlude(Interlude.NONE);
    Verdict verdict = exchange.between();
    boolean answers = Answers.answers(verdict.action());
    if (!verdict.passes()) {
      exchange.trace().answers();
    }
    long notBefore = connection.now() + verdict.delay().toNanos();
    exchange.interlude(new Interlude(notBefore, verdict.passes() ? null : verdict.now()));
    if (answers) {
      if (Answers.ends(verdict.action())) {
        later(verdict.delay(), () -> end(exchange, verdict));
      }
    } else if (!verdict.passes()) {
      later(verdict.delay(), () -> carryOut(exchange, verdict));
    }
  }

  /** Skips the hook between request and reply: the client gets this verdict instead of a reply. */
  void answerInstead(ActiveExchange exchange, Verdict verdict) {
    exchange.interlude(new Interlude(Long.MIN_VALUE, verdict.now()));
  }

  /** Runs an action after a delay, unless the connection has ended. */
  void later(Duration delay, Runnable action) {
    timers.run(delay, action);
  }

  /** Returns the memory of the work that waits here, in bytes. */
  long pinned() {
    return timers.pinned();
  }

  /** Ends the connection instead of a reply; if the reply has begun, replaces it. */
  private void end(ActiveExchange exchange, Verdict verdict) {
    Firing by = verdict.by();
    if (by != null && !over && exchanges.isOpen(exchange)) {
      Rendering end = answers.to(exchange, verdict, by);
      // The client still gets the replies to earlier exchanges.
      controls.deafenBackend();
      controls.stopRequests();
      exchanges.answer(exchange, end);
    }
  }

  /** Carries out an action on the whole connection. */
  void carryOut(ActiveExchange exchange, Verdict verdict) {
    Firing by = verdict.by();
    if (by == null) {
      return;
    }
    Action action = verdict.action();
    switch (action.kind()) {
      case HANG -> {
        if (!hung()) {
          recorder.fault(verdict.hook(), exchange, by, action, "hang");
          hang(exchange, by.choice());
        }
      }
      // Answers are handled elsewhere, and the other actions apply to passing bytes.
      case PASS,
          FAIL,
          BABBLE,
          CLOSE,
          RESET,
          REWRITE,
          NOTICE,
          HANDSHAKE,
          INSERT,
          LOSE,
          THROTTLE,
          TRUNCATE,
          CORRUPT ->
          throw new IllegalArgumentException(action + " (expected: one for the connection)");
    }
  }

  /**
   * The client gets no reply to {@code exchange} or a later one as long as a rule can make {@code
   * choice} and the client has not ended its side.
   */
  void hang(ActiveExchange exchange, Choice choice) {
    hungBy = choice;
    hungAt = exchange;
    controls.stopRequests();
    if (controls.clientEnded()) {
      clientEnded();
    }
  }

  /**
   * Called when a client that hangs has ended its side. It gets the replies that are owed before
   * that, and then the end.
   */
  public void clientEnded() {
    ActiveExchange exchange = hungAt;
    if (over || exchange == null) {
      return;
    }
    if (exchanges.isOpen(exchange)) {
      exchanges.answer(exchange, Rendering.lastReply(Unpooled.EMPTY_BUFFER, "close"));
    } else {
      controls.closeOrderly();
    }
  }

  /** Whether a client waits for a reply that will never come. */
  public boolean hung() {
    return hungBy != null;
  }

  /** Whether a delay here holds the connection back. */
  public boolean holdBack() {
    return hung() || !timers.isEmpty();
  }

  /**
   * Called when the rules have changed: discards the states of removed behaviors, and ends the hang
   * that one of them started.
   */
  public void rulesChanged() {
    RuleSet rules = source.rules();
    states.keep(rules);
    inquiry.forgetCalls(rules);
    if (hungBy != null && !rules.offers(hungBy.behavior())) {
      controls.closeOrderly();
    }
  }

  /**
   * Called when the rules have the same behaviors by other versions of their plugins. A hang goes
   * on.
   */
  void pluginsChanged() {
    RuleSet rules = source.rules();
    forgetStates();
    if (hungBy != null && !rules.offers(hungBy.behavior())) {
      hungBy = rules.standIn(hungBy).orElse(hungBy);
    }
  }

  /** Whether one of these behaviors holds something back. */
  boolean use(Predicate<Object> behaviors) {
    forgetStates();
    return hungBy != null && behaviors.test(hungBy.behavior());
  }

  private void forgetStates() {
    states.keep(source.rules(), behavior -> exchanges.use(other -> other == behavior));
  }

  /** Stops all work here. */
  public void close() {
    over = true;
    timers.cancel();
  }
}
