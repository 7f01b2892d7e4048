package io.galopin.junit;

import io.galopin.client.Proxy;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Finds the address of a backend. Looks at methods instead of classes of containers, so that it
 * works with those of any library.
 */
final class Upstream {

  private static final List<String> HOSTS = List.of("getHost", "host");
  private static final List<String> PORTS =
      List.of("getFirstMappedPort", "getPort", "port", "getLocalPort");

  private Upstream() {}

  /**
   * Returns the address that a field or method has.
   *
   * @param from the name of the field or method; one of another class begins with the class name
   *     and {@code #}
   * @param port the port inside the container; 0 for its only one
   * @param test the test class
   * @param instances the existing test instances, innermost first
   */
  static String from(String from, int port, Class<?> test, List<Object> instances) {
    int sign = from.indexOf('#');
    Class<?> owner = sign < 0 ? test : load(from.substring(0, sign), test);
    String name = from.substring(sign + 1);
    for (Class<?> type = owner; type != null; type = type.getEnclosingClass()) {
      Optional<Member> member = member(type, name);
      if (member.isPresent()) {
        Object value = value(member.get(), instances);
        return address(value, port, from);
      }
    }
    throw wrong(from, "a field or a method without parameters of " + owner.getName());
  }

  /** Converts a value of any supported type to an address. */
  static String address(Object known, int port, String what) {
    if (known instanceof Supplier<?> supplier) {
      return address(supplier.get(), port, what);
    }
    if (known instanceof CharSequence text) {
      return text.toString();
    }
    if (known instanceof Number number) {
      return "localhost:" + number;
    }
    if (known instanceof InetSocketAddress address) {
      return address.getHostString() + ":" + address.getPort();
    }
    String host = call(known, HOSTS).map(String::valueOf).orElse("localhost");
    Optional<Object> found = port > 0 ? mapped(known, port) : call(known, PORTS);
    return host
        + ":"
        + found.orElseThrow(
            () ->
                wrong(
                    what + " of " + known.getClass().getName(),
                    port > 0
                        ? "a container with getMappedPort(int)"
                        : "text, a port, an address, a supplier of these, or a container with"
                            + " getFirstMappedPort() or getPort()"));
  }

  private static Optional<Object> mapped(Object container, int port) {
    return method(container, "getMappedPort", int.class)
        .map(method -> invoke(method, container, port));
  }

  private static Optional<Object> call(Object container, List<String> names) {
    return names.stream()
        .flatMap(name -> method(container, name).stream())
        .findFirst()
        .map(method -> invoke(method, container));
  }

  private static Optional<Method> method(Object container, String name, Class<?>... parameters) {
    return ReflectionSupport.findMethod(container.getClass(), name, parameters);
  }

  private static Optional<Member> member(Class<?> type, String name) {
    Stream<Member> fields =
        ReflectionSupport.findFields(
                type, field -> isUpstream(field, name), HierarchyTraversalMode.BOTTOM_UP)
            .stream()
            .map(field -> field);
    Stream<Member> methods =
        ReflectionSupport.findMethod(type, name).stream().map(method -> method);
    return Stream.concat(fields, methods).findFirst();
  }

  /**
   * Returns whether a field can have the address. A proxy field may have the same name as the
   * backend.
   */
  private static boolean isUpstream(Field field, String name) {
    return field.getName().equals(name) && field.getType() != Proxy.class;
  }

  private static Object value(Member member, List<Object> instances) {
    Object instance = null;
    if (!Modifier.isStatic(member.getModifiers())) {
      instance =
          instances.stream()
              .filter(member.getDeclaringClass()::isInstance)
              .findFirst()
              .orElseThrow(
                  () ->
                      wrong(
                          member.toString(),
                          "a static one, because there is no test instance yet"));
    }
    Object value =
        member instanceof Method method ? invoke(method, instance) : read((Field) member, instance);
    if (value == null) {
      throw wrong(member + " is null", "the address of a backend");
    }
    return value;
  }

  private static Object read(Field field, Object instance) {
    try {
      opened(field);
      return field.get(instance);
    } catch (IllegalAccessException closed) {
      throw wrong(field.toString(), "one that can be read");
    }
  }

  private static Object invoke(Method method, Object instance, Object... arguments) {
    try {
      opened(method);
      return method.invoke(instance, arguments);
    } catch (IllegalAccessException closed) {
      throw wrong(method.toString(), "one that can be called");
    } catch (InvocationTargetException thrown) {
      throw new ExtensionConfigurationException(
          "upstream: " + method + " throws " + thrown.getCause(), thrown.getCause());
    }
  }

  private static void opened(AccessibleObject member) {
    member.trySetAccessible();
  }

  private static Class<?> load(String name, Class<?> test) {
    try {
      return Class.forName(name, true, test.getClassLoader());
    } catch (ClassNotFoundException unknown) {
      throw wrong(name, "the name of a class");
    }
  }

  private static ExtensionConfigurationException wrong(String given, String expected) {
    return new ExtensionConfigurationException(
        "upstream: " + given + " (expected: " + expected + ")");
  }
}
