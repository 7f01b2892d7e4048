package io.galopin.junit;

import io.galopin.client.Proxy;
import io.galopin.embed.Galopin;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** The engines of a test: its own, those of its enclosing classes, and the suite's. */
final class Engines {

  private static final Namespace NAMESPACE = Namespace.create(Engines.class);

  private final ExtensionContext context;

  Engines(ExtensionContext context) {
    this.context = context;
  }

  /** An engine that JUnit closes at the end of the context that stores it, whatever happens. */
  // JUnit before 5.13 closes only a CloseableResource; later versions close any AutoCloseable.
  @SuppressWarnings("deprecation")
  private record Open(Galopin galopin) implements Store.CloseableResource, AutoCloseable {
    @Override
    public void close() {
      galopin.close();
    }
  }

  /**
   * Returns the suite's engine. Its seed is chosen once per run, so that one system property
   * reproduces the whole run.
   */
  private static Open ofSuite(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent("suite", first -> new Open(Galopin.start()), Open.class);
  }

  /**
   * Starts an engine for another extension. It is closed at the end of {@code context}.
   *
   * @param key identifies the extension in the context's store
   */
  static Galopin start(ExtensionContext context, Object key, OptionalLong seed) {
    Galopin started = Galopin.start(seed(context, seed));
    context.getStore(NAMESPACE).put(key, new Open(started));
    return started;
  }

  /** Returns the seed of all tests of this run that do not fix their own. */
  static long seedOfRun(ExtensionContext context) {
    return ofSuite(context).galopin().seed();
  }

  private static long seed(ExtensionContext owner, OptionalLong fixed) {
    return Repetition.seed(fixed.orElseGet(() -> seedOfRun(owner)), owner);
  }

  /** Returns the engine for a lifetime. Starts it if necessary. */
  Galopin of(Lifetime lifetime, OptionalLong seed) {
    Galopin suite = ofSuite(context).galopin();
    if (lifetime == Lifetime.SUITE) {
      return suite;
    }
    ExtensionContext owner = owner(lifetime);
    return owner
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            owner.getUniqueId(), first -> new Open(Galopin.start(seed(owner, seed))), Open.class)
        .galopin();
  }

  /** Returns the context at whose end what has a lifetime ends. */
  ExtensionContext owner(Lifetime lifetime) {
    return switch (lifetime) {
      case SUITE -> context.getRoot();
      case CLASS -> classOf(context);
      default -> context;
    };
  }

  /** Returns the context of the innermost class. */
  static ExtensionContext classOf(ExtensionContext context) {
    ExtensionContext owner = context;
    while (owner.getTestMethod().isPresent()) {
      owner = owner.getParent().orElseThrow();
    }
    return owner;
  }

  /** Returns the running engines, from the shortest lifetime to the longest. */
  Stream<Galopin> running() {
    return Stream.concat(runningWithoutSuite(), Stream.of(ofSuite(context).galopin()));
  }

  /** Returns the engine of this test or class itself, if there is one. */
  Stream<Galopin> own() {
    return its(context);
  }

  private Stream<Galopin> runningWithoutSuite() {
    return Stream.iterate(
            Optional.of(context),
            Optional::isPresent,
            one -> one.flatMap(ExtensionContext::getParent))
        .flatMap(Optional::stream)
        .flatMap(Engines::its);
  }

  private static Stream<Galopin> its(ExtensionContext owner) {
    return Stream.ofNullable(owner.getStore(NAMESPACE).get(owner.getUniqueId(), Open.class))
        .map(Open::galopin);
  }

  /** Finds the proxy of this name with the shortest lifetime. */
  Optional<Proxy> find(String name) {
    return running()
        .flatMap(galopin -> galopin.proxies().stream())
        .filter(proxy -> proxy.name().equals(name))
        .findFirst();
  }
}
