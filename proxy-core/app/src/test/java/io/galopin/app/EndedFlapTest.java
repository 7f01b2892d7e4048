package io.galopin.app;

import static io.galopin.app.ClientEndToEndTest.out;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of flaps whose command ends, as a process at a real server. */
class EndedFlapTest {

  private static final String CREATE = "create web -l 127.0.0.1:0 -u 127.0.0.1:1";
  private static final String DETACHED =
      "impair flap --mode refuse --up-ms 1 --down-ms 3600000 --detach";

  @Test
  void aCommandThatIsEndedEndsItsFlap() {
    withServerAt(
        url -> {
          Process command = flapping(url);
          command.destroy();
          assertThat(command.onExit().join().exitValue()).isNotZero();

          assertThat(out(Ran.galopin("status", "--host", url))).isEqualTo("web\tenabled");
        });
  }

  /** The server never gets the call that is under way when Ctrl-C comes. */
  @Test
  void aCommandThatIsEndedEarlyEndsNoFlapOfOthers() {
    withServerAt(
        url -> {
          out(Ran.galopin((DETACHED + " --by bob --host " + url).split(" ")));

          assertThat(endedBefore(2, "impair flap", url)).isEmpty();

          assertThat(out(Ran.galopin("status", "--host", url))).contains("flap refuse", "\tbob");
        });
  }

  /** Another flap has replaced that of the command. */
  @Test
  void aCommandRenewsAndEndsNoFlapThatHasReplacedItsOwn() {
    withServerAt(
        url -> {
          Process command = flapping(url);
          out(Ran.galopin((DETACHED + " --by bob --host " + url).split(" ")));
          try {
            assertThat(command.onExit().orTimeout(1, TimeUnit.MINUTES).join().exitValue()).isZero();
          } finally {
            command.destroyForcibly();
          }
          assertThat(out(Ran.galopin("status", "--host", url))).contains("flap refuse", "\tbob");
        });
  }

  /**
   * Runs a command until one of its calls, and ends it by Ctrl-C then. The server does not get the
   * call.
   */
  private static String endedBefore(int last, String words, String url) {
    try (CallTap tap = new CallTap("http://" + url, false)) {
      CompletableFuture<Process> command = new CompletableFuture<>();
      tap.tell(
          new CallTap.Ear() {
            @Override
            public void before(int call) {
              if (call == last) {
                Ending.CTRL_C.of(command.join());
                command.join().onExit().join();
                throw new IllegalStateException("not passed on");
              }
            }

            @Override
            public void after(int call) {}
          });
      command.complete(Ending.start(words + " --host " + tap.url()));
      String said =
          new String(command.join().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      command.join().waitFor();
      tap.awaitQuiet();
      return said;
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    } catch (InterruptedException end) {
      throw new AssertionError(end);
    }
  }

  @Test
  @Tag("thorough")
  void aCommandThatIsKilledLeavesAFlapThatEnds() {
    withServerAt(
        url -> {
          flapping(url).destroyForcibly();
          await()
              .atMost(Duration.ofMinutes(2))
              .until(() -> out(Ran.galopin("status", "--host", url)).equals("web\tenabled"));
        });
  }

  private static void withServerAt(Consumer<String> scene) {
    ClientEndToEndTest.withServerAt(
        url -> {
          out(Ran.galopin((CREATE + " --host " + url).split(" ")));
          scene.accept(url);
        });
  }

  /** Starts the command as a process, and waits until the server flaps. */
  private static Process flapping(String url) {
    try {
      Process command =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  "io.galopin.app.Main",
                  "impair",
                  "flap",
                  "--up=1",
                  "--down=1h",
                  "--host",
                  url)
              .redirectErrorStream(true)
              .start();
      await()
          .atMost(Duration.ofMinutes(2))
          .until(
              () ->
                  out(Ran.galopin("status", "--host", url))
                      .contains("timeout upstream timeout=30000"));
      return command;
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }
}
