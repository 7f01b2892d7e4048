package io.galopin.junit;

import io.galopin.client.Control;
import io.galopin.client.GalopinException;
import io.galopin.client.Proxy;
import io.galopin.client.ProxyDraft;
import io.galopin.embed.Galopin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Proxies that are described in Java instead of with annotations:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final RegisteredProxies galopin =
 *     new RegisteredProxies()
 *         .everyFaultFires()
 *         .proxy("redis", () -> REDIS, redis -> redis.protocol("redis"));
 * }</pre>
 *
 * <p>In a static field, they live for all tests of the class; in an instance field, for one test.
 * They are opened when the class or test begins, and closed whatever happens.
 */
public final class RegisteredProxies
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

  private final List<Function<Galopin, ProxyDraft>> drafts = new ArrayList<>();
  private final Namespace namespace = Namespace.create(RegisteredProxies.class, this);
  private OptionalLong seed = OptionalLong.empty();
  private boolean everyFaultFires;
  private volatile @Nullable Galopin galopin;

  /** How many classes, including nested ones, have begun and not ended. */
  private final AtomicInteger classes = new AtomicInteger();

  private boolean ofClass;
  private volatile boolean concurrent;

  /** Creates an extension without proxies. */
  public RegisteredProxies() {}

  /**
   * Sets the seed, from which all chance follows. It takes precedence over the system property
   * {@code galopin.seed}.
   */
  public RegisteredProxies seed(long value) {
    seed = OptionalLong.of(value);
    return this;
  }

  /** Lets a test fail if one of its rules or toxics never fired, see {@link GalopinTest}. */
  public RegisteredProxies everyFaultFires() {
    everyFaultFires = true;
    return this;
  }

  /** Adds a proxy. The backend's address is asked for when the proxy is opened. */
  public RegisteredProxies proxy(String name, Supplier<?> upstream) {
    return proxy(name, upstream, draft -> draft);
  }

  /**
   * Adds a proxy with further settings.
   *
   * @param upstream supplies any value that {@link GalopinProxy#upstreamFrom} accepts
   * @param described adds the settings
   */
  public RegisteredProxies proxy(
      String name, Supplier<?> upstream, UnaryOperator<ProxyDraft> described) {
    drafts.add(
        running ->
            described.apply(
                running.proxy(name, Upstream.address(upstream, 0, "upstream of " + name))));
    return this;
  }

  /** Returns the engine, to open more proxies or to read its journal. */
  public Control control() {
    Galopin running = galopin;
    if (running == null) {
      throw new GalopinException(
          "no test is running (expected: a call during a test, when the proxies are open)");
    }
    return running;
  }

  /** Returns the proxy of this name. */
  public Proxy proxy(String name) {
    return control().existing(name);
  }

  // JUnit also calls this for a nested class. Its tests share the proxies of the enclosing class.
  @Override
  public void beforeAll(ExtensionContext context) {
    if (classes.getAndIncrement() == 0) {
      ofClass = true;
      open(context);
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (ofClass) {
      keep(context, Watch.fromNowOn((Galopin) control()));
    } else {
      open(context);
    }
  }

  private void open(ExtensionContext context) {
    Galopin started = Engines.start(context, this, seed);
    galopin = started;
    drafts.forEach(draft -> draft.apply(started).start());
    keep(context, Watch.fromTheBeginning(started));
  }

  private void keep(ExtensionContext context, Watch watch) {
    context.getStore(namespace).put(context.getUniqueId(), watch);
  }

  private Optional<Watch> watch(ExtensionContext context) {
    return Optional.ofNullable(context.getStore(namespace).get(context.getUniqueId(), Watch.class));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    // An engine that belongs to one test alone is judged from its beginning.
    List<Watch> watches =
        ofClass
            ? watch(context).stream().toList()
            : Stream.ofNullable(galopin).map(Watch::fromTheBeginning).toList();
    if (!Verdict.isAlone(context)) {
      concurrent = true;
    }
    Verdict.of(
        context,
        everyFaultFires,
        seed,
        ofClass ? List.of() : watches,
        ofClass ? watches : List.of());
    if (!ofClass) {
      galopin = null;
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (classes.decrementAndGet() > 0) {
      return;
    }
    galopin = null;
    List<Watch> all = watch(context).stream().toList();
    List<Watch> left = all.stream().map(one -> concurrent ? one.whole() : one).toList();
    Verdict.judge(context, everyFaultFires, seed, all, left);
  }
}
