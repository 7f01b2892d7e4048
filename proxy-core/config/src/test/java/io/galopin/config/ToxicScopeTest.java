package io.galopin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.galopin.engine.Catalog;
import io.galopin.engine.rule.Scope;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.rules.source.ConfigProblem;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ToxicScopeTest {

  private static final Catalog CATALOG = TestPlugins.catalog();

  @Test
  void readsOnWhichConnectionsOneActsAndWhen() {
    Scope scope =
        toxic("when { client.address = \"10.0.0.0/8\" }, trigger = first 3 until 30 s").scope();

    assertThat(scope.when()).hasToString("client.address=10.0.0.0/8");
    assertThat(scope.trigger()).hasToString("first 3 until 30 s");
  }

  @Test
  void actsOnAllConnectionsAtAllTimesUnlessItIsSaid() {
    Scope scope = toxic("").scope();

    assertThat(scope.isSameAs(Scope.all())).isTrue();
  }

  @Test
  void timesCanBeThoseOfEachConnection() {
    assertThat(toxic("trigger = after 10 s per connection").scope().trigger())
        .hasToString("after 10 s per connection");
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of(
            "trigger = first 3 per connection",
            ".trigger: first 3 per connection (expected: times per connection, or counts of"
                + " connections without it: each has one)"),
        Arguments.of(
            "when = \"http.path=/a\"",
            ".when: http.path (expected: one of client.address, connection)"),
        Arguments.of(
            "when { exchange = 1 }",
            ".when.exchange: exchange (expected: one of client.address, connection)"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void refusesWhatMakesNoSenseForConnections(String line, String sentence) {
    ConfigProblem problem = catchThrowableOfType(ConfigProblem.class, () -> toxic(line));

    assertThat(problem.lines())
        .containsExactly("proxies.web.toxics.a" + sentence + " in my.conf: 2");
  }

  @Test
  void aChangeKeepsTheScopeWithWhatItHasCounted() {
    ToxicSpec before = toxic("trigger = first 3, when = \"connection=1..9\"");

    ToxicSpec other = ToxiproxyJson.change(before, Map.of("toxicity", 0.5), CATALOG);
    ToxicSpec same =
        ToxiproxyJson.change(
            before, Map.of("trigger", "first 3", "when", Map.of("connection", "1..9")), CATALOG);

    assertThat(other.scope()).isSameAs(before.scope());
    assertThat(same.scope()).isSameAs(before.scope());
  }

  @Test
  void aChangeCanGiveItAnother() {
    ToxicSpec before = toxic("trigger = first 3, when = \"connection=1..9\"");

    Scope counted = ToxiproxyJson.change(before, Map.of("trigger", "first 4"), CATALOG).scope();
    Scope everywhere = ToxiproxyJson.change(before, Map.of("when", ""), CATALOG).scope();

    assertThat(counted.trigger()).hasToString("first 4");
    assertThat(counted.when()).hasToString("connection=1..9");
    assertThat(everywhere.trigger()).hasToString("first 3");
    assertThat(everywhere.when()).hasToString("");
  }

  private static ToxicSpec toxic(String settings) {
    String text =
        "galopin.proxies.web { listen = \"h:1\", upstream = \"h:2\"\n"
            + "toxics { a { type = noop\n".replace("\n", ", ")
            + settings
            + "} } }";
    List<ToxicSpec> toxics = ConfigLoader.load(text, "my.conf").specs(CATALOG).get(0).toxics();
    return toxics.get(0);
  }
}
