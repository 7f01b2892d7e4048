package io.galopin.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Options;
import io.galopin.api.ToxicFactory;
import io.galopin.testkit.ThirdPartyJar;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests JARs that load but whose extensions cannot be used. */
class BrokenExtensionsTest {

  private MixedFolder folder;

  @BeforeEach
  void makeFolder(@TempDir Path path) {
    folder = MixedFolder.in(path);
  }

  @Test
  void namesAClassThatIsMissing() {
    new ThirdPartyJar("a")
        .behavior("A", "a")
        .without("third/party/A.class")
        .writeTo(folder.broken());

    folder.assertReason("third.party.A: no such class");
  }

  @Test
  void namesAClassThatAnotherNeeds() {
    new ThirdPartyJar("a")
        .behavior("A", "a", "private static final Library LIBRARY = new Library();")
        .source("third.party.Library", "package third.party; class Library {}")
        .without("third/party/Library.class")
        .writeTo(folder.broken());

    folder.assertReason("third.party.A: needs third.party.Library, which was not found");
  }

  @Test
  void namesAClassForANewerJava() {
    new ThirdPartyJar("a").behavior("A", "a").forNewerJava().writeTo(folder.broken());

    folder.assertReason(
        "third.party.A: compiled for a newer version of Java (expected: "
            + Runtime.version().feature()
            + " or older)");
  }

  @Test
  void namesAConstructorThatThrows() {
    new ThirdPartyJar("a")
        .behavior("A", "a", "public A() { throw new IllegalStateException(\"boom\"); }")
        .writeTo(folder.broken());

    folder.assertReason(
        "third.party.A: its constructor throws: java.lang.IllegalStateException: boom");
  }

  @Test
  void namesAnInitializerThatThrows() {
    new ThirdPartyJar("a")
        .behavior("A", "a", "private static final int N = Integer.parseInt(\"x\");")
        .writeTo(folder.broken());

    folder.assertReason(
        "third.party.A: cannot be initialized: java.lang.NumberFormatException: For input string:"
            + " \"x\"");
  }

  @Test
  void namesAClassWithoutUsableConstructor() {
    new ThirdPartyJar("a").behavior("A", "a", "public A(int n) {}").writeTo(folder.broken());

    folder.assertReason(
        "third.party.A: cannot be created (expected: a public class with a public constructor"
            + " without arguments)");
  }

  @Test
  void namesAnExtensionOfSomethingElse() {
    new ThirdPartyJar("a")
        .source(
            "third.party.A",
            """
            package third.party;
            @org.pf4j.Extension
            public class A implements org.pf4j.ExtensionPoint {}
            """)
        .writeTo(folder.broken());

    folder.assertReason("third.party.A: neither a protocol nor a behavior nor a toxic");
  }

  @Test
  void namesANameThatIsBuiltIn() {
    new ThirdPartyJar("a").behavior("A", "zz-built-in").writeTo(folder.broken());

    folder.assertReason("third.party.A: behavior \"zz-built-in\" is already built in");
  }

  @Test
  void allowsTheNameOfAnotherKind() {
    new ThirdPartyJar("a").behavior("A", "built-in").writeTo(folder.broken());

    try (PluginHost host = folder.open()) {
      assertThat(host.problems()).isEmpty();
    }
  }

  @Test
  void givesANameThatTwoJarsHaveToTheFirstByFileName() {
    Path first = new ThirdPartyJar("x").behavior("X", "a").writeTo(folder.path().resolve("1.jar"));
    new ThirdPartyJar("a").behavior("A", "a").writeTo(folder.broken());

    folder.assertReason("third.party.A: behavior \"a\" is already in " + first);
  }

  @Test
  void namesAnInvalidName() {
    new ThirdPartyJar("a").behavior("A", "Big Bang").writeTo(folder.broken());

    folder.assertReason(
        "third.party.A: name: Big Bang (expected: lower-case letters, digits and hyphens,"
            + " beginning with a letter)");
  }

