package io.galopin.app.scenario;

import io.galopin.app.client.command.ClientOption;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.ServerTrust;
import io.galopin.app.client.command.Syntax;
import io.galopin.app.console.Command;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.console.Console;
import io.galopin.client.ControlApi;
import io.galopin.config.ConfigLoader;
import io.galopin.config.settings.LongOptions;
import io.galopin.engine.socket.Address;
import io.galopin.rules.source.ConfigProblem;
import io.galopin.scenario.Scenario;
import io.galopin.scenario.report.ScenarioReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a scenario: {@code galopin scenario run}. If its file has proxies, they run in this process;
 * otherwise it acts on a running server.
 */
record RunScenario(Syntax syntax, Map<String, String> environment, OwnProcess own)
    implements ScenarioCommand {

  private static final ServerTrust NOBODY = new ServerTrust(Optional.empty(), Optional.empty());

  private static final ClientOption REPORT =
      ClientOption.of("DIR", "the folder to which the report is written", "--report");
  private static final ClientOption SEED =
      ClientOption.of("N", "the number that all chance follows from", "--seed");
  private static final ClientOption NAME =
      ClientOption.of("NAME", "which scenario of the file; needless if there is one", "--name");

  RunScenario(Map<String, String> environment, OwnProcess own) {
    this(
        new Syntax(
            "scenario run",
            List.of(),
            List.of("FILE"),
            "Runs a scenario and judges it: exit code 0 for PASS, 3 for FAIL, 4 for INCONCLUSIVE."
                + " If the file has proxies, they run in this process. Otherwise it acts on a"
                + " running server.",
            List.of(REPORT, SEED, NAME),
            "galopin scenario run checkout.conf --report out"),
        environment,
        own);
  }

  @Override
  public int run(Given given, Console console) {
    String file = given.operand();
    Scenario scenario = ScenarioFiles.one(file, given.value(NAME).orElse(""));
    Optional<Long> seed = given.value(SEED).map(RunScenario::seed);
    Optional<ScenarioReport> report =
        given.value(REPORT).map(ScenarioFiles::path).map(ScenarioReport::new);
    Driver driver = new Driver(scenario, command(file, given), report, console);
    boolean hasProxies = hasProxies(file);
    driver.prepare();
    if (hasProxies && given.value(Syntax.HOST).isEmpty()) {
      return runHere(file, seed, driver, console);
    }
    ControlApi server =
        new Servers(environment, ServerTrust.of(given, environment)).find(given.value(Syntax.HOST));
    long there = server.seed();
    if (seed.isPresent() && seed.get() != there) {
      throw CommandFailure.wrong(
          "--seed: "
              + seed.get()
              + " (expected: "
              + there
              + ", which the server was started with; or start it with --seed "
              + seed.get()
              + ")");
    }
    return driver.run(server);
  }

  private static String command(String file, Given given) {
    return "galopin scenario run "
        + file
        + given.value(NAME).map(name -> " --name " + name).orElse("")
        + given.value(Syntax.HOST).map(host -> " --host " + host).orElse("");
  }

  private static long seed(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException isNone) {
      throw CommandFailure.wrong("--seed: " + text + " (expected: a whole number)");
    }
  }

  private static boolean hasProxies(String file) {
    try {
      return !ConfigLoader.loadForServer(Optional.of(ScenarioFiles.path(file)), new LongOptions())
          .proxies()
          .isEmpty();
    } catch (ConfigProblem wrong) {
      throw CommandFailure.wrong(wrong.getMessage());
    }
  }

  private int runHere(String file, Optional<Long> seed, Driver driver, Console console) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "--config",
                file,
                "--quiet",
                "--http",
                "--http-host",
                "127.0.0.1",
                "--http-port",
                "0",
                "--http-tls",
                "off",
                "--proxy-metrics",
                "--log-level",
                "warn"));
    seed.ifPresent(number -> words.addAll(List.of("--seed", String.valueOf(number))));
    int[] exitCode = {Command.FAILED};
    int ran =
        own.run(
            words,
            console,
            ready -> {
              String url = "http://" + Address.of(ready.control().orElseThrow());
              exitCode[0] = driver.run(new Servers(environment, NOBODY).at(url));
            });
    return ran == Command.OK ? exitCode[0] : ran;
  }
}
