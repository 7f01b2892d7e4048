package io.galopin.assertj;

import io.galopin.client.JournalEntry;
import io.galopin.client.Proxy;
import io.galopin.client.Traffic;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions about what a proxy has seen and injected since it was opened. */
public final class ProxyAssert extends AbstractAssert<ProxyAssert, Proxy> {

  ProxyAssert(Proxy proxy) {
    super(proxy, ProxyAssert.class);
  }

  /** At least one fault was injected. */
  public FaultsAssert fired() {
    return faults("a fault", injected());
  }

  /**
   * A fault was injected at least once.
   *
   * @param fault the name of a behavior, of a rule, or of a toxic or its type
   */
  public FaultsAssert fired(String fault) {
    return faults(fault, injected(fault));
  }

  private FaultsAssert faults(String what, List<JournalEntry> entries) {
    FaultsAssert faults = new FaultsAssert(what, actual, entries);
    faults.info.description(info.descriptionText());
    return faults.atLeastOnce();
  }

  /** Nothing was injected. */
  public ProxyAssert neverFired() {
    return never("nothing", injected());
  }

  /**
   * A fault was not injected.
   *
   * @param fault the name of a behavior, of a rule, or of a toxic or its type
   */
  public ProxyAssert neverFired(String fault) {
    return never("no " + fault, injected(fault));
  }

  private ProxyAssert never(String expected, List<JournalEntry> entries) {
    if (!entries.isEmpty()) {
      failWithMessage(
          "Expecting proxy %s to have injected %s, but there was:%s",
          actual.name(), expected, Lines.of(entries));
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

  private List<JournalEntry> injected() {
    isNotNull();
    return actual.journal().stream()
        .filter(entry -> entry.origin() == JournalEntry.Origin.INJECTED)
        .toList();
  }

  private List<JournalEntry> injected(String fault) {
    return injected().stream()
        .filter(
            entry ->
                entry.plugin().equals(fault)
                    || entry.rule().equals(fault)
                    || (entry.exchange() == 0 && isOfType(entry.plugin(), fault)))
        .toList();
  }

  /** Whether a toxic has the name that those of a type have if they are given none. */
  private static boolean isOfType(String toxic, String type) {
    return toxic.equals(type + "_upstream") || toxic.equals(type + "_downstream");
  }
}
