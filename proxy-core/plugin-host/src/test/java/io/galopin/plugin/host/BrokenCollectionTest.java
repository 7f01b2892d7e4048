package io.galopin.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.PluginFactory;
import io.galopin.testkit.ThirdPartyJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests JARs that are broken in many ways. Each is reported in a line with a reason, and the JAR
 * beside it works.
 */
class BrokenCollectionTest {

  private static final int LONGEST_REASON = 1100;

  private final BrokenCollection broken = new BrokenCollection();

  @TempDir private Path folder;
  @TempDir private Path work;

  @Test
  void namesWhateverIsThrownWhereverItIsThrown() throws IOException {
    for (String deed : Deeds.THROWING) {
      everywhere(deed);
    }
    broken.writeTo(folder, work);

    assertAllNamed(".*(throws|cannot be initialized|does not take its own default): .+");
  }

  @Test
  void namesWhatNeverReturnsWhereverThatIs() throws IOException {
    everywhere(Deeds.FOREVER);
    broken.writeTo(folder, work);

    try (PluginHost host = open(Duration.ofMillis(300))) {
      assertThat(host.problems()).hasSize(PLACES).allMatch(it -> it.reason().contains("not done"));
      assertThat(host.plugins()).isEmpty();
    }
  }

  @Test
  void loadsTheRestBesideOneThatNeverReturns() throws IOException {
    broken.behavior("one", "static { " + Deeds.statement(Deeds.FOREVER) + " }");
    broken.writeTo(folder, work);
    goodJar("zz");

    try (PluginHost host = open(Duration.ofSeconds(3))) {
      assertThat(host.problems())
          .extracting(Problem::toString)
          .containsExactly(
              folder.resolve("one.jar")
                  + ": not done after 3.0 s and abandoned, at"
                  + " third.party.C0.<clinit>(C0.java:8)");
      assertThat(host.factories()).extracting(PluginFactory::name).contains("good");
    }
  }

  /** How many JARs {@link #everywhere} creates. */
  private static final int PLACES = 13;

  private void everywhere(String deed) {
    String act = Deeds.statement(deed);
    broken.behavior(deed + " in an initializer", "static { " + act + " }");
    broken.behavior(
        deed + " in a constructor", "public " + broken.nextClass() + "() { " + act + " }");
    broken.behavior(deed + " in options", options(act + " return null;"));
    broken.behavior(
        deed + " in optionsFor",
        "@Override public List<Option<?>> optionsFor(ProtocolFactory protocol) { "
            + act
            + " return null; }");
    broken.behavior(
        deed + " in an option's check",
        options(
            "return List.of(Option.text(\"x\", \"\").checkedBy(v -> { "
                + act
                + " return null; }).orElse(\"y\"));"));
    broken.behavior(
        deed + " in a list of options",
        options(
            """
            return new AbstractList<>() {
              @Override public int size() { %1$s return 1; }
              @Override public Option<?> get(int n) { %1$s return null; }
            };
            """
                .formatted(act)));
    for (String method : new String[] {"name", "description"}) {
      protocol(deed + " in " + method, method, act);
    }
    for (String method :
        new String[] {"attributes", "failures", "failureOptions", "noticeOptions"}) {
      protocol(deed + " in " + method, method, act);
    }
    broken
        .source(
            deed + " at its start",
            """
            package third.party;
            public class %s extends org.pf4j.Plugin {
              @Override public void start() { %s }
            }
            """
                .formatted(broken.nextClass(), act))
        .with("Plugin-Class", "third.party." + lastClass());
  }

  private String lastClass() {
    return "C" + (Integer.parseInt(broken.nextClass().substring(1)) - 1);
  }

  private void protocol(String name, String broken, String act) {
    this.broken.source(
        name,
        """
        package third.party;
        import io.galopin.api.*;
        import java.util.*;
        public class %s implements ProtocolFactory {
          @Override public String name() { %s return "p"; }
          @Override public String description() { %s return "p"; }
          @Override public List<Attribute> attributes() { %s return List.of(); }
          @Override public List<Failure.Kind> failures() { %s return List.of(); }
          @Override public List<Option<?>> failureOptions() { %s return List.of(); }
          @Override public List<Option<?>> noticeOptions() { %s return List.of(); }
          @Override public Protocol create(Options options) { return null; }
        }
        """
            .formatted(
                this.broken.nextClass(),
                broken.equals("name") ? act : "",
                broken.equals("description") ? act : "",
                broken.equals("attributes") ? act : "",
                broken.equals("failures") ? act : "",
                broken.equals("failureOptions") ? act : "",
                broken.equals("noticeOptions") ? act : ""));
  }

