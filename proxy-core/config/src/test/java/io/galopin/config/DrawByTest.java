package io.galopin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.galopin.config.settings.LongOptions;
import io.galopin.engine.match.Term;
import io.galopin.rules.source.ConfigProblem;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrawByTest {

  private static Optional<Term> drawBy(String line) {
    return ConfigLoader.load(
            "galopin.proxies.web { listen = \"h:1\", upstream = \"h:2\", protocol = http\n"
                + line
                + "}",
            "my.conf")
        .specs(AskedProtocol.catalog())
        .get(0)
        .drawBy();
  }

  @Test
  void isTheConnectionUnlessItIsSaid() {
    assertThat(drawBy("")).isEmpty();
    assertThat(drawBy("draw-by = connection")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"http.header.X-Id", "http.path", "client.address", "exchange"})
  void canBeWhatRulesCanAskBeforeTheReply(String attribute) {
    assertThat(drawBy("draw_by = " + attribute).map(Term::toString)).contains(attribute);
  }

  @Test
  void comesFromTheCommandLineToo() {
    assertThat(
            ConfigLoader.load(new LongOptions().set("protocol", "http").set("draw-by", "http.path"))
                .specs(AskedProtocol.catalog())
                .get(0)
                .drawBy()
                .map(Term::toString))
        .contains("http.path");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http.pth | http.path? one of http.method, http.path,",
        "http.status | an attribute of the request or the connection)",
        "http.header | http.header? one of"
      })
  void refusesWhatIsNotKnownWhenARequestComes(String attribute, String expected) {
    ConfigProblem problem =
        catchThrowableOfType(ConfigProblem.class, () -> drawBy("draw-by = " + attribute));

    assertThat(problem.lines())
        .singleElement()
        .asString()
        .startsWith("proxies.web.draw-by: " + attribute + " (expected: " + expected)
        .endsWith(" in my.conf: 2");
  }
}
