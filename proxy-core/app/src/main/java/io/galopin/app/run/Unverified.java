package io.galopin.app.run;

import io.galopin.config.tls.ConfiguredTls;
import io.galopin.engine.Proxy;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns about backends whose certificates nobody checks. */
final class Unverified {

  private static final Logger log = LoggerFactory.getLogger(Unverified.class);

  private Unverified() {}

  /** Logs a warning for each proxy with such a backend. */
  static void warn(Collection<Proxy> proxies) {
    proxies.stream()
        .map(Proxy::spec)
        .filter(ConfiguredTls::isUnverified)
        .forEach(
            spec ->
                log.warn(
                    "{}: verify is off, so anybody can pretend to be {} (expected, except for"
                        + " tests: backend-tls.trust with the certificate of its authority)",
                    spec.name(),
                    spec.shownUpstream()));
  }
}
