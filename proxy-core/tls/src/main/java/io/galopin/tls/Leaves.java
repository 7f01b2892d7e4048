package io.galopin.tls;

import io.galopin.api.BadCertificate;
import io.galopin.tls.certificate.Hosts;
import io.galopin.tls.certificate.Leaf;
import io.galopin.tls.certificate.LeafMaker;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Certificates of Galopin's authority, made when they are first asked for and kept for the next.
 * Not more than a thousand are kept, because their names come from clients; then those go that were
 * not asked for the longest. Thread-safe; not for event loops.
 */
final class Leaves {

  static final int MOST = 1000;

  private final AuthorityStore store;
  private final InstantSource clock;
  private final Recent<Wanted, Leaf> kept = new Recent<>(MOST);
  private @Nullable LeafMaker maker;

  /**
   * What a certificate is to be.
   *
   * @param flaw what is wrong with it
   */
  record Wanted(Hosts hosts, Optional<BadCertificate> flaw) {}

  Leaves(AuthorityStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Returns those of an authority that is given, by the same clock. Reads files.
   *
   * @throws TlsConfigException if it cannot be used, with a sentence
   */
  Leaves of(Keys authority, Passwords passwords) {
    AuthorityStore given = AuthorityStore.given(authority, passwords, clock);
    given.get();
    return new Leaves(given, clock);
  }

  /**
   * Returns it. Two threads that want the same at the same time may both make it.
   *
   * @throws TlsConfigException if the authority cannot be read or made
   */
  Leaf get(Wanted wanted) {
    Optional<Leaf> found = kept.find(wanted);
    if (found.isPresent() && clock.instant().isBefore(found.get().renewal())) {
      return found.get();
    }
    LeafMaker by = maker();
    Leaf made =
        wanted
            .flaw()
            .map(flaw -> by.bad(wanted.hosts(), flaw))
            .orElseGet(() -> by.good(wanted.hosts()));
    kept.put(wanted, made);
    return made;
  }

  private synchronized LeafMaker maker() {
    if (maker == null) {
      maker = new LeafMaker(store.get(), clock);
    }
    return maker;
  }

  int size() {
    return kept.size();
  }
}
