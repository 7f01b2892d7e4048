package io.galopin.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.client.GalopinException;
import io.galopin.client.Mix;
import io.galopin.client.Proxy;
import io.galopin.scenario.Scenario;
import io.galopin.scenario.result.Injected;
import io.galopin.scenario.result.Sample;
import io.galopin.scenario.result.ScenarioResult;
import io.galopin.scenario.result.StageResult;
import io.galopin.scenario.result.Verdict;
import io.galopin.scenario.result.Window;
import io.galopin.scenario.run.Progress;
import io.galopin.scenario.run.ScenarioRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs scenarios on a clock that jumps, against real proxies. */
class ScenarioTest {

  private static final long SECOND = 1_000_000_000L;

  private final Web web = new Web();
  private final Galopin galopin = Galopin.start(42);
  private final Proxy proxy = galopin.proxy("web", web.address()).protocol("http").start();

  @AfterEach
  void close() {
    galopin.close();
    web.close();
  }

  private Scenario scenario(String body) {
    String url = "http://127.0.0.1:" + proxy.port() + "/";
    return Scenario.parse(
        "galopin.scenarios.one {\n" + body.replace("URL", '"' + url + '"') + "\n}", "one.conf");
  }

  private ScenarioResult run(String body) {
    return run(body, Progress.NONE);
  }

  private ScenarioResult run(String body, Progress progress) {
    return made(body, progress).run();
  }

  private ScenarioRun made(String body, Progress progress) {
    return new ScenarioRun(
        scenario(body).plan(), galopin, new MovedClock(), Runnable::run, progress, "");
  }

  private void assertThatNothingIsLeft() {
    assertThat(proxy.rules()).isEmpty();
    assertThat(proxy.toxics()).isEmpty();
    assertThat(proxy.mix().shares()).isEmpty();
    assertThat(proxy.enabled()).isTrue();
  }

