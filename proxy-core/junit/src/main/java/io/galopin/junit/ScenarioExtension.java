package io.galopin.junit;

import io.galopin.client.Proxy;
import io.galopin.embed.Galopin;
import io.galopin.scenario.Scenario;
import io.galopin.scenario.result.ScenarioResult;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs the scenario of a test that is marked with {@link GalopinScenario}. */
final class ScenarioExtension implements BeforeTestExecutionCallback, ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ScenarioResult.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return run(context);
  }

  /** A method that takes the result has had the scenario run already. */
  @Override
  public void beforeTestExecution(ExtensionContext context) {
    boolean takesIt =
        Arrays.asList(context.getRequiredTestMethod().getParameterTypes())
            .contains(ScenarioResult.class);
    if (!takesIt) {
      run(context).orFail();
    }
  }

  private static ScenarioResult run(ExtensionContext context) {
    GalopinScenario wanted =
        AnnotationSupport.findAnnotation(context.getElement(), GalopinScenario.class).orElseThrow();
    Path file = Path.of(wanted.value());
    Scenario scenario =
        wanted.name().isEmpty() ? Scenario.load(file) : Scenario.load(file, wanted.name());
    return scenario.run(engine(context, scenario));
  }

  /** Returns the engine with all proxies of a scenario, the test's own first. */
  private static Galopin engine(ExtensionContext context, Scenario scenario) {
    List<String> wanted =
        scenario.plan().stages().stream()
            .flatMap(stage -> stage.proxies().stream())
            .distinct()
            .toList();
    return new Engines(context)
        .running()
        .filter(galopin -> names(galopin).containsAll(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new ExtensionConfigurationException(
                    "@GalopinScenario: it acts on "
                        + String.join(", ", wanted)
                        + " (expected: proxies that are declared with @GalopinProxy, all of them"
                        + " for the class or all for the test)"));
  }

  private static List<String> names(Galopin galopin) {
    return galopin.proxies().stream().map(Proxy::name).toList();
  }
}
