package io.galopin.engine;

import io.galopin.api.Action;
import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Trigger;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The faults of a recorded run, to be injected again at the same places: into the same exchange of
 * the same connection, counted in the order in which clients connect, or into the one with the same
 * {@linkplain ProxySpec#drawBy identity}. With the seed of that run, what behaviors drew is the
 * same, too. Says where the traffic is another now. Thread-safe.
 */
public final class Replay {

  /**
   * One recorded fault.
   *
   * @param proxy at which proxy
   * @param place in which exchange
   * @param identity by what that was known; empty if by its place
   * @param rule by which rule; empty for the mix
   * @param plugin by which behavior
   * @param request what the protocol said the request was
   * @param done what it was
   */
  public record Fault(
      String proxy,
      Place place,
      String identity,
      String rule,
      String plugin,
      String request,
      Journal.Done done) {

    /** What exchanges are told apart by. */
    private String key() {
      return identity.isEmpty() ? place.toString() : identity;
    }
  }

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

  /** By proxy and key, the first that was recorded of each exchange that has not come yet. */
  private final Map<String, Map<String, Fault>> missing = new TreeMap<>();

  private final Map<String, List<Fault>> faults = new TreeMap<>();

  private final Seldom others = new Seldom();

  /** A replay of all these, in the order in which they were recorded. */
  public Replay(List<Fault> recorded) {
    for (Fault fault : recorded) {
      faults.computeIfAbsent(fault.proxy(), first -> new ArrayList<>()).add(fault);
      missing
          .computeIfAbsent(fault.proxy(), first -> new ConcurrentHashMap<>())
          .putIfAbsent(fault.key(), fault);
    }
  }

  /** The proxies that have recorded faults, sorted. */
  public List<String> proxies() {
    return List.copyOf(faults.keySet());
  }

  /** Whether a proxy's exchanges were known by what their clients sent. */
  public boolean needsIdentities(String proxy) {
    return faults.getOrDefault(proxy, List.of()).stream()
        .anyMatch(fault -> !fault.identity().isEmpty());
  }

  /**
   * The rules that inject the faults of one proxy. Each has the name and the behaviors' names of
   * the rule that is in the record, so that the journal will say the same.
   */
  public RuleSet rules(String proxy) {
    Map<String, Map<String, Map<String, List<Journal.Done>>>> byRule = new LinkedHashMap<>();
    for (Fault fault : faults.getOrDefault(proxy, List.of())) {
      byRule
          .computeIfAbsent(fault.rule(), first -> new LinkedHashMap<>())
          .computeIfAbsent(fault.plugin(), first -> new HashMap<>())
          .computeIfAbsent(fault.key(), first -> new ArrayList<>())
          .add(fault.done());
    }
    List<Rule> rules = new ArrayList<>();
    byRule.forEach(
        (rule, plugins) ->
            plugins.forEach((plugin, done) -> rules.add(rule(proxy, rule, plugin, done))));
    return RuleSet.replaying(rules);
  }

  private Rule rule(
      String proxy, String name, String plugin, Map<String, List<Journal.Done>> done) {
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
    return missing.values().stream()
        .flatMap(faults -> faults.values().stream().sorted(Comparator.comparing(Fault::place)))
        .map(fault -> fault.proxy() + ": " + fault.key() + " did not come: " + fault.request())
        .toList();
  }

  /** The exchange has come, and is what it was, or not. */
  private void came(String proxy, String key, Exchange exchange) {
    Fault recorded = missing.getOrDefault(proxy, Map.of()).remove(key);
    if (recorded != null && !recorded.request().equals(exchange.label())) {
      others.say(
          System.nanoTime(),
          more ->
              log.warn(
                  "{}: {} is another one: {} (recorded: {}){}",
                  proxy,
                  key,
                  exchange.label(),
                  recorded.request(),
                  more));
    }
  }

  private static String key(Exchange exchange) {
    String identity = exchange instanceof ActiveExchange active ? active.identity() : "";
    return identity.isEmpty()
        ? new Place(exchange.connection(), exchange.ordinal()).toString()
        : identity;
  }

  /** Does what one behavior of one rule did. */
  private final class Again implements Behavior {

    private final String proxy;
    private final Map<String, List<Journal.Done>> done;

    Again(String proxy, Map<String, List<Journal.Done>> done) {
      this.proxy = proxy;
      this.done = done;
    }

    @Override
    public Decision onBeforeHandle(Exchange exchange) {
      String key = key(exchange);
      if (done.containsKey(key)) {
        came(proxy, key, exchange);
      }
      return at(Hook.BEFORE, key);
    }

    @Override
    public Decision onBetweenHandle(Exchange exchange) {
      return at(Hook.BETWEEN, key(exchange));
    }

    @Override
    public Decision onAfterHandle(Exchange exchange) {
      return at(Hook.AFTER, key(exchange));
    }

    private Decision at(Hook hook, String key) {
      Decision all = Decision.pass();
      for (Journal.Done each : done.getOrDefault(key, List.of())) {
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