  /** What a stage does and expects, the verdict, and a part of the first reason. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rule = \"every 2 delay sleep=0ms\"|INCONCLUSIVE|never fired",
        "rule = \"delay sleep=1ms\", expect { faults = 10, steady { p99 = 1 s } }|PASS|",
        "values { x { from = 1 ms, to = 9 ms } }, rule = \"first 3 delay sleep={x}\", expect {"
            + " faults = \"<= 3\" }|PASS|",
        "rule = \"every 2 error\", expect { steady { errors = \"<= 50%\" } }|PASS|",
        "rule = \"every 2 error\", expect { steady { errors = \"<= 49%\" } }|FAIL|seen 50%",
        "rule = \"every 2 error\"|FAIL|errors <= 0%, seen 50%",
        "rule = \"when http.path=/none error\"|INCONCLUSIVE|never fired at web",
        "rule = error, expect { faults = \"> 100\", steady { errors = \"<= 100%\" } }|FAIL|seen 10",
        "rule = \"error failure=error status=503\"|FAIL|errors <= 0%, seen 100%",
        "behavior { error { weight = 100, status = 503 } }|FAIL|errors <= 0%, seen 100%",
        "profile = fiber, expect { faults = \">= 1\" }|PASS|",
        "outage = true|FAIL|seen 100%",
        "outage = true, expect { steady { errors = \">= 100%\" } }|PASS|",
        "behavior = \"100:error\", expect { steady { errors = \">= 100%\" } }|PASS|",
        "behavior { error { weight = 100, warmup = 5 } }, expect { steady { errors = \"<= 50%\" }"
            + " }|PASS|",
        "toxic { type = latency, latency = 1 ms }, expect { faults = \"1\" }|PASS|",
        "toxic { type = reset-peer, toxicity { from = 0, to = 0 } }|INCONCLUSIVE|never fired",
        "flap { mode = refuse, up = 1 ms, down = 10 s }, expect { steady { errors = \">= 0%\" }"
            + " }|PASS|"
      })
  void judgesWhatWasInjected(String stage, Verdict verdict, String reason) {
    ScenarioResult result =
        run(
            "steady { http = URL, expect { status = 200 } }, "
                + "stages = [ { for = 10 s, proxy = web, "
                + stage
                + " } ]");

    assertThat(result.verdict()).as(result.summary()).isEqualTo(verdict);
    if (reason != null) {
      assertThat(result.reasons().get(0)).contains(reason);
    }
    assertThatNothingIsLeft();
  }

  @Test
  void doesNotStartWhereTheSteadyStateIsNotThere() {
    proxy.setEnabled(false);
    ScenarioResult result =
        run("steady { http = URL }\nstages = [ { for = 10 s, proxy = web, rule = error } ]");

    assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(result.reasons())
        .containsExactly(
            "the steady state was not there before the start: steady: errors <= 0%, seen 100%");
    assertThat(result.stages()).extracting(StageResult::name).containsExactly("baseline");
    assertThat(proxy.enabled()).isFalse();
  }

  @Test
  void saysNothingOfTooLittleTraffic() {
    ScenarioResult result =
        run(
            "at-least = 11, baseline { for = 11 s }, steady { http = URL }, "
                + "stages = [ { name = a, for = 10 s } ]");

    assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(result.reasons())
        .containsExactly(
            "a: too little to say: steady: errors <= 0%, seen 10 of at least 11 answers");
  }

  @Test
  void saysNothingWhereNothingWasExpected() {
    ScenarioResult result = run("stages = [ { name = a, for = 10 s } ]");

    assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(result.reasons().get(0)).startsWith("nothing was expected");
  }

  @Test
  void endsAStageWhenEnoughFaultsWereSeen() {
    ScenarioResult result =
        run(
            "steady { http = URL, expect { errors = \"<= 100%\" } }, "
                + "stages = [ { for = 1 h, proxy = web, rule = error, until { faults = 20 } } ]");

    StageResult stage = result.stages().get(1);
    assertThat(stage.faults()).isEqualTo(20);
    assertThat(stage.to() - stage.from()).isBetween(19 * SECOND, 20 * SECOND);
    assertThat(result.verdict()).as(result.summary()).isEqualTo(Verdict.PASS);
  }

  @Test
  void rampsAToxic() {
    List<String> seen = new ArrayList<>();
    Progress progress =
        new Progress() {
          @Override
          public void passed(List<Left> stages, List<Window> recent) {
            proxy.toxics().forEach(toxic -> seen.add("" + toxic.attributes().get("latency")));
          }
        };
    run(
        "stages = [ { for = 2 s, proxy = web, toxic { type = latency,"
            + " latency { from = 0 ms, to = 800 ms } } } ]",
        progress);

    assertThat(seen).contains("200", "400", "600");
    assertThatNothingIsLeft();
  }

  @Test
  void rampsARuleWithoutATimeInWhichThereIsNone() {
    List<String> seen = new ArrayList<>();
    Progress progress =
        new Progress() {
          @Override
          public void passed(List<Left> stages, List<Window> recent) {
            proxy.rules().forEach(rule -> seen.add(rule.text()));
          }
        };
    run(
        """
        stages = [
          { name = r, for = 2 s, proxy = web, values { x { from = 0 s, to = 4 s } }, rule = "delay sleep={x}" }
        ]
        """,
        progress);

    assertThat(seen).anySatisfy(text -> assertThat(text).contains("sleep=2"));
    assertThatNothingIsLeft();
  }

  @Test
  void saysNothingOfAnOutageThatMetNobody() {
    galopin.proxy("idle", web.address()).start();
    ScenarioResult result =
        run(
            "steady { http = URL }\n"
                + "stages = [ { name = a, for = 10 s, proxy = idle, outage = true } ]");

    assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(result.reasons()).containsExactly("a: outage met nobody at idle");
  }

  @Test
  void anOutageOfWhichNoProbeTellsHasMetThoseWhoWereThere() {
    Proxy used = galopin.proxy("used", web.address()).protocol("http").start();
    Progress progress =
        new Progress() {
          @Override
          public void ended(String stage, long faults) {
            if (stage.equals("calm")) {
              Web.get(used, "/");
            }
          }
        };
    ScenarioResult result =
        run(
            "steady { http = URL }\n"
                + "stages = [ { name = calm, for = 1 s, expect { within = 999 ms } }, { name = a,"
                + " for = 10 s, proxy = used, outage = true } ], at-least = 1",
            progress);

    assertThat(result.stages().get(2).injected())
        .containsExactly(new Injected("used", "outage", "", 0, false, true));
    assertThat(result.stages().get(2).verdict()).isEqualTo(Verdict.PASS);
  }

  /** What two stages do that overlap, the first for 10 s and the second for 20 s. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "outage = true",
        "behavior = \"100:error\"",
        "flap { mode = refuse, up = 1 ms, down = 1 h }",
      })
  void whatOverlapsLastsUntilTheLastHasEnded(String act) {
    proxy.setMix(Mix.parse("1:delay"));
    List<Long> failed = new ArrayList<>();
    Progress progress =
        new Progress() {
          @Override
          public void seen(Sample sample) {
            sample.error().ifPresent(error -> failed.add(sample.due() / SECOND));
          }
        };
    run(
        "baseline { for = 5 s }\nsteady { http = URL }\nstages = [ { parallel = ["
            + " { name = a, for = 10 s, proxy = web, ACT }, { name = b, for = 20 s, proxy = web, ACT }"
                .replace("ACT", act)
            + " ] }, { name = rest, for = 5 s } ]",
        progress);

    assertThat(failed).contains(24L).allMatch(second -> second >= 5 && second < 25);
    assertThat(proxy.mix()).hasToString("1:delay");
    assertThat(proxy.enabled()).isTrue();
  }

  @Test
  void saysThatSomebodyHasTakenBackWhatItHasSet() {
    Progress progress =
        new Progress() {
          @Override
          public void passed(List<Left> stages, List<Window> recent) {
            proxy.removeToxic("a");
          }
        };
    ScenarioResult result =
        run(
            "steady { http = URL }\nstages = [ { name = a, for = 20 s, proxy = web,"
                + " toxic { type = latency, latency { from = 1, to = 2 } } } ]",
            progress);

    assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(result.reasons().get(0))
        .startsWith("a: toxic latency downstream latency=1 to 2 linear at web was gone before");
  }

  @Test
  void haltsAndTakesEverythingBack() {
    ScenarioResult result =
        run(
            """
            steady { http = URL, expect { errors = "<= 100%" } }
            halt-when { steady { errors = "> 50%", for = 5 s } }
            stages = [ { for = 1 h, proxy = web, outage = true } ]\
            """);

    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(result.reasons().get(0)).startsWith("halted: steady had errors > 50%, seen ");
    assertThat(result.nanos()).isLessThan(20 * SECOND);
    assertThatNothingIsLeft();
  }

  @Test
  void isInconclusiveWhenItIsStopped() {
    ScenarioRun[] run = new ScenarioRun[1];
    Progress progress =
        new Progress() {
          @Override
          public void passed(List<Left> stages, List<Window> recent) {
            stages.stream().map(Left::stage).filter("b"::equals).forEach(b -> run[0].stop());
          }
        };
    run[0] =
        made(
            "steady { http = URL }\nstages = [ { name = a, for = 1 s }, { name = b, for = 1 h,"
                + " proxy = web, rule = \"delay sleep=1ms\" } ]",
            progress);
    ScenarioResult result = run[0].run();

    assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(result.reasons()).contains("stopped before its end");
    assertThatNothingIsLeft();
  }

  @Test
  void takesBackWhatItHasInjectedIfSomethingElseCannotBe() {
    assertThatThrownBy(
            () ->
                run(
                    "stages = [ { for = 1 s, proxy = web, outage = true },"
                        + " { for = 1 s, proxy = web, toxic { type = latency, latency = soon },"
                        + " outage = true, rule = error } ]"))
        .isInstanceOf(GalopinException.class)
        .hasMessageContaining("soon");
    assertThatNothingIsLeft();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rule = eror|behavior: eror (expected: error?",
        "rule = \"delay slep=1s\"|delay: option: slep (expected: sleep?",
        "behavior = \"5:eror\"|behavior: eror (expected: error?",
        "profile = 3q|profile: 3q (expected: 3g?",
        "toxic { type = latncy }|toxic: latncy (expected: latency?",
        "toxic { type = latency, latncy = 5 }|latency: option: latncy (expected: latency?"
      })
  void refusesWhatIsNotInstalledBeforeItBegins(String act, String sentence) {
    assertThatThrownBy(
            () ->
                run(
                    "stages = [ { for = 1 s, proxy = web, outage = true },"
                        + " { for = 1 s, proxy = web, "
                        + act
                        + " } ]"))
        .isInstanceOf(GalopinException.class)
        .hasMessageContaining(sentence);
    assertThat(proxy.journal()).isEmpty();
  }

  @Test
  void refusesAProxyThatIsNotThereBeforeItBegins() {
    assertThatThrownBy(() -> run("stages = [ { for = 1 s, proxy = db, outage = true } ]"))
        .isInstanceOf(GalopinException.class)
        .hasMessageContaining("proxy: db (expected: one of web)");
  }

  @Test
  void doesStagesInOrderAtOnceAgainAndAtATimeOfTheDay() {
    ScenarioResult result =
        run(
            """
            stages = [
              { name = twice, times = 2, stages = [
                { name = a, for = 1 s }
                { parallel = [ { name = b, for = 2 s }, { name = c, for = 3 s } ] }
              ] }
              { name = late, at = "12:01", for = 1 s }
            ]\
            """);

    assertThat(result.stages())
        .extracting(
            stage ->
                stage.name()
                    + stage.round()
                    + " "
                    + stage.from() / SECOND
                    + "-"
                    + stage.to() / SECOND)
        .containsExactly("a1 0-1", "b1 1-3", "c1 1-4", "a2 4-5", "b2 5-7", "c2 5-8", "late1 60-61");
  }

  @Test
  void judgesTheTrafficItself() {
    Progress progress =
        new Progress() {
          @Override
          public void passed(List<Left> stages, List<Window> recent) {
            Web.get(proxy, "/");
          }
        };
    ScenarioResult result =
        run(
            "steady { traffic = web }, "
                + "stages = [ { for = 10 s, proxy = web, rule = \"every 2 error\" } ]",
            progress);

    assertThat(result.verdict()).as(result.summary()).isEqualTo(Verdict.FAIL);
    assertThat(result.stages().get(0).seen().get(0).calls()).isGreaterThan(10);
    assertThat(result.stages().get(1).judged())
        .singleElement()
        .satisfies(judged -> assertThat(judged.seen()).matches("(4|5).%"));
  }

  @Test
  void judgesTheLatenciesOfTraffic() {
    Progress progress =
        new Progress() {
          @Override
          public void passed(List<Left> stages, List<Window> recent) {
            Web.get(proxy, "/");
          }
        };
    ScenarioResult result =
        run(
            "steady { traffic = web, expect { p50 = 1 h } }, stages = [ { for = 5 s, proxy = web,"
                + " rule = \"delay sleep=30ms\", expect { steady { p50 = 30 ms } } } ]",
            progress);

    StageResult stage = result.stages().get(1);
    assertThat(result.verdict()).as(result.summary()).isEqualTo(Verdict.FAIL);
    assertThat(stage.seen().get(0).measured()).isPositive();
    assertThat(stage.seen().get(0).p50()).isGreaterThan(30);
  }

  @Test
  void leavesOutOfTheReportWhatALoopHasRepeatedVeryOften() {
    ScenarioResult result =
        run(
            "steady { http = URL, every = 1 s }, at-least = 1\n"
                + "stages = [ { times = 1000, stages = [ { name = a, for = 1 s } ] }, { times ="
                + " 300, stages = [ { name = b, for = 1 s, proxy = web, rule = error } ] } ]");

    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    // The baseline, 200 whatever they are, and 200 that have failed.
    assertThat(result.stages()).hasSize(401);
    assertThat(result.stages().get(400).round()).isEqualTo(200);
    assertThat(result.leftOut()).isEqualTo(900);
    assertThat(result.reasons()).hasSize(200);
    // The last one is due at the very end.
    assertThat(result.windows().stream().mapToLong(Window::calls).sum()).isEqualTo(1311);
    assertThatNothingIsLeft();
  }

  @Test
  void injectsTheSameFaultsWithTheSameSeed() {
    String body =
        "steady { http = URL, expect { errors = \"<= 100%\" } }, "
            + "stages = [ { for = 100 s, proxy = web, rule = \"30% error\" } ]";
    ScenarioResult first = run(body);
    try (Galopin again = Galopin.start(42)) {
      Proxy other = again.proxy("web", web.address()).protocol("http").start();
      String url = "http://127.0.0.1:" + other.port() + "/";
      Scenario same =
          Scenario.parse(
              "galopin.scenarios.one {\n" + body.replace("URL", '"' + url + '"') + "\n}", "x");
      ScenarioResult second =
          new ScenarioRun(same.plan(), again, new MovedClock(), Runnable::run, Progress.NONE, "")
              .run();

      assertThat(second.stages().get(1).faults())
          .isEqualTo(first.stages().get(1).faults())
          .isBetween(10L, 60L);
      assertThat(other.journal())
          .extracting(entry -> entry.connection() + "/" + entry.exchange())
          .isEqualTo(
              proxy.journal().stream()
                  .map(entry -> entry.connection() + "/" + entry.exchange())
                  .toList());
    }
  }

  @Test
  void writesItsResultAsJson() {
    ScenarioResult result =
        run(
            "steady { http = URL }\nstages = [ { name = a, for = 10 s, proxy = web,"
                + " rule = \"delay sleep=1ms\" } ]");

    assertThat(result.toJson())
        .contains("\"verdict\" : \"PASS\"", "\"name\" : \"baseline\"", "\"seed\" : 42")
        .contains("\"faults\" : 10");
    assertThat(result.stages().get(1).injected())
        .containsExactly(new Injected("web", "rule delay sleep=1ms", "a", 10, true, true));
    assertThat(result.windows()).hasSize(20);
  }
}
