package io.galopin.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.PluginFactory;
import io.galopin.app.run.InstalledPlugins;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import org.junit.jupiter.api.Test;

/**
 * Tests that the reference in docs/behaviors.md and docs/protocols.md matches the metadata of the
 * built-in plugins. If it does not, rewrite it with
 *
 * <pre>mvn -pl proxy-core/app -am test -Dtest=ReferenceTest -Dsurefire.failIfNoSpecifiedTests=false
 *     -Dgalopin.docs=write</pre>
 */
class ReferenceTest {

  private static final String BEGIN =
      "<!-- From here on written by ReferenceTest; change the plugins instead. -->\n\n";

  private static final String HOW =
      "%s is not what the plugins say (expected: as below; mvn -pl proxy-core/app -am test"
          + " -Dtest=ReferenceTest -Dsurefire.failIfNoSpecifiedTests=false -Dgalopin.docs=write"
          + " writes it)";

  @Test
  void listsTheBehaviors() throws IOException {
    try (InstalledPlugins plugins = InstalledPlugins.builtIn()) {
      check(
          "docs/behaviors.md",
          new ReferenceTables("behavior", plugins.catalog()),
          plugins.catalog().behaviors().values());
    }
  }

  @Test
  void listsTheProtocols() throws IOException {
    try (InstalledPlugins plugins = InstalledPlugins.builtIn()) {
      check(
          "docs/protocols.md",
          new ReferenceTables("protocol", plugins.catalog()),
          plugins.catalog().protocols().values());
    }
  }

  private static void check(
      String name, ReferenceTables tables, Collection<? extends PluginFactory> plugins)
      throws IOException {
    String text = Page.read(name).text();
    int begin = text.indexOf(BEGIN);
    assertThat(begin).as("where the reference begins in " + name).isPositive();
    String expected =
        text.substring(0, begin + BEGIN.length()) + tables.of(plugins).stripTrailing() + "\n";
    if ("write".equals(System.getProperty("galopin.docs"))) {
      Files.writeString(Page.ROOT.resolve(name), expected);
    } else {
      assertThat(text).as(HOW, name).isEqualTo(expected);
    }
  }
}
