package io.galopin.engine;

import io.galopin.engine.exchange.ConnectionSpec;
import io.galopin.engine.journal.Event;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.rule.Identities;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.netty.util.concurrent.Ticker;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The current configuration of a proxy, and what follows from it. Read by any thread. */
final class CurrentSpec {

  private final Journal journal;
  private volatile ProxySpec spec;
  private volatile ConnectionSpec ofConnections;
  private volatile @Nullable Identities identities;

  CurrentSpec(Journal journal, ProxySpec spec) {
    this.journal = journal;
    this.spec = spec;
    this.ofConnections = ofConnections(spec);
    this.identities = identities(spec);
    start(spec);
  }

  ProxySpec get() {
    return spec;
  }

  /** What it is to a connection that is accepted now. */
  ConnectionSpec ofConnections() {
    return ofConnections;
  }

  @Nullable Identities identities() {
    return identities;
  }

  /**
   * Applies {@code change}: new rules and toxics start to count, and removed rules are summed up.
   * Changes by different threads run one after the other; each is short and waits for nothing.
   *
   * @return the configuration before the change
   */
  synchronized ProxySpec change(UnaryOperator<ProxySpec> change) {
    ProxySpec before = spec;
    ProxySpec changed = change.apply(before);
    start(changed);
    if (!changed.drawBy().equals(before.drawBy())) {
      identities = identities(changed);
    }
    ofConnections = ofConnections(changed);
    spec = changed;
    sumUp(before.rules(), changed.rules());
    return before;
  }

  /** Writes the counts of all rules but the mix into the journal. */
  void close() {
    sumUp(spec.rules(), RuleSet.none());
  }

  private static void start(ProxySpec fresh) {
    long now = Ticker.systemTicker().nanoTime();
    fresh.rules().rules().forEach(rule -> rule.tally().start(now));
    fresh.toxics().forEach(toxic -> toxic.scope().start(now));
  }

  /** Writes into the journal what those of {@code rules} have counted that are gone. */
  private void sumUp(RuleSet rules, RuleSet staying) {
    for (Rule rule : rules.own()) {
      if (!staying.counts(rule)) {
        journal.write(
            spec.name(), new Event.Summary(rule.name(), rule.toString(), rule.tally().toString()));
      }
    }
  }

  private static ConnectionSpec ofConnections(ProxySpec spec) {
    return new ConnectionSpec(
        spec.name(),
        spec.stack(),
        spec.upstream(),
        spec.tls(),
        spec.limits().connectTimeout(),
        spec.limits().idleTimeout());
  }

  private static @Nullable Identities identities(ProxySpec spec) {
    return spec.drawBy().map(term -> new Identities(spec.name(), term)).orElse(null);
  }
}
