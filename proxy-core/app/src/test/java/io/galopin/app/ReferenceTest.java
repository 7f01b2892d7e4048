package io.galopin.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.ConnectionOptions;
import io.galopin.api.ProtocolFactory;
import io.galopin.app.run.InstalledPlugins;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that the tables in docs/behaviors.md, docs/protocols.md and on the page of each protocol
 * match the metadata of the built-in plugins. If they do not, rewrite them with
 *
 * <pre>mvn -pl proxy-core/app -am test -Dtest=ReferenceTest -Dsurefire.failIfNoSpecifiedTests=false
 *     -Dgalopin.docs=write</pre>
 */
class ReferenceTest {

  private static final String BEGIN =
      "<!-- From here on written by ReferenceTest; change the plugins instead. -->\n\n";

  /** A place whose text between the two comments is written here. */
  private static final Pattern PLACE =
      Pattern.compile(
          "(<!-- (\\w+): written by ReferenceTest; change the plugins? instead\\. -->\n)(.*?)"
              + "(<!-- end -->\n)",
          Pattern.DOTALL);

  private static final String HOW =
      "%s is not what the plugins say (expected: as below; mvn -pl proxy-core/app -am test"
          + " -Dtest=ReferenceTest -Dsurefire.failIfNoSpecifiedTests=false -Dgalopin.docs=write"
          + " writes it)";

  private static InstalledPlugins plugins;

  @BeforeAll
  static void find() {
    plugins = InstalledPlugins.builtIn();
  }

  @AfterAll
  static void close() {
    plugins.close();
  }

  static Stream<ProtocolFactory> protocols() {
    return plugins.catalog().protocols().values().stream();
  }

  @Test
  void listsTheBehaviors() throws IOException {
    ReferenceTables tables = new ReferenceTables("behavior", plugins.catalog());
    Page page = Page.read("docs/behaviors.md");
    int begin = page.text().indexOf(BEGIN);
    assertThat(begin).as("where the reference begins in " + page).isPositive();

    String chapters = tables.of(plugins.catalog().behaviors().values());

    check(page, page.text().substring(0, begin) + BEGIN + chapters.stripTrailing() + "\n");
  }

  @Test
  void listsTheProtocols() throws IOException {
    ReferenceTables tables = new ReferenceTables("protocol", plugins.catalog());
    check("docs/protocols.md", Map.of("protocols", tables.protocols(), "common", tables.common()));
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void describesTheProtocol(ProtocolFactory protocol) throws IOException {
    ReferenceTables tables = new ReferenceTables("protocol", plugins.catalog());
    check("docs/protocols/" + protocol.name() + ".md", tables.parts(protocol));
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void sharesTheOptionsThatAllHave(ProtocolFactory protocol) {
    assertThat(protocol.options()).containsAll(ConnectionOptions.ALL);
  }

  /** Checks a page with a place for each of the parts, and with no other. */
  private static void check(String name, Map<String, String> parts) throws IOException {
    Page page = Page.read(name);
    List<String> places = PLACE.matcher(page.text()).results().map(at -> at.group(2)).toList();
    assertThat(places).as("what is written into " + name).hasSameElementsAs(parts.keySet());
    String expected =
        PLACE
            .matcher(page.text())
            .replaceAll(
                at ->
                    Matcher.quoteReplacement(
                        at.group(1) + "\n" + parts.get(at.group(2)) + at.group(4)));
    check(page, expected);
  }

  private static void check(Page page, String expected) throws IOException {
    if ("write".equals(System.getProperty("galopin.docs"))) {
      Files.writeString(Page.ROOT.resolve(page.name()), expected);
    } else {
      assertThat(page.text()).as(HOW, page).isEqualTo(expected);
    }
  }
}
