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
 * Opens a proxy on a free port. Declared on a test class, or on a field or parameter of type {@link
 * io.galopin.client.Proxy}. Without an upstream, it stands for the proxy of this name that an
 * enclosing class, or another test of the suite, has declared.
 *
 * <p>If proxies with different lifetimes have the same name, the one with the shortest is used.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@Repeatable(GalopinProxies.class)
@ExtendWith(GalopinExtension.class)
public @interface GalopinProxy {

  /**
   * The name, unique among the proxies. The default is the name of the field or parameter; on a
   * class, {@code proxy}.
   */
  String name() default "";

  /** The address of the backend: {@code localhost:6379}. */
  String upstream() default "";

  /**
   * The field, or method without parameters, that has the backend's address: {@code REDIS}, or
   * {@code com.example.Servers#redis} of another class. It must be static unless its test instance
   * exists already. Its value is one of these:
   *
   * <ul>
   *   <li>a text or an {@link java.net.InetSocketAddress};
   *   <li>a number, a port of localhost;
   *   <li>a {@link java.util.function.Supplier} of one of these;
   *   <li>a container: anything with {@code getHost()} and {@code getMappedPort(int)}, {@code
   *       getFirstMappedPort()} or {@code getPort()}.
   * </ul>
   */
  String upstreamFrom() default "";

  /** The port inside the container, if it has several. */
  int upstreamPort() default 0;

  /** The protocol that clients and backend speak. */
  String protocol() default "tcp";

  /**
   * Whether clients speak TLS, which ends here. Certificates are of Galopin's own authority, which
   * this JVM trusts for as long as the proxy exists: by {@code SSLContext.getDefault()}, and so for
   * clients that use it and are made after the proxy. A backend that speaks TLS has {@code tls://}
   * before its address.
   */
  boolean listenTls() default false;

  /**
   * How TLS of clients is ended, if {@link #listenTls} is set: keys of {@code listen-tls} in a
   * configuration, with their values: {@code "versions=1.3"}, {@code "authority=/my/ca.p12"}. Whom
   * clients trust does not change by it; of another authority they must know.
   */
  String[] listenTlsWith() default {};

  /**
   * How TLS is spoken with a backend that has {@code tls://} before its address: keys of {@code
   * backend-tls} in a configuration, with their values: {@code "verify=off"}, {@code
   * "trust=/my/ca.pem"}.
   */
  String[] backendTls() default {};

  /** The mix that acts from the start: {@code 20:delay,5:error}. */
  String behaviors() default "";

  /** Rules that act from the start, as on the command line. */
  String[] rules() default {};

  /**
   * The attribute on which chance depends instead of the order of connections; see {@code
   * docs/rules.md}.
   */
  String drawBy() default "";

  /** How long the proxy exists. */
  Lifetime lifetime() default Lifetime.DECLARATION;
}
