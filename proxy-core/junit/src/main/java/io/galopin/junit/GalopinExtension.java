package io.galopin.junit;

import io.galopin.client.Control;
import io.galopin.client.Proxy;
import io.galopin.embed.Galopin;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Opens the proxies that tests declare with {@link GalopinProxy}, and closes them whatever happens.
 * That annotation and {@link GalopinTest} register this extension.
 *
 * <p>A parameter of type {@link Proxy} without the annotation gets the proxy of its name, or the
 * only proxy. A parameter of type {@link Control} or {@link Galopin} gets the engine of the test
 * or, outside a test, of the class.
 */
public final class GalopinExtension
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(GalopinExtension.class, "watches");

  /**
   * The key that a class has in the store if its tests ran concurrently, so that unfired rules and
   * toxics can be reported only at its end.
   */
  private static final String CONCURRENT = "concurrent";

  /** Called by JUnit. */
  public GalopinExtension() {}

  private record Watches(List<Watch> all) {}

  private static Optional<GalopinTest> settings(ExtensionContext context) {
    return Stream.iterate(
            Optional.of(context),
            Optional::isPresent,
            one -> one.flatMap(ExtensionContext::getParent))
        .flatMap(one -> one.flatMap(ExtensionContext::getElement).stream())
        .flatMap(element -> AnnotationSupport.findAnnotation(element, GalopinTest.class).stream())
        .findFirst();
  }

  private static OptionalLong seed(ExtensionContext context) {
    long[] seed = settings(context).map(GalopinTest::seed).orElse(new long[0]);
    if (seed.length > 1) {
      throw new ExtensionConfigurationException(
          "seed: " + seed.length + " numbers (expected: one)");
    }
    return seed.length == 0 ? OptionalLong.empty() : OptionalLong.of(seed[0]);
  }

  private static boolean everyFaultFires(ExtensionContext context) {
    return settings(context).map(GalopinTest::everyFaultFires).orElse(false);
  }

  private static List<Declared> ofClass(Class<?> type) {
    return AnnotationSupport.findRepeatableAnnotations(type, GalopinProxy.class).stream()
        .map(annotation -> new Declared(annotation, "", Lifetime.CLASS))
        .toList();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Class<?> type = context.getRequiredTestClass();
    ofClass(type).stream()
        .filter(declared -> !declared.isAnewForEachTest())
        .forEach(declared -> declared.open(context, seed(context)));
    inject(context, type, null);
    watch(context, new Engines(context).own().map(Watch::fromTheBeginning));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    // The engines that run already are watched from now on. The test's own engine has yet to start.
    List<Watch> shared = new Engines(context).running().map(Watch::fromNowOn).toList();
    for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
      ofClass(instance.getClass()).stream()
          .filter(Declared::isAnewForEachTest)
          .forEach(declared -> declared.open(context, seed(context)));
      inject(context, instance.getClass(), instance);
    }
    watch(context, shared.stream());
  }

  private static void watch(ExtensionContext context, Stream<Watch> watches) {
    context.getStore(NAMESPACE).put(context.getUniqueId(), new Watches(watches.toList()));
  }

  private static List<Watch> watches(ExtensionContext context) {
    Watches kept = context.getStore(NAMESPACE).get(context.getUniqueId(), Watches.class);
    return kept == null ? List.of() : kept.all();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    List<Watch> shared = watches(context);
    List<Galopin> known = shared.stream().map(Watch::galopin).toList();
    List<Watch> own =
        new Engines(context)
            .running()
            .filter(galopin -> !known.contains(galopin))
            .map(Watch::fromTheBeginning)
            .toList();
    Verdict.of(context, everyFaultFires(context), seed(context), own, shared);
    if (!Verdict.isAlone(context)) {
      Engines.classOf(context).getStore(NAMESPACE).put(CONCURRENT, true);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    boolean judged = context.getStore(NAMESPACE).get(CONCURRENT) == null;
    List<Watch> all = watches(context);
    List<Watch> left = all.stream().map(watch -> judged ? watch : watch.whole()).toList();
    Verdict.judge(context, everyFaultFires(context), seed(context), all, left);
  }

  /** Sets the static fields of a class, or the instance fields of an instance. */
  private static void inject(ExtensionContext context, Class<?> type, Object instance) {
    List<Field> fields =
        ReflectionSupport.findFields(
            type,
            field ->
                AnnotationSupport.isAnnotated(field, GalopinProxy.class)
                    && Modifier.isStatic(field.getModifiers()) == (instance == null),
            HierarchyTraversalMode.TOP_DOWN);
    for (Field field : fields) {
      Lifetime lifetime = instance == null ? Lifetime.CLASS : Lifetime.TEST;
      Declared declared = new Declared(annotation(field), field.getName(), lifetime);
      try {
        field.setAccessible(true);
        field.set(instance, declared.open(context, seed(context)));
      } catch (IllegalAccessException | IllegalArgumentException cannot) {
        throw new ExtensionConfigurationException(
            "field " + field + " (expected: a field of type Proxy that can be set)", cannot);
      }
    }
  }

  private static GalopinProxy annotation(AnnotatedElement element) {
    return AnnotationSupport.findAnnotation(element, GalopinProxy.class).orElseThrow();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Proxy.class || type == Control.class || type == Galopin.class;
  }

  @Override
  public Object resolveParameter(ParameterContext context, ExtensionContext extension) {
    Parameter parameter = context.getParameter();
    boolean inTest = extension.getTestMethod().isPresent();
    Lifetime lifetime = inTest ? Lifetime.TEST : Lifetime.CLASS;
    if (parameter.getType() != Proxy.class) {
      return new Engines(extension).of(lifetime, seed(extension));
    }
    String name = parameter.isNamePresent() ? parameter.getName() : "";
    if (!context.isAnnotated(GalopinProxy.class)) {
      return existing(parameter, name, new Engines(extension));
    }
    GalopinProxy declared = annotation(parameter);
    if (name.isEmpty() && declared.name().isEmpty() && isOneOfSeveral(parameter)) {
      throw new ExtensionConfigurationException(
          shown(parameter)
              + ": its name is not in the class (expected: the compiler option -parameters, or"
              + " name = \"...\" in @GalopinProxy)");
    }
    return new Declared(declared, name, lifetime).open(extension, seed(extension));
  }

  private static boolean isOneOfSeveral(Parameter parameter) {
    return Stream.of(parameter.getDeclaringExecutable().getParameterTypes())
            .filter(type -> type == Proxy.class)
            .count()
        > 1;
  }

  private static String shown(Parameter parameter) {
    return "parameter "
        + parameter.getName()
        + " of "
        + parameter.getDeclaringExecutable().getName();
  }

  private static Proxy existing(Parameter parameter, String name, Engines engines) {
    List<Proxy> all = new ArrayList<>();
    engines.running().forEach(galopin -> all.addAll(galopin.proxies()));
    return engines
        .find(name)
        .or(() -> all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty())
        .orElseThrow(
            () ->
                new ExtensionConfigurationException(
                    shown(parameter)
                        + ": a proxy without @GalopinProxy (expected: "
                        + (all.isEmpty()
                            ? "one with it, because there is no proxy yet"
                            : "the name of one of " + all.stream().map(Proxy::name).toList())
                        + (name.isEmpty() ? ", and the compiler option -parameters" : "")
                        + ")"));
  }
}
