package io.galopin.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.BehaviorFactory;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.testkit.ThirdPartyJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads a plugins folder again. */
class ReloadTest {

  private static final String STOPPED = "galopin.test.stopped";

  @TempDir private Path folder;
  private final List<Offer> offers = new ArrayList<>();
  private PluginHost host;

  @BeforeEach
  void open() {
    jar("one", "1", "a").writeTo(file("one-1"));
    host =
        PluginHost.open(
            Optional.of(folder),
            ReloadTest.class.getClassLoader(),
            TimeLimit.of(Duration.ofSeconds(30)));
  }

  @AfterEach
  void close() {
    host.close();
    System.clearProperty(STOPPED);
  }

  @Test
  void changesNothingIfNothingDiffers() {
    List<?> before = host.factories();

    assertThat(host.reload(offers::add)).isEmpty();
    assertThat(offers).isEmpty();
    assertThat(host.factories()).isSameAs(before);
  }

  @Test
  void loadsAndUnloads() throws IOException {
    jar("two", "1", "b").writeTo(file("two"));
    assertThat(host.reload(offers::add)).hasToString("[two.jar: version 1 loaded]");
    assertThat(names()).contains("a", "b");

    Files.delete(file("two"));
    assertThat(host.reload(offers::add)).hasToString("[two.jar: version 1 unloaded]");
    assertThat(names()).contains("a").doesNotContain("b");
    assertThat(offers.get(1).changed()).isEqualTo(Set.of(new PluginName(PluginKind.BEHAVIOR, "b")));
    assertThat(host.former()).hasToString("[two.jar, version 1]");
    host.unload(host.former().get(0));
    assertThat(host.former()).isEmpty();
  }

  @Test
  void aFileOfAnotherNameReplacesOneThatIsGone() throws IOException {
    Files.delete(file("one-1"));
    jar("one", "2", "a").writeTo(file("one-2"));

    assertThat(host.reload(offers::add)).hasToString("[one-2.jar: version 2 in place of 1]");
    assertThat(host.plugins()).extracting(LoadedPlugin::version).containsExactly("2");
  }

  @Test
  void theFirstOfTwoFilesWithOneIdWinsAsAtAStart() {
    jar("one", "0", "a").writeTo(file("aaa"));

    host.reload(offers::add);

    assertThat(host.plugins()).extracting(LoadedPlugin::version).containsExactly("0");
    assertThat(host.problems().toString()).contains("Plugin-Id: one (expected: one that differs");
  }

  @Test
  void aVersionOfWhichAPartIsBrokenLeavesTheOldOneInPlace() {
    Object before = behavior("a");
    jar("one", "2", "a").behavior("Bad", "Not A Name").writeTo(file("one-1"));

    assertThat(host.reload(offers::add)).isEmpty();
    assertThat(host.problems().get(0).toString())
        .contains("one-1.jar: third.party.Bad: name: Not A Name")
        .endsWith("; version 1 stays in use");
    assertThat(behavior("a")).isSameAs(before);
  }

  @Test
  void aVersionThatIsRefusedKeepsNoOtherFromBeingTaken() {
    jar("one", "2", "a").writeTo(file("one-1"));
    jar("two", "1", "b").writeTo(file("two"));

    List<JarChange> changes =
        host.reload(
            offer -> {
              if (offer.changed().contains(new PluginName(PluginKind.BEHAVIOR, "a"))) {
                throw new IllegalStateException("a is not liked");
              }
            });

    assertThat(changes).hasToString("[two.jar: version 1 loaded]");
    assertThat(host.problems().toString())
        .contains("one-1.jar: a is not liked; version 1 stays in use");
    assertThat(host.plugins()).extracting(LoadedPlugin::version).containsExactly("1", "1");
  }

  @Test
  void anErrorOfWhoeverTakesThemIsAReasonToo() {
    jar("one", "2", "a").writeTo(file("one-1"));

    List<JarChange> changes =
        host.reload(
            offer -> {
              throw new NoClassDefFoundError("third/party/Gone");
            });

    assertThat(changes).isEmpty();
    assertThat(host.problems().toString())
        .contains(
            "one-1.jar: java.lang.NoClassDefFoundError: third/party/Gone; version 1 stays in use");
    assertThat(host.plugins()).extracting(LoadedPlugin::version).containsExactly("1");
    assertThat(host.reload(offers::add)).hasToString("[one-1.jar: version 2 in place of 1]");
  }

