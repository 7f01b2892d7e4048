package io.galopin.engine.rule;

import io.galopin.api.Behavior;
import io.galopin.api.Exchange;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Trigger;
import io.galopin.engine.trouble.Seldom;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The faults of a recorded run, to be injected again at the same places: into the same exchange of
 * the same connection, counted in the order in which clients connect, or into the one with the same
 * identity. With the seed of that run, what behaviors drew is the same, too. Says where the traffic
 * is another now. Thread-safe.
 */
public final class Replay {

  /**
   * One recorded fault.
   *
   * @param proxy at which proxy
   * @param place in which exchange
   * @param identity by what that was known; empty if by its place
   * @param rule by which rule; empty for the mix
   * @param ruleKey what that rule's draws were keyed by; empty for its name
   * @param plugin by which behavior
   * @param request what the protocol said the request was
   * @param digest tells it from others of which the same was said; empty if that said all
   * @param done what it was
   */
  public record Fault(
      String proxy,
      Place place,
      String identity,
      String rule,
      String ruleKey,
      String plugin,
      String request,
      String digest,
      Journal.Done done) {

    /** What exchanges are told apart by. */
    String key() {
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

  private final Map<String, List<Occasion>> occasions = new TreeMap<>();

  /** By proxy and key, the first that was recorded of each exchange that has not come yet. */
  private final Map<String, Map<String, Fault>> awaited = new HashMap<>();

  private final Seldom others = new Seldom();

  /** A replay of all these, in the order in which they were recorded. */
  public Replay(List<Fault> recorded) {
    for (Fault fault : recorded) {
      occasions.computeIfAbsent(fault.proxy(), first -> new ArrayList<>()).add(new Occasion(fault));
      awaited
          .computeIfAbsent(fault.proxy(), first -> new ConcurrentHashMap<>())
          .putIfAbsent(fault.key(), fault);
    }
  }

  /** The proxies that have recorded faults, sorted. */
  public List<String> proxies() {
    return List.copyOf(occasions.keySet());
  }

  /** Whether a proxy's exchanges were known by what their clients sent. */
  public boolean needsIdentities(String proxy) {
    return of(proxy).stream().anyMatch(each -> !each.fault().identity().isEmpty());
  }

  private List<Occasion> of(String proxy) {
    return occasions.getOrDefault(proxy, List.of());
  }

  /**
   * The rules that inject the faults of one proxy. Each has the name and the behavior's name of the
   * rule that is in the record, so that the journal will say the same. They are in such an order
   * that what was done to one exchange is done in the same order again; a rule that did several
   * things to one exchange is there several times.
   */
  public RuleSet rules(String proxy) {
    List<Rule> rules = new ArrayList<>();
    Map<Actor, Tally> tallies = new HashMap<>();
    for (List<Occasion> step : ReplaySteps.of(of(proxy))) {
      Map<Actor, Map<String, List<Occasion>>> actors = new LinkedHashMap<>();
      for (Occasion occasion : step) {
        actors
            .computeIfAbsent(Actor.of(occasion.fault()), first -> new LinkedHashMap<>())
            .computeIfAbsent(occasion.fault().key(), first -> new ArrayList<>(1))
            .add(occasion);
      }
      actors.forEach(
          (actor, done) ->
              rules.add(
                  actor.rule(
                      new Again(this, proxy, done),
                      tallies.computeIfAbsent(actor, first -> new Tally()))));
    }
    return RuleSet.replaying(rules);
  }

  /** By whom a fault was. */
  private record Actor(String rule, String key, String plugin) {

    static Actor of(Fault fault) {
      return new Actor(fault.rule(), fault.ruleKey(), fault.plugin());
    }

    Rule rule(Behavior again, Tally tally) {
      Mix always = Mix.of(Map.of(plugin, BigDecimal.valueOf(100)), known -> again);
      String name = rule.isEmpty() ? Mix.NAME : rule;
      return new Rule(
          name,
          false,
          RuleKey.ofName(key.isEmpty() ? name : key),
          Condition.always(),
          Trigger.ALWAYS,
          always,
          true,
          true,
          tally);
    }
  }

  /**
   * What was recorded and has not happened, a sentence each; none if all has. Of an exchange that
   * has not come there is one sentence.
   */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    occasions.forEach(
        (proxy, all) -> {
          Map<String, Fault> absent = awaited.getOrDefault(proxy, Map.of());
          Set<String> told = new HashSet<>();
          all.stream()
              .filter(each -> !each.hasHappened())
              .map(Occasion::fault)
              .sorted(Comparator.comparing(Fault::place))
              .filter(fault -> !absent.containsKey(fault.key()) || told.add(fault.key()))
              .forEach(fault -> missing.add(sentence(fault, absent.containsKey(fault.key()))));
        });
    return List.copyOf(missing);
  }

  private static String sentence(Fault fault, boolean absent) {
    String what = absent ? " did not come: " : " came, but not its " + fault.plugin() + ": ";
    return fault.proxy() + ": " + fault.key() + what + fault.request();
  }

  /** The exchange has come, and is what it was, or not. */
  void came(String proxy, String key, Exchange exchange) {
    Fault recorded = awaited.getOrDefault(proxy, Map.of()).remove(key);
    if (recorded != null) {
      boolean alike = recorded.request().equals(exchange.label());
      if (!alike || !isSame(recorded.digest(), exchange)) {
        others.say(
            System.nanoTime(),
            more ->
                log.warn(
                    "{}: {} is another one: {} (recorded: {}){}",
                    proxy,
                    key,
                    exchange.label(),
                    alike ? "another in what is not shown of it" : recorded.request(),
                    more));
      }
    }
  }

  /** Journals of earlier versions have no digest, nor have requests of which all is shown. */
  private static boolean isSame(String digest, Exchange exchange) {
    return digest.isEmpty()
        || !(exchange instanceof IdentifiedExchange known)
        || digest.equals(known.digest());
  }

  /** A recorded fault, and whether it has been injected again. Thread-safe. */
  static final class Occasion {

    private final Fault fault;
    private volatile boolean happened;

    Occasion(Fault fault) {
      this.fault = fault;
    }

    Fault fault() {
      return fault;
    }

    void happens() {
      happened = true;
    }

    boolean hasHappened() {
      return happened;
    }
  }
}
