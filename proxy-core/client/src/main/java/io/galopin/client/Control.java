package io.galopin.client;

import java.util.List;
import java.util.function.Consumer;

/**
 * Controls the proxies of one Galopin, in this JVM or in another process. Each call blocks until
 * its change is in effect. Thread-safe.
 *
 * <p>A call that fails throws a {@link GalopinException} whose message is a sentence, and changes
 * nothing.
 */
public interface Control extends AutoCloseable {

  /**
   * Begins the description of a proxy. {@link ProxyDraft#start} opens it.
   *
   * @param name unique among the proxies
   * @param upstream the address of the backend: {@code localhost:6379}
   */
  ProxyDraft proxy(String name, String upstream);

  /**
   * Returns the proxy of this name, whoever opened it.
   *
   * @throws GalopinException if there is no such proxy
   */
  Proxy existing(String name);

  /** Returns all proxies, sorted by name. */
  List<Proxy> proxies();

  /**
   * Opens several proxies, or changes those of the same name to match the drafts: either all of
   * them or none.
   *
   * @return the proxies, in the order of {@code drafts}
   */
  List<Proxy> populate(List<ProxyDraft> drafts);

  /** Enables every proxy and removes every toxic. Behaviors and rules stay. */
  void reset();

  /** Returns the integer from which all chance follows. */
  long seed();

  /** Returns the entries of the journal that are still kept, oldest first. */
  default List<JournalEntry> journal() {
    return journalAfter(0);
  }

  /**
   * Returns the entries after the one with this number, oldest first.
   *
   * @param number of an entry; 0 for all
   */
  List<JournalEntry> journalAfter(long number);

  /** Follows all exchanges. See {@link #onExchange(String, Consumer)}. */
  default Following onExchange(Consumer<FinishedExchange> listener) {
    return onExchange("", listener);
  }

  /**
   * Calls a listener with each exchange that ends from now on, one after the other, on a thread of
   * its own. If the listener throws something, it is not called again.
   *
   * <p>In this JVM, what has ended before {@link Following#close} begins is delivered before that
   * returns, unless the listener itself closes it.
   *
   * @param when which exchanges, in the words of rules: {@code http.path=/orders/*}; blank for all
   * @throws GalopinException if the condition is wrong, or too many follow already
   */
  Following onExchange(String when, Consumer<FinishedExchange> listener);

  /** Returns the installed plugins, sorted by kind, then by name. */
  List<Plugin> plugins();

  /** Releases what this object holds. If it started an engine, stops it. */
  @Override
  void close();
}
