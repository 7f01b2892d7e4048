package io.galopin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Option;
import io.galopin.api.Options;
import io.galopin.api.ProtocolFactory;
import io.galopin.engine.Catalog;
import io.galopin.rules.source.ConfigProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests behaviors whose options depend on the proxy's protocol. */
class ProtocolOptionsTest {

  private static final Option<Long> STATUS = Option.integer("status", 200, 599, "the status");

  private static final Option<Map<String, String>> HEADERS = Option.pairs("headers", "fields");

  /** The options of each behavior that was created. */
  private final List<Map<String, Object>> made = new ArrayList<>();

  private final Catalog catalog =
      Catalog.of(
          List.of(
              TestPlugins.protocol("tcp", List.of()),
              TestPlugins.protocol("http", List.of()),
              new Fail()));

  private final class Fail implements BehaviorFactory {
    @Override
    public String name() {
      return "fail";
    }

    @Override
    public String description() {
      return "has more options with http";
    }

    @Override
    public List<Option<?>> optionsFor(ProtocolFactory protocol) {
      return protocol.name().equals("http") ? List.of(STATUS, HEADERS) : List.of();
    }

    @Override
    public Behavior create(Options options) {
      made.add(options.given());
      return new Behavior() {};
    }
  }

  private void load(String text) {
    ConfigLoader.load(text, "my.conf").specs(catalog);
  }

  private static String proxy(String protocol, String options) {
    return """
        galopin.proxies.web { listen = "h:1", upstream = "h:2", protocol = %s
          behaviors { fail { weight = 1, %s } } }
        """
        .formatted(protocol, options);
  }

  @Test
  void areTakenWhereTheProtocolHasThem() {
    load(proxy("http", "status = 503"));

    assertThat(made).containsExactly(Map.of("status", 503L));
  }

  @Test
  void areRefusedWithTheirPlaceWhereItHasNot() {
    assertThatThrownBy(() -> load(proxy("tcp", "status = 503")))
        .isInstanceOf(ConfigProblem.class)
        .hasMessageStartingWith("proxies.web.behaviors.fail.status: unknown option (expected: ")
        .hasMessageEndingWith("in my.conf: 2");
  }

  @Test
  void areRefusedOfARuleWithTheProtocolThatHasThem() {
    String rule =
        """
        galopin.proxies.web { listen = "h:1", upstream = "h:2", protocol = tcp
          rules = [ { behavior = fail, status = 503 } ] }
        """;
    assertThatThrownBy(() -> load(rule))
        .isInstanceOf(ConfigProblem.class)
        .hasMessage(
            "proxies.web.rules[0].status: unknown option (expected: protocol http) in my.conf: 2");
  }

  @Test
  void pairsAreWrittenAsAnObjectOrAsOneText() {
    load(proxy("http", "headers { X-One = 1, X-Two = \"a; b\" }"));
    load(proxy("http", "headers = \"X-One=1; X-Two=a\\\\; b\""));

    assertThat(made)
        .hasSize(2)
        .containsOnly(Map.of("headers", Map.of("X-One", "1", "X-Two", "a; b")));
  }

  @Test
  void whatIsNestedInPairsCountsUnderBothNames() {
    load(proxy("http", "headers { http.status = 5, http { path = /a } }"));

    assertThat(made)
        .containsExactly(Map.of("headers", Map.of("http.status", "5", "http.path", "/a")));
  }

  @Test
  void aListAmongPairsIsRefused() {
    assertThatThrownBy(() -> load(proxy("http", "headers { X-One = [1] }")))
        .isInstanceOf(ConfigProblem.class)
        .hasMessage(
            "proxies.web.behaviors.fail.headers.X-One: a list (expected: a single value) in"
                + " my.conf: 2");
  }

  @Test
  void anObjectForASingleValueIsRefused() {
    assertThatThrownBy(() -> load(proxy("http", "status { a = 1 }")))
        .isInstanceOf(ConfigProblem.class)
        .hasMessage(
            "proxies.web.behaviors.fail.status: an object (expected: a whole number from 200 to"
                + " 599) in my.conf: 2");
  }

  @Test
  void thoseForAllProxiesMayBeOfAnyProtocol() {
    String all =
        """
        galopin.behaviors.fail.status = %s
        galopin.proxies.web { listen = "h:1", upstream = "h:2" }
        """;
    load(all.formatted("503"));

    assertThat(made).isEmpty();
    assertThatThrownBy(() -> load(all.formatted("700")))
        .isInstanceOf(ConfigProblem.class)
        .hasMessage(
            "behaviors.fail.status: 700 (expected: a whole number from 200 to 599) in my.conf: 1");
  }
}
