package io.galopin.assertj;

import io.galopin.client.JournalEntry;
import io.galopin.client.Proxy;
import io.galopin.client.Traffic;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;

/** Assertions about what a proxy has seen and injected since it was opened. */
public final class ProxyAssert extends AbstractAssert<ProxyAssert, Proxy> {

  ProxyAssert(Proxy proxy) {
    super(proxy, ProxyAssert.class);
  }

  /** Verifies that at least one fault was injected. */
  public FaultsAssert fired() {
    isNotNull();
    return faults("a fault", Kept.of(actual));
  }

  /**
   * Verifies that a rule, behavior or toxic injected at least one fault.
   *
   * @param fault the name of a rule, behavior or toxic, or a toxic's type; with hyphens or
   *     underscores
   */
  public FaultsAssert fired(String fault) {
    return faults(fault, kept(fault));
  }

  private FaultsAssert faults(String what, Kept kept) {
    FaultsAssert faults = new FaultsAssert(what, actual, kept);
    faults.info.description(info.descriptionText());
    return faults.atLeastOnce();
  }

  /** Verifies that nothing was injected. */
  public ProxyAssert neverFired() {
    isNotNull();
    return never("nothing", Kept.of(actual));
  }

  /**
   * Verifies that a rule, behavior or toxic injected nothing. Fails if nothing can have this name.
   *
   * @param fault the name of a rule, behavior or toxic, or a toxic's type; with hyphens or
   *     underscores
   */
  public ProxyAssert neverFired(String fault) {
    return never("no " + fault, kept(fault));
  }

  private ProxyAssert never(String expected, Kept kept) {
    Optional<Boolean> happened = kept.happened();
    if (happened.isEmpty()) {
      failWithMessage(
          "Cannot tell whether proxy %s has injected %s: %s", actual.name(), expected, kept.gone());
    } else if (happened.get()) {
      failWithMessage(
          "Expecting proxy %s to have injected %s, but there was:%s",
          actual.name(),
          expected,
          kept.entries().isEmpty()
              ? " entries that the journal no longer has"
              : Lines.of(kept.entries()));
    }
    return this;
  }

  /** Verifies that at least one client has connected. */
  public ProxyAssert sawTraffic() {
    if (actual.traffic().connections() == 0) {
      failWithMessage(
          "Expecting proxy %s to have seen traffic, but no client has connected", actual.name());
    }
    return this;
  }

  /** Verifies that no client has connected. */
  public ProxyAssert sawNoTraffic() {
    Traffic traffic = actual.traffic();
    if (traffic.connections() > 0) {
      failWithMessage(
          "Expecting proxy %s to have seen no traffic, but there were %d connections with %d"
              + " exchanges",
          actual.name(), traffic.connections(), traffic.exchanges());
    }
    return this;
  }

  private Kept kept(String fault) {
    isNotNull();
    Sought sought = new Sought(fault);
    // Read once: there may be many thousand entries.
    List<JournalEntry> journal = actual.journal();
    String unknown = sought.unknown(actual, journal);
    if (!unknown.isEmpty()) {
      failWithMessage("%s", unknown);
    }
    return Kept.of(actual, journal).only(sought::matches, sought::matches);
  }
}
