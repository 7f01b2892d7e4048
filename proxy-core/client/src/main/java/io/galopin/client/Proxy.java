package io.galopin.client;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * One proxy. Nothing is remembered here: each call asks. Thread-safe.
 *
 * <p>A change governs each exchange that begins, and each byte that is read, after the call has
 * returned; open connections stay open unless it says otherwise. The methods that begin with {@code
 * with}, and {@link #down}, make a change that {@link Undo#close} takes back:
 *
 * <pre>{@code
 * try (var slow = proxy.withToxic(Toxic.latency(Duration.ofMillis(100)))) {
 *   …
 * }
 * }</pre>
 *
 * <p>Those that are nested are closed in reverse order, as {@code try} does it.
 */
public interface Proxy {

  /** Unique among the proxies. */
  String name();

  /**
   * Where clients connect, and are refused while the proxy is not enabled.
   *
   * @throws GalopinException if it has never been, and has no port yet
   */
  InetSocketAddress address();

  /** The host of {@link #address}, as text. */
  default String host() {
    return address().getHostString();
  }

  /** The port of {@link #address}. */
  default int port() {
    return address().getPort();
  }

  /** Where the backend is. */
  String upstream();

  /** Sets another backend, and drops the connections. */
  void setUpstream(String upstream);

  /** The name of its protocol. */
  String protocol();

  /** Whether it listens. */
  boolean enabled();

  /** Listens, or not: then clients are refused, and connections that are open are dropped. */
  void setEnabled(boolean enabled);

  /** Has it not listen for a while. */
  default Undo down() {
    boolean before = enabled();
    setEnabled(false);
    return Undo.with(() -> setEnabled(before));
  }

  /** Its toxics: upstream, then downstream, each in order of creation. */
  List<Toxic> toxics();

  /**
   * Adds a toxic behind those that it has.
   *
   * @return as it is now, with its name and all attributes
   */
  Toxic addToxic(ToxicDraft toxic);

  /** Gives the toxic of the same name this toxicity and these attributes; others stay. */
  Toxic updateToxic(Toxic toxic);

  /**
   * Removes a toxic.
   *
   * @return whether there was one of that name
   */
  boolean removeToxic(String name);

  /** Adds a toxic for a while. */
  default Undo withToxic(ToxicDraft toxic) {
    String name = addToxic(toxic).name();
    return Undo.with(() -> removeToxic(name));
  }

  /** The mix of behaviors that acts now. */
  Mix mix();

  /** Has another mix act. */
  void setMix(Mix mix);

  /** Has another mix act for a while. */
  default Undo withMix(Mix mix) {
    Mix before = mix();
    setMix(mix);
    return Undo.with(() -> setMix(before));
  }

  /** Has a behavior act on every exchange for a while. */
  default Undo withBehavior(Behavior behavior) {
    return withMix(Mix.of(behavior));
  }

  /**
   * The same, with options.
   *
   * @param name the behavior's name
   * @param options names and values in turn, see {@link Behavior#with}
   */
  default Undo withBehavior(String name, Object... options) {
    return withBehavior(Behavior.of(name, options));
  }

  /** Its rules in the order in which they are tried, without the mix, which comes last. */
  List<Rule> rules();

  /**
   * Has other rules act, in this order, before the mix. One that was there and is the same goes on
   * counting.
   *
   * @param rules each as it is written on the command line: {@code when http.path=/orders/* first 3
   *     error}
   */
  void setRules(List<String> rules);

  /** Has one more rule act for a while, which is tried before all others. */
  Undo withRule(String rule);

  /** How much has come to it. */
  Traffic traffic();

  /**
   * What was injected into it and what the network did to it, oldest first, as far as it is kept.
   */
  List<JournalEntry> journal();

  /**
   * How many of the oldest entries are kept no more, of all proxies together. If there are any,
   * {@link #journal} is not the whole story.
   */
  long journalLetGo();

  /**
   * What was configured to go wrong at it since it was opened: in this JVM all of it, also what was
   * taken back; at another process what is set now.
   */
  List<Fault> faults();

  /** What is installed where it runs, by kind, then by name. */
  List<Plugin> plugins();

  /**
   * Closes it, and drops its connections.
   *
   * @return whether it was there
   */
  boolean delete();
}
