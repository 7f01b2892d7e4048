package io.galopin.plugin.host;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.galopin.api.BehaviorFactory;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.api.PluginFactory;
import io.galopin.testkit.ThirdPartyJar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pf4j.PluginClassLoader;
import org.slf4j.Logger;

class PluginHostTest {

  private static final List<String> BUILT_IN = List.of("built-in", "zz-built-in");

  @TempDir private Path folder;

  @Test
  void findsWhatIsOnTheClassPathSortedByName() {
    try (PluginHost host = PluginHost.open(Optional.empty())) {
      assertThat(host.factories()).extracting(PluginFactory::name).isEqualTo(BUILT_IN);
      assertThat(host.plugins()).isEmpty();
      assertThat(host.problems()).isEmpty();
    }
  }

  @Test
  void findsNothingElseInAnEmptyFolder() {
    try (PluginHost host = PluginHost.open(Optional.of(folder))) {
      assertThat(host.factories()).extracting(PluginFactory::name).isEqualTo(BUILT_IN);
      assertThat(host.problems()).isEmpty();
    }
  }

  @Test
  void addsThirdPartyPluginsAfterTheBuiltInOnes() {
    new ThirdPartyJar("one").behavior("B", "b").behavior("D", "d").writeTo(jar("1"));
    new ThirdPartyJar("two").behavior("C", "c").behavior("A", "a").writeTo(jar("2"));

    try (PluginHost host = PluginHost.open(Optional.of(folder))) {
      assertThat(host.problems()).isEmpty();
      assertThat(host.factories())
          .extracting(PluginFactory::name)
          .containsExactly("built-in", "zz-built-in", "a", "b", "c", "d");
    }
  }

  @Test
  void tellsWhatEachJarBrought() {
    Path one =
        new ThirdPartyJar("one")
            .manifest("Plugin-Version", "1.2.3")
            .manifest("Plugin-Requires", ">=0.1.0")
            .behavior("A", "a")
            .behavior("B", "b")
            .writeTo(jar("1"));
    Path two = new ThirdPartyJar("two").behavior("C", "c").writeTo(jar("2"));

    try (PluginHost host = PluginHost.open(Optional.of(folder))) {
      assertThat(host.plugins())
          .containsExactly(
              new LoadedPlugin("one", "1.2.3", one, List.of(behavior("a"), behavior("b"))),
              new LoadedPlugin("two", "0.1.0", two, List.of(behavior("c"))));
    }
  }

  @Test
  void takesAToxicThatIsCalledLikeABehavior() {
    new ThirdPartyJar("one")
        .behavior("A", "slow")
        .source(
            "third.party.T",
            """
            package third.party;
            import io.galopin.api.*;
            import org.pf4j.Extension;
            @Extension
            public class T implements ToxicFactory {
              @Override public String name() { return "slow"; }
              @Override public String description() { return "passes bytes"; }
              @Override public Toxic create(Options options) {
                return (place, before) -> (length, arrived) -> Move.passAll();
              }
            }
            """)
        .writeTo(jar("1"));

    try (PluginHost host = PluginHost.open(Optional.of(folder))) {
      assertThat(host.problems()).isEmpty();
      assertThat(host.plugins().get(0).brings())
          .containsExactlyInAnyOrder(behavior("slow"), new PluginName(PluginKind.TOXIC, "slow"));
    }
  }

  @Test
  void ignoresWhatIsNoJar() throws IOException {
    Files.writeString(folder.resolve("README.md"), "about");
    Files.writeString(folder.resolve("disabled.txt"), "one");
    new ThirdPartyJar("one").behavior("A", "a").writeTo(jar("1"));

    try (PluginHost host = PluginHost.open(Optional.of(folder))) {
      assertThat(host.plugins()).extracting(LoadedPlugin::id).containsExactly("one");
      assertThat(host.problems()).isEmpty();
    }
  }

  @Test
  void startsAndStopsThePluginClassOfAJar() {
    String property = "galopin.test.lifecycle";
    new ThirdPartyJar("one")
        .manifest("Plugin-Class", "third.party.Lifecycle")
        .behavior("A", "a")
        .source(
            "third.party.Lifecycle",
            """
            package third.party;
            public class Lifecycle extends org.pf4j.Plugin {
              @Override public void start() { System.setProperty("%1$s", "started"); }
              @Override public void stop() { System.setProperty("%1$s", "stopped"); }
            }
            """
                .formatted(property))
        .writeTo(jar("1"));
    try {
      PluginHost host = PluginHost.open(Optional.of(folder));
      assertThat(System.getProperty(property)).isEqualTo("started");
      host.close();
      assertThat(System.getProperty(property)).isEqualTo("stopped");
    } finally {
      System.clearProperty(property);
    }
  }

  @Test
  void sharesTheApiAndLoggingWithAPluginThatBringsCopies()
      throws IOException, ClassNotFoundException {
    ThirdPartyJar jar = new ThirdPartyJar("one").behavior("A", "a");
    for (Class<?> shared : List.of(BehaviorFactory.class, Logger.class)) {
      try (InputStream in = classFile(shared)) {
        jar.entry(path(shared.getName()), in.readAllBytes());
      }
    }
    jar.writeTo(jar("1"));

    try (PluginHost host = PluginHost.open(Optional.of(folder))) {
      assertThat(host.problems()).isEmpty();
      ClassLoader loader = loaderOf(host, "a");
      assertThat(loader.loadClass(BehaviorFactory.class.getName())).isSameAs(BehaviorFactory.class);
      assertThat(loader.loadClass(Logger.class.getName())).isSameAs(Logger.class);
    }
  }

