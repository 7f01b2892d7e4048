package io.galopin.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.testkit.ThirdPartyJar;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a plugin in the plugins folder is used like a built-in one. */
class ThirdPartyPluginTest {

  @TempDir Path folder;

  @BeforeEach
  void dropAPlugin() {
    new ThirdPartyJar("limping")
        .behavior(
            "Limping",
            "limping",
            """
            @Override public List<Option<?>> options() {
              return List.of(Option.integer("legs", 1, 4, "how many legs are lame").orElse(1L));
            }
            """)
        .writeTo(folder.resolve("limping.jar"));
  }

  @Test
  void bringsItsOptionsToTheHelp() {
    assertThat(Ran.galopin("--plugins", folder.toString(), "--help").out().replaceAll("\\s+", " "))
        .contains("--behavior-limping-legs N how many legs are lame [default 1]");
  }

  @Test
  void isListed() {
    assertThat(Ran.galopin("behaviors", "--plugins=" + folder).out())
        .contains("limping  does nothing  (limping.jar, version 0.1.0)");
  }

  @Test
  void worksFromTheCommandLine() {
    Ran ran =
        Ran.command(
            new RunCommand(proxies -> {}),
            "--plugins",
            folder.toString(),
            "--proxy",
            "127.0.0.1:0",
            "--behavior",
            "20:limping",
            "--behavior-limping-legs",
            "2");

    assertThat(ran.out()).contains("  20:limping  ");
  }

  @Test
  void hasItsOptionsChecked() {
    Ran ran = Ran.galopin("--plugins", folder.toString(), "--behavior-limping-legs", "5");

    assertThat(ran.err())
        .contains("--behavior-limping-legs: 5 (expected: a whole number from 1 to 4)");
    assertThat(ran.exitCode()).isEqualTo(2);
  }

  @Test
  void worksFromAFileThatNamesTheFolder() throws Exception {
    Path file = folder.resolve("my.conf");
    Files.writeString(
        file,
        """
        galopin {
          plugins = "%s"
          proxies.lame { listen = "127.0.0.1:0", upstream = "127.0.0.1:1", behaviors { limping = 3 } }
          behaviors { limping { legs = 4 } }
        }
        """
            .formatted(folder));

    Ran ran =
        Ran.command(
            new RunCommand(proxies -> {}),
            "--config",
            file.toString(),
            "--behavior-limping-legs",
            "3");

    assertThat(ran.out()).startsWith("lame  ").contains("  3:limping  ");
  }

  @Test
  void isNamedWithTheReasonWhenItIsBrokenAndTheRestWorks() throws Exception {
    Path broken = folder.resolve("broken.jar");
    Files.writeString(broken, "no JAR at all");

    Ran ran = Ran.galopin("behaviors", "--plugins", folder.toString());

    assertThat(ran.err()).startsWith("galopin: " + broken + ": ");
    assertThat(ran.out()).contains("limping  ", "delay  ");
    assertThat(ran.exitCode()).isZero();
  }
}