  @Test
  void knowsWhatAnEarlierVersionMade() {
    BehaviorFactory old = behavior("a");
    Object made = old.create(Options.defaults(old.options()));
    jar("one", "2", "a").writeTo(file("one-1"));
    host.reload(offers::add);
    BehaviorFactory fresh = behavior("a");

    FormerJar former = host.former().get(0);
    assertThat(former.made(made)).isTrue();
    assertThat(former.made(fresh.create(Options.defaults(fresh.options())))).isFalse();
  }

  @Test
  void anErrorInStopDoesNotKeepAVersion() {
    jar("two", "1", "b")
        .manifest("Plugin-Class", "third.party.Sticky")
        .source(
            "third.party.Sticky",
            """
            package third.party;
            public class Sticky extends org.pf4j.Plugin {
              @Override public void stop() {
                System.setProperty("%s", "yes");
                throw new AssertionError("no");
              }
            }
            """
                .formatted(STOPPED))
        .writeTo(file("two"));
    host.reload(offers::add);
    jar("two", "2", "b").writeTo(file("two"));
    host.reload(offers::add);

    host.unload(host.former().get(0));

    assertThat(System.getProperty(STOPPED)).isEqualTo("yes");
    assertThat(host.former()).isEmpty();
  }

  /** Its thread is left behind; the reload, the next one and the end of the host go on. */
  @Test
  void aStopThatNeverReturnsIsAbandoned() throws IOException {
    host.close();
    host =
        PluginHost.open(
            Optional.of(folder),
            ReloadTest.class.getClassLoader(),
            TimeLimit.of(Duration.ofSeconds(5)));
    jar("two", "1", "b")
        .manifest("Plugin-Class", "third.party.Hanging")
        .source(
            "third.party.Hanging",
            """
            package third.party;
            public class Hanging extends org.pf4j.Plugin {
              @Override public void stop() {
                System.setProperty("%s", Thread.currentThread().getName());
                while (true) {
                  java.util.concurrent.locks.LockSupport.park();
                  Thread.interrupted();
                }
              }
            }
            """
                .formatted(STOPPED))
        .writeTo(file("two"));
    host.reload(offers::add);
    jar("two", "2", "b").writeTo(file("two"));
    assertThat(host.reload(offers::add)).hasToString("[two.jar: version 2 in place of 1]");

    host.unload(host.former().get(0));

    assertThat(System.getProperty(STOPPED)).isEqualTo("galopin-plugin");
    assertThat(host.former()).isEmpty();
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(PluginThread.class::isInstance)
        .map(PluginThread.class::cast)
        .anyMatch(thread -> thread.isLeftBehind() && thread.whose().endsWith("two.jar"))
        .allMatch(Thread::isDaemon);
    jar("two", "3", "b").writeTo(file("two"));
    assertThat(host.reload(offers::add)).hasToString("[two.jar: version 3 in place of 2]");
  }

  @Test
  void saysThatTheFolderIsGone() throws IOException {
    Path missing = folder.resolve("missing");
    Files.createDirectory(missing);
    try (PluginHost other = PluginHost.open(Optional.of(missing))) {
      Files.delete(missing);

      assertThatThrownBy(() -> other.reload(offers::add))
          .isInstanceOf(OptionException.class)
          .hasMessageContaining("an existing folder");
    }
  }

  private Path file(String name) {
    return folder.resolve(name + ".jar");
  }

  private static ThirdPartyJar jar(String id, String version, String behavior) {
    return new ThirdPartyJar(id).manifest("Plugin-Version", version).behavior("B" + id, behavior);
  }

  private List<String> names() {
    return host.factories().stream().map(factory -> factory.name()).toList();
  }

  private BehaviorFactory behavior(String name) {
    return host.factories().stream()
        .filter(factory -> factory.name().equals(name))
        .map(BehaviorFactory.class::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError(host.problems()));
  }
}
