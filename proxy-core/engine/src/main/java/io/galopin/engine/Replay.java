package io.galopin.engine;

import io.galopin.api.Action;
import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Trigger;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The faults of a recorded run, to be injected again at the same places: into the same exchange of
 * the same connection, counted in the order in which clients connect. With the seed of that run,
 * what behaviors drew is the same, too. Says where the traffic is another now. Thread-safe.
 */
public final class Replay {

  /**
   * One recorded fault.
   *
   * @param proxy at which proxy
   * @param place in which exchange
   * @param rule by which rule; empty for the mix
   * @param plugin by which behavior
   * @param request what the protocol said the request was
   * @param done what it was
   */
  public record Fault(
      String proxy, Place place, String rule, String plugin, String request, Journal.Done done) {}

  /**
   * An exchange.
   *
   * @param connection the connection's ordinal
   * @param exchange the exchange's ordinal on it
   */
  public record Place(long connection, long exchange) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int order = Long.compare(connection, other.connection);
      return order != 0 ? order : Long.compare(exchange, other.exchange);
    }

    @Override
    public String toString() {
      return "connection " + connection + ", exchange " + exchange;
    }
  }

  private static final Logger log = LoggerFactory.getLogger(Replay.class);

  /** By proxy, what was recorded of each exchange, and has not come yet. */
  private final Map<String, Map<Place, String>> missing = new TreeMap<>();

  private final Map<String, List<Fault>> faults = new TreeMap<>();

  /** A replay of all these, in the order in which they were recorded. */
  public Replay(List<Fault> recorded) {
    for (Fault fault : recorded) {
      faults.computeIfAbsent(fault.proxy(), first -> new ArrayList<>()).add(fault);
      missing
          .computeIfAbsent(fault.proxy(), first -> new ConcurrentSkipListMap<>())
          .put(fault.place(), fault.request());
    }
  }

  /** The proxies that have recorded faults, sorted. */
  public List<String> proxies() {
    return List.copyOf(faults.keySet());
  }

  /** How many faults are recorded of a proxy. */
  public int count(String proxy) {
    return faults.getOrDefault(proxy, List.of()).size();
  }

  /**
   * The rules that inject the faults of one proxy. Each has the name and the behaviors' names of
   * the rule that is in the record, so that the journal will say the same.
   */
  public RuleSet rules(String proxy) {
    Map<String, Map<String, Map<Place, List<Journal.Done>>>> byRule = new LinkedHashMap<>();
    for (Fault fault : faults.getOrDefault(proxy, List.of())) {
      byRule
          .computeIfAbsent(fault.rule(), first -> new LinkedHashMap<>())
          .computeIfAbsent(fault.plugin(), first -> new HashMap<>())
          .computeIfAbsent(fault.place(), first -> new ArrayList<>())
          .add(fault.done());
    }
    List<Rule> rules = new ArrayList<>();
    byRule.forEach(
        (rule, plugins) ->
            plugins.forEach((plugin, done) -> rules.add(rule(proxy, rule, plugin, done))));
    return RuleSet.replaying(rules);
  }

  private Rule rule(String proxy, String name, String plugin, Map<Place, List<Journal.Done>> done) {
    Behavior again = new Again(proxy, done);
    Mix always = Mix.of(Map.of(plugin, BigDecimal.valueOf(100)), known -> again);
    return new Rule(
        name.isEmpty() ? Mix.NAME : name,
        Condition.always(),
        Trigger.ALWAYS,
        always,
        true,
        true,
        "replay " + (name.isEmpty() ? plugin : name));
  }

  /** What was recorded of exchanges that have not come, a sentence each; none if all have. */
  public List<String> missing() {
    List<String> sentences = new ArrayList<>();
    missing.forEach(
        (proxy, places) ->
            places.forEach(
                (place, request) ->
                    sentences.add(proxy + ": " + place + " did not come: " + request)));
    return sentences;
  }

  /** The exchange has come, and is what it was, or not. */
  private void came(String proxy, Place place, Exchange exchange) {
    String recorded = missing.getOrDefault(proxy, Map.of()).remove(place);
    if (recorded != null && !recorded.equals(exchange.label())) {
      log.warn(
          "{}: {} is another one: {} (recorded: {})", proxy, place, exchange.label(), recorded);
    }
  }

  /** Does what one behavior of one rule did. */
  private final class Again implements Behavior {

    private final String proxy;
    private final Map<Place, List<Journal.Done>> done;

    Again(String proxy, Map<Place, List<Journal.Done>> done) {
      this.proxy = proxy;
      this.done = done;
    }

    @Override
    public Decision onBeforeHandle(Exchange exchange) {
      Place place = new Place(exchange.connection(), exchange.ordinal());
      if (done.containsKey(place)) {
        came(proxy, place, exchange);
      }
      return at(Hook.BEFORE, place);
    }

    @Override
    public Decision onBetweenHandle(Exchange exchange) {
      return at(Hook.BETWEEN, new Place(exchange.connection(), exchange.ordinal()));
    }

    @Override
    public Decision onAfterHandle(Exchange exchange) {
      return at(Hook.AFTER, new Place(exchange.connection(), exchange.ordinal()));
    }

    private Decision at(Hook hook, Place place) {
      Decision all = Decision.pass();
      for (Journal.Done each : done.getOrDefault(place, List.of())) {
        if (each.hook() == hook) {
          Decision next = each.decision();
          Action action = next.action() instanceof Action.Pass ? all.action() : next.action();
          all = new Decision(all.delay().plus(next.delay()), action);
        }
      }
      return all;
    }
  }
}
