package io.galopin.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Settings for tests with proxies. On a method, it overrides the one on its class. */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ExtendWith(GalopinExtension.class)
public @interface GalopinTest {

  /**
   * The integer from which all chance follows: {@code seed = 42}. The default is the system
   * property {@code galopin.seed} or, if that is not set, a random number for the whole run.
   */
  long[] seed() default {};

  /**
   * Whether a test fails if one of its rules or toxics never fired. Those declared for a class must
   * fire in at least one of its tests. Those declared for a suite need not fire.
   */
  boolean everyFaultFires() default false;
}
