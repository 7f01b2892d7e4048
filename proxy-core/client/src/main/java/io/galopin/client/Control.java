package io.galopin.client;

import java.util.List;

/**
 * The proxies of one Galopin, in this JVM or in another process. Thread-safe. A call returns when
 * what it asks for is so; it blocks until then.
 *
 * <p>What cannot be done is thrown as a {@link GalopinException} whose message is a sentence, and
 * nothing has changed then.
 */
public interface Control extends AutoCloseable {

  /**
   * Begins to describe a proxy, which {@link ProxyDraft#start} opens.
   *
   * @param name unique among the proxies
   * @param upstream where the backend is: {@code localhost:6379}
   */
  ProxyDraft proxy(String name, String upstream);

  /**
   * The proxy of this name, whoever opened it.
   *
   * @throws GalopinException if there is none
   */
  Proxy existing(String name);

  /** The proxies that there are, sorted by name. */
  List<Proxy> proxies();

  /**
   * Opens several proxies, or makes those of the same names what the drafts say; all or none.
   *
   * @return in the order of {@code drafts}
   */
  List<Proxy> populate(List<ProxyDraft> drafts);

  /** Enables every proxy and removes every toxic; behaviors and rules stay. */
  void reset();

  /** The integer from which all chance follows. */
  long seed();

  /** What was injected and what the network did, oldest first, as far as it is kept. */
  default List<JournalEntry> journal() {
    return journalAfter(0);
  }

  /**
   * What came later than an entry, oldest first.
   *
   * @param number the number of that entry
   */
  List<JournalEntry> journalAfter(long number);

  /** What is installed, by kind, then by name. */
  List<Plugin> plugins();

  /** Lets go of what this object holds; one that started an engine stops it. */
  @Override
  void close();
}
