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
 * The faults of a recorded run, to inject again at the same places: into the same exchange of the
 * same connection, counted in the order in which clients connect, or into the exchange with the
 * same identity. With the seed of that run, the draws of behaviors are the same, too. Reports where
 * the traffic differs. Thread-safe.
 */
public final class Replay {

  /**
   * One recorded fault.
   *
   * @param proxy the proxy's name
   * @param place the exchange
   * @param identity the identity of the exchange; empty if only its place identifies it
   * @param rule the rule's name; empty for the mix
   * @param ruleKey the key of that rule's draws; empty for its name
   * @param plugin the name of the behavior
   * @param request the label of the request
   * @param digest distinguishes it from others with the same label; empty if the label was complete
   * @param done what was done
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

    /** Returns the key that distinguishes exchanges. */
    String key() {
      return identity.isEmpty() ? place.toString() : identity;
    }
  }

  /**
   * An exchange.
   *
   * @param connection the connection's ordinal
   * @param layer whose exchange it is; empty for the protocol above all layers
   * @param exchange the exchange's ordinal on it
   */
  public record Place(long connection, String layer, long exchange) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
        Comparator.comparingLong(Place::connection)
            .thenComparingLong(Place::exchange)
            .thenComparing(Place::layer);

    /** An exchange of the protocol. */
    public Place(long connection, long exchange) {
      this(connection, "", exchange);
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
      String place = "connection " + connection + ", exchange " + exchange;
      return layer.isEmpty() ? place : place + " of " + layer;
    }
  }

  private static final Logger log = LoggerFactory.getLogger(Replay.class);

  private final Map<String, List<Occasion>> occasions = new TreeMap<>();

  /** The first recorded fault of each exchange that has not arrived yet, by proxy and key. */
  private final Map<String, Map<String, Fault>> awaited = new HashMap<>();

  private final Seldom others = new Seldom();

  /** Creates a replay of these faults, in recorded order. */
  public Replay(List<Fault> recorded) {
    for (Fault fault : recorded) {
      occasions.computeIfAbsent(fault.proxy(), first -> new ArrayList<>()).add(new Occasion(fault));
      awaited
          .computeIfAbsent(fault.proxy(), first -> new ConcurrentHashMap<>())
          .putIfAbsent(fault.key(), fault);
    }
  }

  /** Returns the proxies that have recorded faults, sorted. */
  public List<String> proxies() {
    return List.copyOf(occasions.keySet());
  }

  /** Whether a proxy's exchanges were identified by what their clients sent. */
  public boolean needsIdentities(String proxy) {
    return of(proxy).stream().anyMatch(each -> !each.fault().identity().isEmpty());
  }

  private List<Occasion> of(String proxy) {
    return occasions.getOrDefault(proxy, List.of());
  }

  /**
   * Returns the rules that inject the faults of one proxy. Each has the name and the behavior name
   * of the recorded rule, so that the journal has the same entries. Their order repeats the faults
   * of each exchange in recorded order; a rule that acted several times on one exchange appears
   * several times.
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

  /** The rule and behavior that caused a fault. */
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
   * Returns a sentence for each recorded fault that has not happened; empty if all have. An
   * exchange that has not arrived gets only one sentence.
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
    String what = absent ? " did not happen: " : " happened, but not its " + fault.plugin() + ": ";
    return fault.proxy() + ": " + fault.key() + what + fault.request();
  }

  /** Called when an exchange has arrived; notes whether it differs from the recorded one. */
  void came(String proxy, String key, Exchange exchange) {
    Fault recorded = awaited.getOrDefault(proxy, Map.of()).remove(key);
    if (recorded != null) {
      boolean alike = recorded.request().equals(exchange.label());
      if (!alike || !isSame(recorded.digest(), exchange)) {
        others.say(
            System.nanoTime(),
            more ->
                log.warn(
                    "{}: {} has another request: {} (recorded: {}){}",
                    proxy,
                    key,
                    exchange.label(),
                    alike ? "one that differs in what is not shown" : recorded.request(),
                    more));
      }
    }
  }

  /** Journals of earlier versions have no digest, and neither do requests with complete labels. */
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
