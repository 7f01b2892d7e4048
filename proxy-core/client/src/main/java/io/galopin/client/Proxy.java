package io.galopin.client;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One proxy. Each call asks the proxy anew; nothing is cached. Thread-safe.
 *
 * <p>A change applies to each exchange that begins, and each byte that is read, after the call has
 * returned. Open connections stay open unless a method says otherwise. The methods whose names
 * begin with {@code with}, and {@link #down}, make a change that {@link Undo#close} undoes:
 *
 * <pre>{@code
 * try (var slow = proxy.withToxic(Toxic.latency(Duration.ofMillis(100)))) {
 *   …
 * }
 * }</pre>
 *
 * <p>Close nested changes in reverse order, as {@code try} does.
 */
public interface Proxy {

  /** Returns the name, which no other proxy has. */
  String name();

  /**
   * Returns the address to which clients connect. They are refused while the proxy is disabled.
   *
   * @throws GalopinException if it has never been enabled, so has no port yet
   */
  InetSocketAddress address();

  /** Returns the host of {@link #address}, as text. */
  default String host() {
    return address().getHostString();
  }

  /** Returns the port of {@link #address}. */
  default int port() {
    return address().getPort();
  }

  /** Returns the address of the backend. */
  String upstream();

  /** Sets another backend and drops all connections. */
  void setUpstream(String upstream);

  /** Returns the name of its protocol. */
  String protocol();

  /** Returns whether it listens. */
  boolean enabled();

  /**
   * Starts or stops listening. While the proxy is disabled, clients are refused. Disabling drops
   * all connections.
   */
  void setEnabled(boolean enabled);

  /** Stops listening until undone. */
  default Undo down() {
    boolean before = enabled();
    setEnabled(false);
    return Undo.with(() -> setEnabled(before));
  }

  /**
   * Returns the changes that are undone by themselves after a time, from 1 ms to 365 days. For a
   * proxy in another process, that process undoes them.
   */
  Lasting lasting(Duration time);

  /**
   * Returns what was changed for a time, or by somebody whose name is known, whoever did it. Times
   * are those of the process with the proxy.
   */
  List<Impairment> impairments();

  /** Returns its toxics: upstream, then downstream, each in order of creation. */
  List<Toxic> toxics();

  /**
   * Adds a toxic after the existing ones.
   *
   * @return the toxic with its name and all its attributes
   */
  Toxic addToxic(ToxicDraft toxic);

  /**
   * Sets the toxicity and these attributes of the toxic of the same name. Other attributes stay.
   */
  Toxic updateToxic(Toxic toxic);

  /**
   * Removes a toxic.
   *
   * @return whether there was one of this name
   */
  boolean removeToxic(String name);

  /** Adds a toxic until undone. */
  default Undo withToxic(ToxicDraft toxic) {
    String name = addToxic(toxic).name();
    return Undo.with(() -> removeToxic(name));
  }

  /**
   * Delays, limits and loses bytes like a kind of network connection until undone, in place of the
   * profile that the proxy has. Open connections stay open.
   *
   * @param name of the profile, such as {@code 3g} or {@code satellite}
   * @throws GalopinException if there is no such profile; it names those that there are
   */
  Undo withProfile(String name);

  /** Returns the mix that is set now. */
  Mix mix();

  /** Sets another mix. */
  void setMix(Mix mix);

  /** Sets another mix until undone. */
  default Undo withMix(Mix mix) {
    Mix before = mix();
    setMix(mix);
    return Undo.with(() -> setMix(before));
  }

  /** Lets a behavior act on every exchange until undone. */
  default Undo withBehavior(Behavior behavior) {
    return withMix(Mix.of(behavior));
  }

  /**
   * Lets a behavior with options act on every exchange until undone.
   *
   * @param name of the behavior
   * @param options names and values, alternating, see {@link Behavior#with}
   */
  default Undo withBehavior(String name, Object... options) {
    return withBehavior(Behavior.of(name, options));
  }

  /** Returns its rules in the order in which they are tried, without the mix, which comes last. */
  List<Rule> rules();

  /**
   * Replaces the rules. They are tried in this order, before the mix. A rule that stays the same
   * keeps its counts.
   *
   * @param rules each in the form of the command line: {@code when http.path=/orders/* first 3
   *     error}
   */
  void setRules(List<String> rules);

  /**
   * Changes the chance and options of a rule, whose place, end and counts stay, so that its trigger
   * goes on.
   *
   * @param name of the rule
   * @param percent the chance that it acts, above 0 to 100
   * @param options as they are written in a rule; others stay
   */
  void updateRule(String name, double percent, Map<String, String> options);

  /** Adds a rule until undone. It is tried before all others. */
  Undo withRule(String rule);

  /** Returns how much has arrived since it was opened. */
  Traffic traffic();

  /**
   * Tells of exchanges that end from now on, until undone. Those of a proxy in another process come
   * a moment later.
   */
  Undo listen(TrafficListener listener);

  /** Returns its entries of the journal that are still kept, oldest first. */
  List<JournalEntry> journal();

  /**
   * Returns how many of the oldest entries, of all proxies together, are no longer kept. If there
   * are any, {@link #journal} may be incomplete.
   */
  long journalLetGo();

  /**
   * Returns its rules, mixes and toxics. For a proxy in this JVM, these are all since it was
   * opened, even those removed since. For one in another process, only those that are set now.
   */
  List<Configured> configured();

  /** Returns the plugins installed where it runs, sorted by kind, then by name. */
  List<Plugin> plugins();

  /**
   * Deletes the proxy and drops its connections.
   *
   * @return whether it still existed
   */
  boolean delete();
}