  @Test
  void prefersAPluginsOwnLibraries() throws IOException, ClassNotFoundException {
    Class<?> ours = ForeignExtension.class;
    try (InputStream in = classFile(ours)) {
      new ThirdPartyJar("one")
          .behavior("A", "a")
          .entry(path(ours.getName()), in.readAllBytes())
          .writeTo(jar("1"));
    }

    try (PluginHost host = PluginHost.open(Optional.of(folder))) {
      ClassLoader loader = loaderOf(host, "a");
      assertThat(loader.loadClass(ours.getName())).isNotSameAs(ours);
    }
  }

  @Test
  void isNotSteeredByThePropertiesOfPf4j() {
    new ThirdPartyJar("one").behavior("A", "a").writeTo(jar("1"));
    System.setProperty("pf4j.mode", "development");
    System.setProperty("pf4j.pluginsDir", folder.toString());
    try (PluginHost named = PluginHost.open(Optional.of(folder));
        PluginHost none = PluginHost.open(Optional.empty())) {
      assertThat(named.plugins()).extracting(LoadedPlugin::id).containsExactly("one");
      assertThat(none.plugins()).isEmpty();
    } finally {
      System.clearProperty("pf4j.mode");
      System.clearProperty("pf4j.pluginsDir");
    }
  }

  @Test
  void loadsAPartOfNettyThatOnlyThePluginHas() throws ClassNotFoundException {
    new ThirdPartyJar("one")
        .behavior("A", "a")
        .source(
            "io.netty.handler.codec.rare.RareCodec",
            "package io.netty.handler.codec.rare; public class RareCodec {}")
        .writeTo(jar("1"));

    try (PluginHost host = PluginHost.open(Optional.of(folder))) {
      ClassLoader loader = loaderOf(host, "a");
      assertThat(loader.loadClass("io.netty.handler.codec.rare.RareCodec").getClassLoader())
          .isSameAs(loader);
    }
  }

  @Test
  void closesTheJarsWhenItIsClosed() throws IOException {
    new ThirdPartyJar("good").behavior("A", "a").writeTo(jar("good"));
    new ThirdPartyJar("broken").behavior("B", "Not A Name").writeTo(jar("broken"));

    PluginHost host = PluginHost.open(Optional.of(folder));
    PluginClassLoader loader = (PluginClassLoader) loaderOf(host, "a");
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "open files can be listed");
    assertThat(openFiles()).anyMatch(PluginHostTest::isCopy);

    host.close();
    host.close();

    assertThat(loader.isClosed()).isTrue();
    assertThat(openFiles()).noneMatch(PluginHostTest::isCopy);
  }

  @Test
  void closesAllTheSameWhenAPluginFailsToStop() {
    new ThirdPartyJar("one")
        .manifest("Plugin-Class", "third.party.Sticky")
        .behavior("A", "a")
        .source(
            "third.party.Sticky",
            """
            package third.party;
            public class Sticky extends org.pf4j.Plugin {
              @Override public void stop() { throw new AssertionError("no"); }
            }
            """)
        .writeTo(jar("1"));
    PluginHost host = PluginHost.open(Optional.of(folder));
    PluginClassLoader loader = (PluginClassLoader) loaderOf(host, "a");

    host.close();

    assertThat(loader.isClosed()).isTrue();
  }

  @Test
  void refusesAFolderThatDoesNotExist() {
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> PluginHost.open(Optional.of(missing)))
        .isInstanceOf(OptionException.class)
        .hasMessage("plugins: " + missing + " (expected: an existing folder)");
  }

  @Test
  void refusesAFileInPlaceOfAFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> PluginHost.open(Optional.of(file)))
        .isInstanceOf(OptionException.class)
        .hasMessage("plugins: " + file + " (expected: an existing folder)");
  }

  private Path jar(String name) {
    return folder.resolve(name + ".jar");
  }

  private static String path(String className) {
    return className.replace('.', '/') + ".class";
  }

  private static InputStream classFile(Class<?> type) {
    return requireNonNull(type.getClassLoader().getResourceAsStream(path(type.getName())));
  }

  private static PluginName behavior(String name) {
    return new PluginName(PluginKind.BEHAVIOR, name);
  }

  private static ClassLoader loaderOf(PluginHost host, String behavior) {
    BehaviorFactory factory = (BehaviorFactory) named(host, behavior);
    return factory.create(Options.defaults(factory.options())).getClass().getClassLoader();
  }

  private static PluginFactory named(PluginHost host, String name) {
    return host.factories().stream()
        .filter(factory -> factory.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(host.problems()));
  }

  private static boolean isCopy(String file) {
    return file.contains(JarCopies.PREFIX) && file.endsWith(".jar");
  }

  private static List<String> openFiles() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.filter(Files::isSymbolicLink).flatMap(PluginHostTest::target).toList();
    }
  }

  /**
   * Returns the target of a link; empty if the file was closed meanwhile, such as that of the
   * listing itself.
   */
  private static Stream<String> target(Path link) {
    try {
      return Stream.of(Files.readSymbolicLink(link).toString());
    } catch (IOException e) {
      return Stream.empty();
    }
  }
}
