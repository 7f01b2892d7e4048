package io.galopin.junit;

import io.galopin.client.Proxy;
import io.galopin.embed.Galopin;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** The engines of a test: its own, those of the classes around it, and that of the suite. */
final class Engines {

  private static final Namespace NAMESPACE = Namespace.create(GalopinExtension.class);

  private final ExtensionContext context;

  Engines(ExtensionContext context) {
    this.context = context;
  }

  /** An engine that JUnit closes with the context whose it is, whatever happened. */
  // On JUnit before 5.13 this is what it closes; later ones take any AutoCloseable.
  @SuppressWarnings("deprecation")
  private record Open(Galopin galopin) implements Store.CloseableResource, AutoCloseable {
    @Override
    public void close() {
      galopin.close();
    }
  }

  /** That of the suite; its seed is drawn once for a run, so that one property has all again. */
  private static Open ofSuite(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent("suite", first -> new Open(Galopin.start()), Open.class);
  }

  /**
   * Starts an engine for somebody else, that is closed with {@code context}.
   *
   * @param key whose it is
   */
  static Galopin start(ExtensionContext context, Object key, OptionalLong seed) {
    Galopin started = Galopin.start(seed(context, seed));
    context.getStore(NAMESPACE).put(key, new Open(started));
    return started;
  }

  /** The seed of all tests of this run for which none is fixed. */
  static long seedOfRun(ExtensionContext context) {
    return ofSuite(context).galopin().seed();
  }

  private static long seed(ExtensionContext owner, OptionalLong fixed) {
    return Repetition.seed(fixed.orElseGet(() -> seedOfRun(owner)), owner);
  }

  /** The engine of a lifetime, which is started if it is not there yet. */
  Galopin of(Lifetime lifetime, OptionalLong seed) {
    Galopin suite = ofSuite(context).galopin();
    if (lifetime == Lifetime.SUITE) {
      return suite;
    }
    ExtensionContext owner = lifetime == Lifetime.CLASS ? classOf(context) : context;
    return owner
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            owner.getUniqueId(), first -> new Open(Galopin.start(seed(owner, seed))), Open.class)
        .galopin();
  }

  /** The context of the innermost class. */
  static ExtensionContext classOf(ExtensionContext context) {
    ExtensionContext owner = context;
    while (owner.getTestMethod().isPresent()) {
      owner = owner.getParent().orElseThrow();
    }
    return owner;
  }

  /** Those that run, from the shortest lifetime to the longest. */
  Stream<Galopin> running() {
    return Stream.concat(runningWithoutSuite(), Stream.of(ofSuite(context).galopin()));
  }

  /** That of this very test or class, if it has one. */
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

  /** The proxy of this name with the shortest lifetime. */
  Optional<Proxy> find(String name) {
    return running()
        .flatMap(galopin -> galopin.proxies().stream())
        .filter(proxy -> proxy.name().equals(name))
        .findFirst();
  }
}
