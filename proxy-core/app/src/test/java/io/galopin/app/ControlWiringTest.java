package io.galopin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.app.console.Command;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.run.Ready;
import io.galopin.engine.socket.Address;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the control API of {@code galopin run}, and client commands with it. */
class ControlWiringTest {

  private static final String[] RUN =
      "--proxy 127.0.0.1:0 --http --http-host 127.0.0.1 --http-port 0 --seed 7".split(" ");

  /** Runs {@code words} while a proxy runs with these variables and options. */
  private static Ran whileRunning(
      Map<String, String> environment, List<String> more, String words) {
    AtomicReference<Ran> asked = new AtomicReference<>();
    Ran ran =
        Ran.command(
            new RunCommand(environment, ready -> asked.set(ask(ready, words))),
            Stream.concat(Arrays.stream(RUN), more.stream()).toArray(String[]::new));
    assertThat(ran.exitCode()).isZero();
    return asked.get();
  }

  private static Ran ask(Ready ready, String words) {
    String url = Address.of(ready.control().orElseThrow()).toString();
    return Ran.galopin((words + " --host " + url).split(" "));
  }

  @Test
  void saysWhereItIsServedAfterTheProxies() {
    Ran ran = Ran.command(new RunCommand(ready -> {}), RUN);

    List<String> lines = ran.out().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).startsWith("main  127.0.0.1:");
    assertThat(lines.get(1)).matches("control API  http://127\\.0\\.0\\.1:[1-9]\\d*  seed 7");
  }

  @Test
  void isOffUnlessAskedFor() {
    Ran ran =
        Ran.command(
            new RunCommand(ready -> assertThat(ready.control()).isEmpty()),
            "--proxy",
            "127.0.0.1:0");

    assertThat(ran.out().lines()).hasSize(1);
  }

  @Test
  void isSwitchedOnByAFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("my.conf");
    Files.writeString(file, "galopin.http { enabled = true, host = \"127.0.0.1\", port = 0 }");

    Ran ran =
        Ran.command(
            new RunCommand(ready -> assertThat(ready.control()).isPresent()),
            "--proxy",
            "127.0.0.1:0",
            "--config",
            file.toString());

    assertThat(ran.exitCode()).isZero();
  }

  @Test
  void isWhatTheBehaviorCommandsTalkTo() {
    AtomicReference<Ran> after = new AtomicReference<>();

    Ran.command(
        new RunCommand(
            ready -> {
              Ran set = ask(ready, "behavior set 20:delay,5:error -o delay.sleep=2");
              assertThat(set.exitCode()).as(set.err()).isZero();
              after.set(ask(ready, "behavior get"));
            }),
        RUN);

    assertThat(after.get().out()).isEqualToIgnoringNewLines("20:delay,5:error");
    assertThat(whileRunning(Map.of(), List.of(), "behavior list").out().lines())
        .contains("abort", "delay", "hang");
    assertThat(whileRunning(Map.of(), List.of(), "behavior set delay -o sleep=soon").err())
        .contains("sleep: soon (expected: a duration");
  }

  @Test
  void wantsTheTokenOfTheEnvironment() {
    Ran ran = whileRunning(Map.of("GALOPIN_HTTP_TOKEN", "sesame\n"), List.of(), "behavior list");

    assertThat(ran.err()).contains("no valid token (expected: the server's");
    assertThat(ran.exitCode()).isEqualTo(Command.FAILED);
  }

  @Test
  void wantsTheTokenOfTheFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "sesame\n");

    Ran ran =
        whileRunning(Map.of(), List.of("--http-token-file", file.toString()), "behavior list");

    assertThat(ran.err()).contains("no valid token");
  }

  @Test
  void refusesAFileWithoutAToken(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("token"), " \n");

    Ran ran = Ran.galopin("--http", "--http-token-file=" + file);

    assertThat(ran.err())
        .isEqualToIgnoringNewLines(
            "galopin: --http-token-file: " + file + " (expected: a file with one line)");
    assertThat(ran.exitCode()).isEqualTo(Command.WRONG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "open sesame", "sésame", "a\tb", "LONG"})
  void refusesATokenThatNobodyCouldSend(String written, @TempDir Path folder) throws Exception {
    String token = written.replace("LONG", "x".repeat(1_001));
    Path file = Files.writeString(folder.resolve("token"), token);

    Ran named = Ran.galopin("--http", "--http-token-file=" + file);

    RunCommand command = new RunCommand(Map.of("GALOPIN_HTTP_TOKEN", token), ready -> {});
    assertThatThrownBy(() -> Ran.command(command, RUN))
        .isInstanceOfSatisfying(
            CommandFailure.class, wrong -> assertThat(wrong.exitCode()).isEqualTo(Command.WRONG))
        .hasMessageStartingWith("GALOPIN_HTTP_TOKEN: ")
        .hasMessageContaining("(expected: ")
        .hasMessageNotContaining("xxx");
    assertThat(named.err())
        .startsWith("galopin: --http-token-file: " + file + " (expected: a file");
    assertThat(named.exitCode()).isEqualTo(Command.WRONG);
  }

  @Test
  void endsWithOneWhenItsPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ran ran =
          Ran.galopin(
              "--proxy",
              "127.0.0.1:0",
              "--http",
              "--http-host",
              "127.0.0.1",
              "--http-port",
              Integer.toString(taken.getLocalPort()));

      assertThat(ran.err().lines())
          .singleElement()
          .asString()
          .startsWith(
              "galopin: control API: cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": ")
          .endsWith(" (expected: a port that no other program uses; 0 picks a free one)");
      assertThat(ran.exitCode()).isEqualTo(Command.FAILED);
    }
  }
}
