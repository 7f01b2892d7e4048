package io.galopin.assertj;

import io.galopin.client.Proxy;
import io.galopin.client.Traffic;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;

/** Assertions about what a proxy has seen and injected since it was opened. */
public final class ProxyAssert extends AbstractAssert<ProxyAssert, Proxy> {

  ProxyAssert(Proxy proxy) {
    super(proxy, ProxyAssert.class);
  }

  /** At least one fault was injected. */
  public FaultsAssert fired() {
    isNotNull();
    return faults("a fault", Kept.of(actual));
  }

  /**
   * A fault was injected at least once.
   *
   * @param fault the name of a behavior, of a rule, or of a toxic or its type; with hyphens or
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

  /** Nothing was injected. */
  public ProxyAssert neverFired() {
    isNotNull();
    return never("nothing", Kept.of(actual));
  }

  /**
   * A fault was not injected, though something has that name, or could have.
   *
   * @param fault the name of a behavior, of a rule, or of a toxic or its type; with hyphens or
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
          kept.entries().isEmpty() ? " what the journal keeps no more" : Lines.of(kept.entries()));
    }
    return this;
  }

  /** At least one client has connected. */
  public ProxyAssert sawTraffic() {
    if (actual.traffic().connections() == 0) {
      failWithMessage(
          "Expecting proxy %s to have seen traffic, but no client has connected", actual.name());
    }
    return this;
  }

  /** No client has connected. */
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
    String unknown = sought.unknown(actual, actual.journal());
    if (!unknown.isEmpty()) {
      failWithMessage("%s", unknown);
    }
    return Kept.of(actual).only(sought::matches, sought::matches);
  }
}
