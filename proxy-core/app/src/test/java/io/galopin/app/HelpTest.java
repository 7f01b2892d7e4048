package io.galopin.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Option;
import io.galopin.api.PluginFactory;
import io.galopin.app.run.InstalledPlugins;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

  @Test
  void namesEveryOptionOfEveryInstalledPlugin() {
    String help = Ran.galopin("--help").out();

    try (InstalledPlugins plugins = InstalledPlugins.builtIn()) {
      assertThat(plugins.catalog().behaviors()).isNotEmpty();
      plugins.catalog().behaviors().values().forEach(p -> assertNamed(help, "behavior", p));
      plugins.catalog().protocols().values().forEach(p -> assertNamed(help, "protocol", p));
    }
  }

  @Test
  void describesAllInOneStyle() {
    try (InstalledPlugins plugins = InstalledPlugins.builtIn()) {
      Stream.concat(
              plugins.catalog().behaviors().values().stream(),
              plugins.catalog().protocols().values().stream())
          .flatMap(
              plugin ->
                  Stream.concat(
                      Stream.of(plugin.description()),
                      plugin.options().stream().map(Option::description)))
          .forEach(text -> assertThat(text).matches("[a-z0-9].*[^.]"));
    }
  }

  private static void assertNamed(String help, String kind, PluginFactory plugin) {
    for (Option<?> option : plugin.options()) {
      assertThat(help).contains("--" + kind + "-" + plugin.name() + "-" + option.name());
    }
  }

  @Test
  void namesVauriensOptions() {
    assertThat(Ran.galopin("run", "--help").out())
        .contains("--proxy HOST:PORT", "--backend HOST:PORT", "--protocol NAME", "--behavior LIST")
        .contains("--config FILE", "--timeout TIME", "--stay-connected", "--pool-max-size N")
        .contains("--pool-timeout TIME", "--backlog N", "--bufsize SIZE", "--log-level NAME")
        .contains("--log-output FILE", "--seed N", "--journal FILE", "--plugins DIR")
        .contains("--rule TEXT", "--draw-by NAME", "--toxic TEXT", "--sync")
        .contains("--version", "--help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-h", "run -h"})
  void isShortUnlessAllIsAskedFor(String words) {
    Ran brief = words.isEmpty() ? Ran.galopin() : Ran.galopin(words.split(" "));

    assertThat(brief.exitCode()).isZero();
    assertThat(brief.out().lines().count()).isLessThan(50);
    assertThat(brief.out())
        .contains("--proxy HOST:PORT", "--behavior LIST", "galopin demo", "galopin --help");
  }

  @Test
  void saysWhatABareNumberIsIn() {
    String help = Ran.galopin("--help").out().replaceAll("\\s+", " ");

    assertThat(help)
        .contains("--behavior-delay-sleep TIME how long to wait [a bare number is in seconds;");
    assertThat(Ran.galopin("toxics").out().replaceAll("\\s+", " "))
        .contains("latency duration")
        .contains("a bare number is in milliseconds");
  }

  @Test
  void listsChoices() {
    String help = Ran.galopin("--help").out().replaceAll("\\s+", " ");

    assertThat(help)
        .contains("--behavior-error-failure NAME")
        .contains("server-error")
        .contains(
            "the protocol of the traffic: http, memcache, mysql, postgres, redis, smtp, tcp, tls")
        .contains("one of trace, debug, info, warn, error; default info");
  }

  @Test
  void showsFlagsAsWhatWouldChangeThem() {
    String help = Ran.galopin("--help").out();

    assertThat(help).contains("--behavior-delay-before=false ");
    assertThat(help).contains("--behavior-error-inject ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "-h",
        "replay -h",
        "demo -h",
        "behaviors -h",
        "protocols -h",
        "toxics -h",
        "completion -h",
        "ca --help",
        "ca show --help",
        "ca trust --help",
        "ca export --help",
        "server -h",
        "server -help",
        "toxic --help",
        "toxic add --help",
        "behavior --help",
        "rules --help",
        "rules set --help",
        "rules explain --help",
        "behavior set --help",
        "list --help"
      })
  void fitsATerminal(String words) {
    Ran ran = Ran.galopin(words.split(" "));

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void keepsItsHandMadeLinesAsTheyAre() {
    assertThat(Ran.galopin("--help").out().lines().toList())
        .containsSequence(RunHelp.TEXT.description().lines().toList())
        .containsSequence(RunHelp.TEXT.footer().lines().toList());
  }

  @Test
  void breaksNoWord() {
    assertThat(Ran.galopin("toxic", "add", "--help").out().split("\\s+"))
        .contains("client.address=10.0.0.0/8");
    assertThat(Ran.galopin("--help").out().split("\\s+"))
        .contains("unknown-command,", "docs/rules.md");
  }

  @ParameterizedTest
  @ValueSource(strings = {"behaviors", "protocols", "toxics"})
  void ofPluginsFitsATerminal(String command) {
    assertThat(Ran.onTerminal(command).out().replaceAll("\\e\\[[0-9;]*m", "").lines())
        .allMatch(line -> line.length() <= 80);
  }

  @Test
  void ofPluginsBeginsWithALineThatGrepFindsWholeWhereThereIsNoTerminal() {
    assertThat(Ran.galopin("behaviors").out())
        .contains(
            "abort  lets the request reach the backend, then closes both connections before the"
                + " reply\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "replay",
        "demo",
        "behaviors",
        "protocols",
        "toxics",
        "completion",
        "ca",
        "list",
        "toxic",
        "behavior",
        "rules"
      })
  void isGivenByHelpToo(String command) {
    Ran help = Ran.galopin("help", command);

    assertThat(help).isEqualTo(Ran.galopin(command, "--help"));
    assertThat(help.out()).contains("Example");
  }

  @Test
  void isThatOfAllWhenHelpIsAskedForNothing() {
    assertThat(Ran.galopin("help")).isEqualTo(Ran.galopin("--help"));
    assertThat(Ran.galopin("help", "help")).isEqualTo(Ran.galopin("--help"));
    assertThat(Main.commandNames())
        .allSatisfy(name -> assertThat(Ran.galopin("help").out()).contains("  " + name + "  "));
  }

  @Test
  void isColoredOnATerminalOnly() {
    assertThat(Ran.galopin("--help").out()).doesNotContain("\u001B");
    assertThat(Ran.onTerminal("--help").out()).contains("\u001B");
  }

  @Test
  void isGivenEvenIfTheConfigurationIsBroken() {
    assertThat(Ran.galopin("--config", "/no/such/file", "--help").exitCode()).isZero();
  }

  @Test
  void listsBehaviorsWithTypesDefaultsAndDescriptions() {
    assertThat(Ran.galopin("behaviors").out().lines().map(String::strip))
        .contains("sleep         duration  1 s    how long to wait")
        .contains("With protocol http:")
        .anyMatch(line -> line.startsWith("status   whole number  -"))
        .anyMatch(line -> line.startsWith("hang  "));
  }

  @Test
  void listsProtocols() {
    Stream<String> lines = Ran.galopin("protocols").out().lines();

    assertThat(lines).anyMatch(l -> l.startsWith("http  ")).anyMatch(l -> l.startsWith("tcp  "));
  }

  @Test
  void listsWhatRulesCanAskProtocolsFor() {
    Stream<String> lines = Ran.galopin("protocols").out().lines().map(String::strip);

    assertThat(lines)
        .contains("What rules can ask for:", "Failures:")
        .anyMatch(line -> line.matches("http\\.header\\.NAME +text +request +the .*"))
        .anyMatch(line -> line.matches("tcp\\.bytes +bytes +request +.*"));
  }
}
