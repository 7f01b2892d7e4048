package io.galopin.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A proxy on any free port, on a test class or on a field or parameter of the type {@link
 * io.galopin.client.Proxy}. Without an upstream, the proxy of this name that a class around it, or
 * another test of the suite, has declared.
 *
 * <p>Where several lifetimes have a proxy of one name, the shortest is meant.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@Repeatable(GalopinProxies.class)
@ExtendWith(GalopinExtension.class)
public @interface GalopinProxy {

  /** Unique; if it is empty, the name of the field or parameter, else {@code proxy}. */
  String name() default "";

  /** Where the backend is: {@code localhost:6379}. */
  String upstream() default "";

  /**
   * A field or a method without parameters that knows where the backend is: {@code REDIS}, or
   * {@code com.example.Servers#redis} of another class. Static, unless it is of a test instance
   * that there is already. What it gives is
   *
   * <ul>
   *   <li>text, or an {@link java.net.InetSocketAddress};
   *   <li>a number: a port of localhost;
   *   <li>a {@link java.util.function.Supplier} of one of these;
   *   <li>a container: anything with {@code getHost()} and {@code getMappedPort(int)}, {@code
   *       getFirstMappedPort()} or {@code getPort()}.
   * </ul>
   */
  String upstreamFrom() default "";

  /** The port within the container, where it has several. */
  int upstreamPort() default 0;

  /** What clients and backend speak. */
  String protocol() default "tcp";

  /** The mix that acts from the start: {@code 20:delay,5:error}. */
  String behaviors() default "";

  /** Rules that act from the start, as on the command line. */
  String[] rules() default {};

  /** What chance follows from, rather than the order of connections; see {@code docs/rules.md}. */
  String drawBy() default "";

  /** How long it is there. */
  Lifetime lifetime() default Lifetime.DECLARATION;
}
