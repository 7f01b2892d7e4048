package io.galopin.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.testkit.ThirdPartyJar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests what bash offers when Tab is pressed. */
class CompletionTest {

  /**
   * Does what bash does when Tab is pressed after the last argument, and prints what is offered.
   */
  private static final String TAB =
      """
      compopt() { :; }
      . "$1"; shift
      COMP_WORDS=(galopin "$@"); COMP_CWORD=$#; COMP_LINE="galopin $*"
      galopin() { printf 'web\\tx\\nshop\\tx\\n%s\\tx\\n' "asked:$*"; }
      _galopin_complete
      printf '%s\\n' "${COMPREPLY[@]}"
      """;

  @TempDir private Path folder;

  private Path script;

  @BeforeEach
  void writeScript() throws IOException {
    script = folder.resolve("completion");
    Files.writeString(script, Ran.galopin("completion", "bash").out());
  }

  @Test
  void offersAllCommands() throws Exception {
    assertThat(offered("")).containsExactlyInAnyOrderElementsOf(Main.commandNames());
  }

  @Test
  void offersTheOptionsOfACommand() throws Exception {
    assertThat(offered("demo", "--")).containsOnly("--seed", "--stay", "--help", "--version");
  }

  @Test
  void offersWhatClientCommandsTake() throws Exception {
    assertThat(offered("toxic", "")).containsExactlyInAnyOrder("add", "update", "remove");
    assertThat(offered("toxic", "add", "--t"))
        .containsExactlyInAnyOrder("--type", "--tox", "--toxicName", "--toxicity", "--trigger");
    assertThat(offered("rules", ""))
        .containsExactlyInAnyOrder("show", "set", "on", "off", "explain");
    assertThat(offered("rules", "explain", "--pr")).containsExactly("--protocol");
  }

  @Test
  void offersTheOptionsOfPluginsWithAndWithoutRun() throws Exception {
    assertThat(offered("--behavior-delay-"))
        .containsExactlyInAnyOrderElementsOf(offered("run", "--behavior-delay-"))
        .contains("--behavior-delay-sleep", "--behavior-delay-before");
  }

  @Test
  void offersTheValuesOfAChoice() throws Exception {
    assertThat(offered("--log-level", ""))
        .containsExactly("trace", "debug", "info", "warn", "error");
    assertThat(offered("--behavior-error-scope", "")).containsExactly("proxy", "connection");
  }

  @Test
  void offersTheInstalledProtocols() throws Exception {
    assertThat(offered("--protocol", "")).contains("http", "tcp");
  }

  @Test
  void offersInstalledNames() throws Exception {
    assertThat(offered("--behavior", "")).contains("delay", "dummy", "lost-reply");
    // What bash makes of --behavior 20:de
    assertThat(offered("run", "--behavior", "20", ":", "de")).containsExactly("delay");
    assertThat(offered("behavior", "set", "thr")).containsExactly("throttle");
    assertThat(offered("--toxic", "lat")).containsExactly("latency");
    assertThat(offered("toxic", "add", "web", "-t", "ban")).containsExactly("bandwidth");
    assertThat(offered("create", "x", "--protocol", "re")).containsExactly("redis");
  }

  @Test
  void offersNamesThatTheServerHas() throws Exception {
    assertThat(offered("inspect", "")).containsExactly("web", "shop", "asked:list");
    assertThat(offered("toxic", "remove", "w")).containsExactly("web");
    assertThat(offered("toxic", "remove", "web", "-n", "ask")).containsExactly("asked:inspect web");
    assertThat(offered("rules", "on", "web", "ask")).containsExactly("asked:rules show web");
    assertThat(offered("behavior", "get", "--proxy", "s")).containsExactly("shop");
    assertThat(offered("rules", "show", "--js")).containsExactly("--json");
  }

  @Test
  void offersWhatCanBeExplainedAndTheShells() throws Exception {
    assertThat(offered("help", "")).contains("run", "demo", "completion");
    assertThat(offered("completion", "")).containsExactlyElementsOf(CompletionScript.SHELLS);
  }

  @Test
  void offersFilesWhereAFileIsExpected() throws Exception {
    assertThat(offered("--config", folder + "/compl")).containsExactly(script.toString());
  }

  @Test
  void offersTheOptionsOfAPluginFromAJar() throws Exception {
    new ThirdPartyJar("limping")
        .behavior(
            "Limping",
            "limping",
            """
            @Override public List<Option<?>> options() {
              return List.of(Option.integer("legs", 1, 4, "how many legs are lame"));
            }
            """)
        .writeTo(folder.resolve("limping.jar"));

    Files.writeString(script, Ran.galopin("completion", "bash", "--plugins=" + folder).out());

    assertThat(offered("--behavior-li")).containsExactly("--behavior-limping-legs");
  }

  @Test
  void isForZshToo() {
    assertThat(Ran.galopin("completion", "zsh").out()).contains("bashcompinit", "ZSH_VERSION");
  }

  @Test
  void refusesAnotherShell() {
    Ran ran = Ran.galopin("completion", "fish");

    assertThat(ran.err()).isEqualToIgnoringNewLines("galopin: shell: fish (expected: bash or zsh)");
    assertThat(ran.exitCode()).isEqualTo(2);
  }

  private List<String> offered(String... words) throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(Stream.of("bash", "-c", TAB, "bash", script.toString()), Stream.of(words))
            .toList();
    Process bash = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(output).isZero();
    return output.lines().toList();
  }
}
