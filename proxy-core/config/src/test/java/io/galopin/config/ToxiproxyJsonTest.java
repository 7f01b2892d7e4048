package io.galopin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.galopin.api.Direction;
import io.galopin.engine.Catalog;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.rules.source.ConfigProblem;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ToxiproxyJsonTest {

  private static final Catalog CATALOG = TestPlugins.catalog();

  @Test
  void readsAProxy() {
    Map<String, Object> json = new HashMap<>();
    json.put("Name", "web");
    json.put("upstream", "h:2");
    json.put("enabled", null);
    json.put("toxics", List.of(Map.of("type", "timeout", "attributes", Map.of("timeout", 5))));

    ProxySpec spec = ToxiproxyJson.proxy(json).toSpec(CATALOG);

    assertThat(spec.name()).isEqualTo("web");
    assertThat(spec.listen()).hasToString(":0");
    assertThat(spec.upstream()).hasToString("h:2");
    assertThat(spec.enabled()).isTrue();
    assertThat(spec.protocolName()).isEqualTo("tcp");
    assertThat(spec.toxics().get(0).name()).isEqualTo("timeout_downstream");
  }

  @Test
  void readsSeveralProxiesInOrder() {
    assertThat(
            ToxiproxyJson.proxies(
                List.of(
                    Map.of("name", "b", "upstream", "h:1"),
                    Map.of("name", "a", "upstream", "h:1"))))
        .extracting(ProxyConfig::name)
        .containsExactly("b", "a");
    assertThat(ToxiproxyJson.proxies(List.of())).isEmpty();
  }

  @Test
  void saysWhatIsWrongAndWithWhichField() {
    assertThat(wrong(() -> ToxiproxyJson.proxy(Map.of())))
        .containsExactly("name", "name: missing (expected: the name of the proxy)");
    assertThat(wrong(() -> ToxiproxyJson.proxy(Map.of("name", "a"))))
        .containsExactly(
            "proxies.a.upstream",
            "proxies.a.upstream: missing (expected: host:port, as in localhost:8000)");
    assertThat(wrong(() -> ToxiproxyJson.proxies(Arrays.asList(null, null))))
        .contains("proxies[0]: null (expected: an object: { … })");
    assertThat(wrong(() -> ToxiproxyJson.toxic(Map.of())))
        .containsExactly("type", "type: missing (expected: the type of a toxic)");
    assertThat(wrong(() -> ToxiproxyJson.toxic(Map.of("type", "noop", "stream", "x"))))
        .containsExactly("stream", "stream: x (expected: one of upstream, downstream)");
    assertThat(wrong(() -> ToxiproxyJson.toxic(Map.of("type", "x")).toSpec(CATALOG)))
        .startsWith("type");
    assertThat(
            wrong(
                () ->
                    ToxiproxyJson.toxic(
                            Map.of(
                                "type",
                                "limit_data",
                                "attributes",
                                Map.of("bytes", BigInteger.TEN.pow(30))))
                        .toSpec(CATALOG)))
        .startsWith("attributes.bytes");
  }

  @Test
  void aSentenceHasNoPlace() {
    ConfigProblem problem =
        catchThrowableOfType(ConfigProblem.class, () -> ToxiproxyJson.proxy(Map.of()));

    assertThat(problem.lines()).containsExactly("name: missing (expected: the name of the proxy)");
  }

  private static List<String> wrong(ThrowingCallable call) {
    ConfigProblem problem = catchThrowableOfType(ConfigProblem.class, call);
    assertThat(problem).isNotNull();
    ConfigProblem.Wrong first = problem.wrong().get(0);
    return List.of(first.what(), first.sentence());
  }

  @Test
  void changesOnlyWhatIsNamed() {
    ToxicSpec before = latency();

    ToxicSpec after =
        ToxiproxyJson.change(
            before,
            Map.of(
                "name",
                "other",
                "type",
                "noop",
                "stream",
                "upstream",
                "attributes",
                Map.of("Jitter", 7, "unknown", 1)),
            CATALOG);

    assertThat(after.name()).isEqualTo("slow");
    assertThat(after.type()).isEqualTo("latency");
    assertThat(after.direction()).isEqualTo(Direction.DOWNSTREAM);
    assertThat(after.toxicity()).isEqualTo(0.5);
    assertThat(after.attributes().given()).isEqualTo(Map.of("latency", 100L, "jitter", 7L));
    assertThat(after.toxic()).isNotSameAs(before.toxic());
  }

  @Test
  void keepsTheInstanceWhileAttributesAreTheSame() {
    ToxicSpec before = latency();

    ToxicSpec after =
        ToxiproxyJson.change(
            before, Map.of("toxicity", 1, "attributes", Map.of("latency", 100)), CATALOG);

    assertThat(after.toxicity()).isEqualTo(1);
    assertThat(after.toxic()).isSameAs(before.toxic());
  }

  @Test
  void leavesAsItIsWhatIsNull() {
    ToxicSpec before = latency();
    Map<String, Object> json = new HashMap<>();
    json.put("toxicity", null);
    json.put("attributes", Collections.singletonMap("latency", null));

    assertThat(ToxiproxyJson.change(before, json, CATALOG)).isEqualTo(before);
  }

  @Test
  void refusesAChangeToWhatIsWrong() {
    assertThat(
            wrong(
                () ->
                    ToxiproxyJson.change(
                        latency(), Map.of("attributes", Map.of("latency", -1)), CATALOG)))
        .startsWith("attributes.latency");
    assertThat(wrong(() -> ToxiproxyJson.change(latency(), Map.of("toxicity", 1.01), CATALOG)))
        .containsExactly("toxicity", "toxicity: 1.01 (expected: 0 to 1)");
  }

  @Test
  void writesAllAttributesUnderToxiproxysNames() {
    ToxicSpec slicer =
        ToxiproxyJson.toxic(
                Map.of("type", "slicer", "attributes", Map.of("average_size", 10, "delay", 20)))
            .toSpec(CATALOG);

    assertThat(ToxiproxyJson.attributes(slicer))
        .isEqualTo(Map.of("average_size", 10L, "size_variation", 0L, "delay", 20L));
    assertThat(ToxiproxyJson.attributes(latency()))
        .isEqualTo(Map.of("latency", 100L, "jitter", 0L));
  }

  private static ToxicSpec latency() {
    return ToxiproxyJson.toxic(
            Map.of(
                "name",
                "slow",
                "type",
                "latency",
                "toxicity",
                0.5,
                "attributes",
                Map.of("latency", 100)))
        .toSpec(CATALOG);
  }
}
