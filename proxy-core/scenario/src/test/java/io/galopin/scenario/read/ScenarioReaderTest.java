package io.galopin.scenario.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.galopin.rules.source.ConfigProblem;
import io.galopin.scenario.Scenario;
import io.galopin.scenario.model.Act;
import io.galopin.scenario.model.Group;
import io.galopin.scenario.model.Plan;
import io.galopin.scenario.model.Stage;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioReaderTest {

  private static final String CHECKOUT =
      """
      galopin.scenarios.checkout-survives {
        baseline { for = 10 s }
        steady { http = "http://localhost:8000/health", every = 500 ms, expect { status = 200, p99 = 300 ms } }
        stages = [
          { name = slow-db,  for = 30 s, proxy = db, rule = "when postgres.statement=SELECT delay p50=50ms p99=2s" }
          { name = db-gone,  for = 10 s, proxy = db, outage = true, expect { steady { errors = "<= 5%" } } }
          { name = ramp,     for = 60 s, proxy = web, toxic { type = latency, latency { from = 0 ms, to = 800 ms, shape = linear } } }
          { name = recovery, for = 20 s, expect { steady { p99 = 300 ms }, within = 5 s } }
        ]
        halt-when { steady { errors = "> 50%", for = 5 s } }
      }
      """;

  private static Plan read(String stages) {
    return ScenarioReader.read("galopin.scenarios.one {\n" + stages + "\n}", "one.conf").get(0);
  }

  private static List<String> problems(String body) {
    return catchThrowableOfType(ConfigProblem.class, () -> read(body)).lines();
  }

  @Test
  void explainsEverythingThatAScenarioSays() {
    assertThat(Scenario.parse(CHECKOUT, "checkout.conf").explained())
        .containsExactly(
            "checkout-survives (checkout.conf)",
            "  probe steady: GET http://localhost:8000/health every 500 ms; must hold: errors <="
                + " 0%, p99 <= 300 ms",
            "  baseline: 10 s, before anything is injected",
            "  slow-db: 30 s",
            "    db: rule when postgres.statement=SELECT delay p50=50ms p99=2s",
            "    must hold: steady errors <= 0%, p99 <= 300 ms",
            "  db-gone: 10 s",
            "    db: outage",
            "    must hold: steady errors <= 5%",
            "  ramp: 1 min",
            "    web: toxic latency downstream latency=0ms to 800ms linear",
            "    must hold: steady errors <= 0%, p99 <= 300 ms",
            "  recovery: 20 s",
            "    must hold: steady errors <= 0%, p99 <= 300 ms, from 5 s on",
            "  halts when steady has errors > 50% for 5 s",
            "  a judgement needs at least 5 answers");
  }

  @Test
  void readsGroupsLoopsAndTimesOfTheDay() {
    Plan plan =
        read(
            """
            stages = [
              { name = twice, times = 2, at = "22:30", stages = [
                { name = a, for = 1 s }
                { name = both, parallel = [ { name = b, for = 2 s }, { name = c, for = 3 s } ] }
              ] }
            ]\
            """);

    Group twice = (Group) plan.steps().get(0);
    assertThat(twice.times()).isEqualTo(2);
    assertThat(twice.at()).contains(LocalTime.of(22, 30));
    assertThat(twice.parallel()).isFalse();
    assertThat(((Group) twice.steps().get(1)).parallel()).isTrue();
    assertThat(plan.stages()).extracting(Stage::name).containsExactly("a", "b", "c");
  }

  @Test
  void readsARuleWithAValueThatChanges() {
    Stage stage =
        read("""
        stages = [ { for = 10 s, proxy = [a, b], until { faults = 20 }
          values { slow { from = 0 ms, to = 800 ms } }
          rule = "when http.path=/pay delay sleep={slow}" } ]\
        """)
            .stages()
            .get(0);

    assertThat(stage.proxies()).containsExactly("a", "b");
    assertThat(stage.until()).hasValue(20);
    assertThat(stage.acts().get(0))
        .isInstanceOfSatisfying(
            Act.Rule.class,
            rule ->
                assertThat(rule.at(Duration.ofSeconds(5), Duration.ofSeconds(10)))
                    .isEqualTo("when http.path=/pay delay sleep=400ms"));
  }

  /** A body, the line of the problem, and a part of the sentence. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stages = []|1|stages: missing",
        "stages = [ { name = a } ]|2|for: missing",
        "stages = [ { for = 10 } ]|2|\"10\" (expected: a time with a unit",
        "stages = [ { for = 1 s, outage = true } ]|2|proxy: missing",
        "stages = [ { for = 1 s, proxxy = a } ]|2|proxxy: unknown key (expected: proxy?",
        "stages = [ { for = 1 s, proxy = a, rule = \"when\" } ]|2|rule",
        "stages = [ { name = a, for = 1 s }, { name = a, for = 1 s } ]|2|a name that no other",
        "stages = [ { for = 1 s, expect { stedy { p99 = 1 s } } } ]|2|stedy: unknown key",
        "stages = [ { for = 1 s, expect { within = 1 s } } ]|2|less than the stage's 1 s",
        "stages = [ { for = 1 s } ], steady { }|2|no probe",
        "stages = [ { for = 1 s } ], steady { tcp = nowhere }|2|host:port",
        "stages = [ { for = 1 s } ], steady { tcp = \"a:1\", expect { errors = 5 } }|2|share",
        "stages = [ { for = 1 s } ], steady { tcp = \"a:1\", expect { p99 = fast } }|2|p99",
        "stages = [ { for = 1 s, proxy = a, rule = \"r: error\" } ]|2|a rule without a name",
        "stages = [ { for = 1 s, proxy = a, values { x { from = 1, to = 2 } }, rule = \"first {x}"
            + " error\" } ]|2|values that change only in the chance and the options",
        "stages = [ { for = 1 s } ], steady { tcp = \"a:1\", name = faults }|2|another name",
        "stages = [ { for = 1 s } ], halt-when { steady { errors = \"> 1%\" } }|2|halt-when",
        "stages = [ { for = 1 s, proxy = a, toxic { type = latency, latency { from = 1 ms, to = 1 s"
            + " } } } ]|2|same unit",
        "stages = [ { for = 1 s, at = noon } ]|2|a time of the day"
      })
  void saysFileAndLineOfWhatIsWrong(String body, int line, String part) {
    assertThat(problems(body))
        .anySatisfy(
            sentence -> assertThat(sentence).contains(part).contains("in one.conf: " + line));
  }
}