  @Test
  void namesAMissingDescription() {
    new ThirdPartyJar("a")
        .source(
            "third.party.A",
            """
            package third.party;
            import io.galopin.api.*;
            @org.pf4j.Extension
            public class A implements BehaviorFactory {
              @Override public String name() { return "a"; }
              @Override public String description() { return null; }
              @Override public Behavior create(Options options) { return null; }
            }
            """)
        .writeTo(folder.broken());

    folder.assertReason("third.party.A: description() returns null");
  }

  @Test
  void namesOptionsThatThrow() {
    behaviorWithOptions("throw new IllegalStateException(\"boom\");");

    folder.assertReason("third.party.A: options() throws: java.lang.IllegalStateException: boom");
  }

  @Test
  void namesAnOptionThatIsDeclaredTwice() {
    behaviorWithOptions(
        "return List.of(Option.flag(\"loud\", \"x\"), Option.text(\"loud\", \"y\"));");

    folder.assertReason("third.party.A: option \"loud\" is declared twice");
  }

  @Test
  void namesAnOptionWithAnInvalidName() {
    behaviorWithOptions("return List.of(Option.flag(\"very_loud\", \"x\"));");

    folder.assertReason(
        "third.party.A: option: very_loud (expected: lower-case letters, digits and hyphens,"
            + " beginning with a letter)");
  }

  @Test
  void namesAnOptionWhoseDefaultIsOutOfRange() {
    behaviorWithOptions("return List.of(Option.integer(\"n\", 1, 5, \"x\").orElse(9L));");

    folder.assertReason(
        "third.party.A: option \"n\" does not take its own default: n: 9 (expected: a whole number"
            + " from 1 to 5)");
  }

  @Test
  void keepsTheWorkingPartOfAJar() {
    new ThirdPartyJar("a").behavior("A", "Big Bang").behavior("B", "b").writeTo(folder.broken());

    try (PluginHost host = folder.open()) {
      assertThat(host.problems()).hasSize(1);
      assertThat(host.plugins())
          .filteredOn(plugin -> plugin.id().equals("a"))
          .flatExtracting(LoadedPlugin::brings)
          .containsExactly(new PluginName(PluginKind.BEHAVIOR, "b"));
    }
  }

  @Test
  void namesTheJarWhoseInstancesCannotBeMade() {
    assertMade(
        "throw new AssertionError(\"boom\");", "create() throws: java.lang.AssertionError: boom");
    assertMade("return null;", "create() returns null");
    assertMade(
        "while (true) { try { Thread.sleep(60_000); } catch (InterruptedException e) { } }",
        "create() not done after 2.0 s and abandoned, at third.party.A.create(A.java:8)");
  }

  private void assertMade(String body, String reason) {
    new ThirdPartyJar("a")
        .source(
            "third.party.A",
            """
            package third.party;
            import io.galopin.api.*;
            @org.pf4j.Extension
            public class A implements ToxicFactory {
              @Override public String name() { return "a"; }
              @Override public String description() { return "makes nothing"; }
              @Override public Toxic create(Options options) {
                %s
              }
            }
            """
                .formatted(body))
        .writeTo(folder.broken());
    try (PluginHost host = folder.open(Duration.ofSeconds(2))) {
      ToxicFactory toxic =
          host.factories().stream()
              .filter(ToxicFactory.class::isInstance)
              .map(ToxicFactory.class::cast)
              .findFirst()
              .orElseThrow();
      assertThatThrownBy(() -> toxic.create(Options.defaults(toxic.options())))
          .hasToString("toxic \"a\" in " + folder.broken() + ": " + reason);
    }
  }

  private void behaviorWithOptions(String body) {
    new ThirdPartyJar("a")
        .behavior("A", "a", "@Override public List<Option<?>> options() { " + body + " }")
        .writeTo(folder.broken());
  }
}
