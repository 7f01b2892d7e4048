package io.galopin.junit;

import io.galopin.scenario.result.ScenarioResult;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs a scenario against the proxies that the test and its class declare, before its
 * method is called.
 *
 * <p>If the method has a parameter of type {@link ScenarioResult}, it judges the result itself.
 * Otherwise the test fails, with the reasons, unless the verdict is PASS.
 *
 * <pre>{@code
 * @GalopinScenario("checkout.conf")
 * void survives() {}
 * }</pre>
 */
@Test
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ExtendWith({GalopinExtension.class, ScenarioExtension.class})
public @interface GalopinScenario {

  /** The file, relative to the working directory. */
  String value();

  /** Which scenario of the file; needless if it has only one. */
  String name() default "";
}