  @Test
  void namesAnswersThatMakeNoSense() throws IOException {
    String[] options = {
      "null",
      "Arrays.asList((Option<?>) null)",
      "new AbstractList<>() {"
          + " @Override public int size() { return Integer.MAX_VALUE; }"
          + " @Override public Option<?> get(int n) { return Option.flag(\"o\" + n, \"\"); } }",
      "List.of(Option.flag(\"a\", \"\"), Option.flag(\"a\", \"\"))",
      "List.of(Option.flag(null, \"\"))",
      "List.of(Option.flag(\"\", \"\"))",
      "List.of(Option.flag(\"a\".repeat(100_000), \"\"))",
      "List.of(Option.flag(\"a\\n\", \"\"))",
      "List.of(Option.flag(\"a\", null))",
      "List.of(Option.flag(\"a\", \"b\\n\\u001b[2Jc\"))",
      "List.of(Option.flag(\"a\", \"b\\u202ec\"))",
      "List.of(Option.flag(\"a\", \"b\".repeat(1 << 24)))",
      "List.of(Option.text(\"a\", \"\").orElse(\"b\".repeat(1 << 20)))",
      "List.of(Option.word(\"a\", Collections.nCopies(1 << 20, \"b\"), \"\"))",
      "List.of(Option.word(\"a\", List.of(\"b\\u0000\"), \"\"))",
    };
    for (int i = 0; i < options.length; i++) {
      broken.behavior("options " + i, options("return " + options[i] + ";"));
    }
    String[] names = {"", "A", "a b", "a\\n", "-a", "a".repeat(65), "a\\u0000", "\\ud800"};
    for (int i = 0; i < names.length; i++) {
      broken.behavior("name " + i, names[i], "\"d\"", "");
    }
    String[] descriptions = {"null", "\"\"", "\" \"", "\"a\\nb\"", "\"a\".repeat(1 << 24)"};
    for (int i = 0; i < descriptions.length; i++) {
      broken.behavior("description " + i, "d" + i, descriptions[i], "");
    }
    broken.writeTo(folder, work);

    assertAllNamed("third.party.C\\d+: .*(name|description|option).*");
  }

  @Test
  void namesManifestsAndIndexesThatMakeNoSense() throws IOException {
    broken.behavior("id long", "").with("Plugin-Id", "a".repeat(100_000));
    broken.behavior("id invisible", "").with("Plugin-Id", "a\u001b[2J");
    broken.behavior("version long", "").with("Plugin-Version", "1".repeat(100_000));
    broken.behavior("class long", "").with("Plugin-Class", "a".repeat(100_000));
    broken.behavior("requires much", "").with("Plugin-Requires", "(".repeat(190));
    broken.behavior("requires more", "").with("Plugin-Requires", "(".repeat(100_000));
    broken.behavior("depends on itself", "").with("Plugin-Dependencies", lastClass());
    broken.behavior("big manifest", "").entry("META-INF/A.MF", new byte[8 << 20]);
    broken.behavior("big signature", "").entry("META-INF/A.SF", new byte[8 << 20]);
    broken.behavior("big index", "").index("a\n".repeat(2 << 20));
    String next = "third/party/" + broken.nextClass() + ".class";
    broken.behavior("big class", "").entry(next, new byte[17 << 20]);
    broken.behavior("many classes", "").index(lines(5000));
    for (String name :
        List.of(
            "int",
            "[I",
            "",
            "a/b",
            "a..b",
            "java.lang.String",
            "java.util.List",
            "third.party.c")) {
      broken.behavior("index " + name.replace('/', '-'), "").index(name);
    }
    broken.behavior("index long", "").index("a".repeat(100_000));
    broken.writeTo(folder, work);

    assertAllNamed(".+");
  }

  private static String lines(int count) {
    return IntStream.range(0, count).mapToObj(n -> "a.B" + n).collect(Collectors.joining("\n"));
  }

  private static String options(String body) {
    return "@Override public List<Option<?>> options() { " + body + " }";
  }

  private void goodJar(String file) {
    new ThirdPartyJar("good").behavior("Good", "good").writeTo(folder.resolve(file + ".jar"));
  }

  private PluginHost open(Duration patience) {
    return PluginHost.open(
        Optional.of(folder), getClass().getClassLoader(), TimeLimit.of(patience));
  }

  private void assertAllNamed(String reason) throws IOException {
    goodJar("zz");
    try (PluginHost host = open(Duration.ofMinutes(1))) {
      assertThat(host.problems())
          .allSatisfy(
              problem ->
                  assertThat(problem.reason())
                      .as(problem.where())
                      .matches(reason)
                      .hasSizeLessThan(LONGEST_REASON)
                      .doesNotContain("\n", "\u001b", "\u202e", "\u0000"));
      assertThat(host.plugins()).extracting(LoadedPlugin::id).containsExactly("good");
      Set<String> named = new TreeSet<>(Set.of(folder.resolve("zz.jar").toString()));
      host.problems().forEach(problem -> named.add(problem.where()));
      assertThat(named).containsExactlyElementsOf(jars());
    }
  }

  private Set<String> jars() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(Path::toString)
          .filter(file -> file.endsWith(".jar"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
