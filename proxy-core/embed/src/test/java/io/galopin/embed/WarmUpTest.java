package io.galopin.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.galopin.client.JournalEntry;
import io.galopin.client.Mix;
import io.galopin.client.Proxy;
import io.galopin.engine.Catalog;
import io.galopin.engine.loop.EventLoops;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the first exchange of a JVM does not have to load classes. */
class WarmUpTest {

  @Test
  void leavesNoClassesForTheFirstExchangeToLoad() throws IOException {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                FirstExchange.class.getName())
            .redirectErrorStream(true)
            .start();
    String printed = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    Matcher told = Pattern.compile("classes=(\\d+) journal=(\\d+)").matcher(printed);
    assertThat(told.find()).as(printed).isTrue();
    // After the first exchange through a tcp proxy, there were 52.
    assertThat(Integer.parseInt(told.group(1))).isLessThan(20);
    assertThat(told.group(2)).isEqualTo("0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "http"})
  void isNotSeenAfterwards(String protocol) {
    try (Web web = new Web();
        Galopin galopin = Galopin.start(42)) {
      Proxy proxy =
          galopin
              .proxy("web", web.address())
              .protocol(protocol)
              .mix(Mix.parse("100:abort"))
              .start();
      assertThat(galopin.journal()).isEmpty();
      assertThat(galopin.proxies()).containsExactly(proxy);
      assertThat(proxy.traffic().connections()).isZero();

      assertThatCode(() -> Web.get(proxy, "/")).doesNotThrowAnyException();
      assertThat(galopin.journal())
          .extracting(JournalEntry::connection, JournalEntry::proxy)
          .allSatisfy(place -> assertThat(place.toList()).containsExactly(1L, "web"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "http", "redis", "memcache", "smtp", "mysql", "postgres"})
  void isDoneWhereItCanBe(String protocol) {
    try (EventLoops loops = EventLoops.embedded(1)) {
      assertThat(WarmUp.attempt(protocol, InstalledPlugins.ofTheClassPath(), loops)).isTrue();
    }
  }

  @Test
  void isLeftOutWhereItCannotBe() {
    InstalledPlugins none = new InstalledPlugins(Catalog.of(List.of()));

    try (EventLoops loops = EventLoops.embedded(1)) {
      assertThat(WarmUp.attempt("http", none, loops)).isFalse();
    }
  }
}
