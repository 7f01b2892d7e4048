package io.galopin.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** How tests with proxies are run; on a method it counts more than on the class around it. */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ExtendWith(GalopinExtension.class)
public @interface GalopinTest {

  /**
   * The integer from which all chance follows: {@code seed = 42}. If there is none, it is that of
   * the system property {@code galopin.seed}, or else one that is drawn for the whole run.
   */
  long[] seed() default {};

  /**
   * Whether a test fails in which a configured fault never fired. What is declared for a class is
   * to fire in any of its tests; what is declared for a suite need not.
   */
  boolean everyFaultFires() default false;
}
