package io.galopin.engine.exchange;

import io.galopin.api.Action;
import io.galopin.api.Decision;
import io.galopin.api.Direction;
import io.galopin.api.Option;
import io.galopin.engine.journal.Event;
import io.galopin.engine.journal.ExchangeRef;
import io.galopin.engine.journal.Hook;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.rule.Firing;
import io.galopin.engine.rule.IdentifiedExchange;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.socket.ProxyMeter;
import io.galopin.engine.trouble.PluginFailure;
import io.galopin.engine.trouble.PluginFailures;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Writes the events of one connection into the journal. */
public final class Recorder {

  private static final Option<Duration> TEXT =
      Option.duration("delay", ChronoUnit.SECONDS, Duration.ZERO, Duration.ofDays(1), "");

  private final Journal journal;
  private final String proxy;
  private final long connection;
  private final ProxyMeter meter;
  private final PluginFailures failures;
  private final BiConsumer<Direction, String> refusals;

  /**
   * Has written nothing yet.
   *
   * @param refusals also notified when bytes violate the protocol
   */
  public Recorder(
      Journal journal,
      PluginFailures failures,
      BiConsumer<Direction, String> refusals,
      ProxyMeter meter,
      String proxy,
      long connection) {
    this.journal = journal;
    this.failures = failures;
    this.refusals = refusals;
    this.meter = meter;
    this.proxy = proxy;
    this.connection = connection;
  }

  /**
   * Records what a behavior did to an exchange.
   *
   * @param what in words
   */
  void fault(Hook hook, IdentifiedExchange exchange, Firing by, Action action, String what) {
    fault(exchange, by, new Journal.Done(hook, Decision.act(action)), what);
  }

  private void fault(IdentifiedExchange exchange, Firing by, Journal.Done done, String what) {
    String plugin = by.choice().plugin();
    by.acted(done.hook(), exchange);
    meter.fault(plugin);
    journal.write(
        proxy,
        new Event.Fault(connection, about(exchange), rule(by), by.ruleKey(), plugin, what, done));
    exchange.did(rule(by), plugin, what);
  }

  /** Records that a behavior delays an exchange. */
  void delay(Hook hook, IdentifiedExchange exchange, Firing by, Duration delay) {
    meter.delayed(delay.toNanos());
    Journal.Done done = new Journal.Done(hook, Decision.delay(delay));
    fault(exchange, by, done, "delay " + TEXT.text(delay));
  }

  /** Records that a toxic has begun to act on a link. */
  public void toxicBegan(Direction direction, ToxicSpec toxic) {
    meter.fault(toxic.type());
    String what = "begins: " + toxic.type() + " " + toxic.attributes();
    journal.write(proxy, new Event.ToxicBegan(connection, direction, toxic.name(), what));
  }

  /** Records that a toxic no longer acts on a link. */
  public void toxicEnded(Direction direction, ToxicSpec toxic, String totals) {
    String what = "ended: " + totals;
    journal.write(proxy, new Event.ToxicEnded(connection, direction, toxic.name(), what));
  }

  /** Records what the network, a peer, or a limit did. */
  public void network(Direction direction, @Nullable IdentifiedExchange exchange, String what) {
    journal.write(proxy, new Event.NetworkTrouble(connection, direction, about(exchange), what));
  }

  /** Records that bytes of one direction violate the protocol. */
  void refused(
      Direction direction, @Nullable IdentifiedExchange exchange, @Nullable String reason) {
    network(direction, exchange, "refused: " + reason);
    refusals.accept(direction, String.valueOf(reason));
  }

  /**
   * Records that a plugin or the proxy itself failed.
   *
   * @param then the consequence
   */
  public void failed(PluginFailure failure, String then) {
    failed(failure, then, null, null, "");
  }

  /** Records that a plugin takes so long that it delays others. */
  public void slow(PluginFailure failure) {
    failures.tellSlow(proxy + "#" + connection, failure);
  }

  /** Records that a plugin does not return; the log already says so. */
  public void hung(PluginFailure failure, String then) {
    record(failure, then, null, null, "");
  }

  /** Records that a behavior failed; the exchange goes on without it. */
  public void failed(PluginFailure failure, IdentifiedExchange exchange, Hook hook, Firing by) {
    failed(failure, "the exchange passes", hook.direction(), exchange, rule(by));
  }

  /** Records that a toxic failed; the link goes on without it. */
  public void failed(PluginFailure failure, Direction direction, ToxicSpec toxic) {
    String then = "what " + toxic.name() + " held passes, and so does what comes";
    failed(failure, then, direction, null, "");
  }

  private void failed(
      PluginFailure failure,
      String then,
      @Nullable Direction direction,
      @Nullable IdentifiedExchange exchange,
      String rule) {
    failures.tell(proxy + "#" + connection, failure, then);
    record(failure, then, direction, exchange, rule);
  }

  private void record(
      PluginFailure failure,
      String then,
      @Nullable Direction direction,
      @Nullable IdentifiedExchange exchange,
      String rule) {
    if (!failure.isOwn()) {
      meter.pluginFailed(failure.plugin(), failure.hook());
    }
    String what = failure.getMessage() + "; " + then;
    journal.write(
        proxy,
        new Event.OwnTrouble(connection, direction, about(exchange), rule, failure.plugin(), what));
  }

  /** Returns the name of the rule; a plain mix has none. */
  private static String rule(Firing by) {
    return by.rule().equals(Mix.NAME) ? "" : by.rule();
  }

  private static ExchangeRef about(@Nullable IdentifiedExchange exchange) {
    return exchange == null
        ? ExchangeRef.NONE
        : new ExchangeRef(
            exchange.layer(),
            exchange.ordinal(),
            exchange.label(),
            exchange.identity(),
            exchange.digest());
  }
}
