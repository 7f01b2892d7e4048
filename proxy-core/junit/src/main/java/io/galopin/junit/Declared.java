package io.galopin.junit;

import io.galopin.client.Mix;
import io.galopin.client.Proxy;
import io.galopin.client.ProxyDraft;
import io.galopin.embed.Galopin;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstances;

/**
 * A proxy declared with an annotation.
 *
 * @param annotation its settings
 * @param place the name of the field or parameter; empty on a class
 * @param shortest the lifetime of the place of declaration
 */
record Declared(GalopinProxy annotation, String place, Lifetime shortest) {

  String name() {
    if (!annotation.name().isEmpty()) {
      return annotation.name();
    }
    return place.isEmpty() ? "proxy" : place;
  }

  private Lifetime lifetime() {
    Lifetime wanted = annotation.lifetime();
    if (wanted == Lifetime.TEST && shortest == Lifetime.CLASS && !place.isEmpty()) {
      throw new ExtensionConfigurationException(
          "proxy "
              + name()
              + ": lifetime TEST (expected: CLASS or SUITE, because there is no test yet)");
    }
    return wanted == Lifetime.DECLARATION ? shortest : wanted;
  }

  /** Returns whether it is declared on a class but opened anew for each test. */
  boolean isAnewForEachTest() {
    return lifetime() == Lifetime.TEST;
  }

  /** Returns the proxy. Opens it if necessary. */
  Proxy open(ExtensionContext context, OptionalLong seed) {
    Engines engines = new Engines(context);
    if (annotation.upstream().isEmpty() && annotation.upstreamFrom().isEmpty()) {
      return engines
          .find(name())
          .orElseThrow(
              () ->
                  new ExtensionConfigurationException(
                      "proxy "
                          + name()
                          + ": no upstream (expected: an upstream, or the name of an open proxy)"));
    }
    Galopin galopin = engines.of(lifetime(), seed);
    // Parallel tests may ask for a proxy of the suite at the same time.
    synchronized (galopin) {
      if (annotation.listenTls()) {
        TrustedHere.until(engines.owner(lifetime()), galopin);
      }
      return galopin.proxies().stream()
          .filter(proxy -> proxy.name().equals(name()))
          .findFirst()
          .orElseGet(() -> draft(galopin, context).start());
    }
  }

  private ProxyDraft draft(Galopin galopin, ExtensionContext context) {
    ProxyDraft draft = galopin.proxy(name(), upstream(context)).protocol(annotation.protocol());
    if (!annotation.behaviors().isEmpty()) {
      draft.mix(Mix.parse(annotation.behaviors()));
    }
    if (annotation.listenTls()) {
      draft.withListenTls(settings("listenTlsWith", annotation.listenTlsWith()));
    } else if (annotation.listenTlsWith().length > 0) {
      throw wrong("listenTlsWith", annotation.listenTlsWith()[0], "listenTls = true, too");
    }
    if (annotation.backendTls().length > 0) {
      draft.withBackendTls(settings("backendTls", annotation.backendTls()));
    }
    List.of(annotation.rules()).forEach(draft::rule);
    if (!annotation.drawBy().isEmpty()) {
      draft.drawBy(annotation.drawBy());
    }
    return draft;
  }

  /** Returns names and values, alternating. */
  private Object[] settings(String what, String... pairs) {
    List<Object> all = new ArrayList<>();
    for (String pair : pairs) {
      int at = pair.indexOf('=');
      if (at <= 0) {
        throw wrong(what, pair, "a key and its value, as in \"versions=1.3\"");
      }
      all.add(pair.substring(0, at).strip());
      all.add(pair.substring(at + 1).strip());
    }
    return all.toArray();
  }

  private ExtensionConfigurationException wrong(String what, String given, String expected) {
    return new ExtensionConfigurationException(
        "proxy " + name() + ": " + what + ": " + given + " (expected: " + expected + ")");
  }

  private String upstream(ExtensionContext context) {
    if (!annotation.upstream().isEmpty()) {
      return annotation.upstream();
    }
    List<Object> instances =
        context.getTestInstances().map(TestInstances::getAllInstances).orElse(List.of());
    return Upstream.from(
        annotation.upstreamFrom(),
        annotation.upstreamPort(),
        context.getRequiredTestClass(),
        instances);
  }
}
