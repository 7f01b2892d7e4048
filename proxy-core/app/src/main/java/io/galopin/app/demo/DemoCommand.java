package io.galopin.app.demo;

import io.galopin.api.BehaviorFactory;
import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.api.ProtocolFactory;
import io.galopin.app.console.Command;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.console.Console;
import io.galopin.app.options.Arguments;
import io.galopin.app.options.CliGroup;
import io.galopin.app.options.CliOption;
import io.galopin.app.options.HelpText;
import io.galopin.app.options.RunOptions;
import io.galopin.app.run.InstalledPlugins;
import io.galopin.app.run.Running;
import io.galopin.app.run.Stop;
import io.galopin.app.voice.Logging;
import io.galopin.config.settings.LogLevel;
import io.galopin.engine.Catalog;
import io.galopin.engine.EngineSettings;
import io.galopin.engine.Limits;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.Address;
import io.galopin.metrics.MetricsSettings;
import io.galopin.rules.MixText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shows what Galopin does, in a few seconds and with real numbers: a small backend, a proxy in
 * front of it that delays one request in five, and a client that sends requests through.
 */
public final class DemoCommand implements Command {

  /** The behavior of the demo's proxy, as a user would type it. */
  private static final String MIX = "20:delay";

  private static final String SLEEP = "0.3";

  private static final String PROTOCOL = "http";
  private static final String PROXY = "demo";
  private static final Address ANY_PORT = new Address("127.0.0.1", 0);

  private static final CliOption STAY =
      CliOption.of("", Option.flag("stay", "keeps the proxy and its backend up until Ctrl-C"));

  public static final List<CliOption> OPTIONS = List.of(RunOptions.SEED, STAY);

  private final int requests;

  public DemoCommand() {
    this(100);
  }

  public DemoCommand(int requests) {
    this.requests = requests;
  }

  @Override
  public int run(List<String> words, Console console) {
    Arguments arguments =
        new Arguments(
            "demo",
            new HelpText(
                "galopin demo [OPTION...]",
                "Starts a small HTTP backend and a proxy that delays one request in five, sends\n"
                    + requests
                    + " requests through, and shows what became of them.",
                """

                Examples
                  The same requests are delayed each time:
                    galopin demo --seed 42

                  The proxy stays up afterwards, to be tried out with a browser or curl:
                    galopin demo --stay
                """),
            List.of(new CliGroup("Options", OPTIONS)));
    Optional<Map<String, String>> given = arguments.parse(words);
    return given.isEmpty()
        ? arguments.explain(console)
        : run(seed(given.get()), given.get().containsKey(STAY.name()), console);
  }

  private static long seed(Map<String, String> given) {
    String typed = given.get(RunOptions.SEED.name());
    try {
      return typed == null ? Running.anySeed() : (Long) RunOptions.SEED.meta().parse(typed);
    } catch (OptionException wrong) {
      throw CommandFailure.wrong("--" + wrong.getMessage());
    }
  }

  private int run(long seed, boolean stay, Console console) {
    Logging.start(LogLevel.WARN, Optional.empty(), console);
    try (InstalledPlugins plugins = InstalledPlugins.builtIn();
        DemoBackend backend = new DemoBackend();
        Running running =
            Running.start(
                EngineSettings.withSeed(seed),
                Optional.empty(),
                List.of(),
                List.of(),
                MetricsSettings.none())) {
      Catalog catalog = plugins.catalog();
      Address warm = open(running, spec(catalog, "warm-up", backend.address(), RuleSet.none()));
      Address address =
          open(running, spec(catalog, PROXY, backend.address(), RuleSet.of(mix(catalog))));
      DemoStory story = new DemoStory(console, requests, seed, MIX, SLEEP);
      story.begin(address, backend.address());
      // The first requests of a fresh JVM are always slow and would spoil the picture.
      new DemoTraffic(running.engine().journal(), "warm-up", warm).send(10, sample -> {});
      List<Sample> samples = new ArrayList<>();
      DemoScreen screen = new DemoScreen(console, requests);
      new DemoTraffic(running.engine().journal(), PROXY, address)
          .send(
              requests,
              sample -> {
                samples.add(sample);
                screen.show(sample);
              });
      story.end(samples);
      if (stay) {
        story.stay(address);
        Stop.await();
      }
      return Command.OK;
    } catch (IOException noBackend) {
      throw CommandFailure.failed("the demo's backend cannot listen: " + noBackend.getMessage());
    } catch (InterruptedException enough) {
      Thread.currentThread().interrupt();
      return Command.OK;
    }
  }

  private static Address open(Running running, ProxySpec spec) {
    Proxy proxy = running.open(List.of(spec)).get(0);
    return Address.of(proxy.address().orElseThrow());
  }

  private static Mix mix(Catalog catalog) {
    return Mix.of(
        MixText.parse("behavior", MIX),
        name -> {
          BehaviorFactory behavior = catalog.behavior(name);
          return behavior.create(Options.of(behavior.options(), Map.of("sleep", SLEEP)));
        });
  }

  private static ProxySpec spec(Catalog catalog, String name, Address backend, RuleSet rules) {
    ProtocolFactory http = catalog.protocol(PROTOCOL);
    return new ProxySpec(
        name,
        ANY_PORT,
        backend,
        PROTOCOL,
        http.create(Options.defaults(http.options())),
        rules,
        Limits.defaults(),
        true);
  }
}
