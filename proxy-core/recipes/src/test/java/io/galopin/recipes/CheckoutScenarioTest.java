package io.galopin.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.galopin.client.Proxy;
import io.galopin.embed.Galopin;
import io.galopin.recipes.Checkout.Flaw;
import io.galopin.scenario.Scenario;
import io.galopin.scenario.report.ScenarioReport;
import io.galopin.scenario.result.Sample;
import io.galopin.scenario.result.ScenarioResult;
import io.galopin.scenario.result.StageResult;
import io.galopin.scenario.result.Verdict;
import io.galopin.scenario.result.Window;
import io.galopin.scenario.run.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A scenario of six stages against a service with a PostgreSQL and a Redis. */
class CheckoutScenarioTest {

  private static final Path FILE = Path.of("src/test/resources/checkout.conf");
  private static final long SLACK = Duration.ofMillis(400).toNanos();

  /** Of a histogram with three digits. */
  private static final double PRECISION = 0.001;

  private static Redis redis;

  private final List<Sample> probed = new ArrayList<>();

  @BeforeAll
  static void start() {
    redis = Redis.alone();
  }

  @AfterAll
  static void stop() throws IOException {
    redis.close();
  }

  @BeforeEach
  void createTables() throws SQLException {
    Postgres.execute("DROP TABLE IF EXISTS prices, orders");
    Postgres.execute("CREATE TABLE prices (cents int)");
    Postgres.execute("INSERT INTO prices VALUES (450)");
    Postgres.execute("CREATE TABLE orders (cents int)");
  }

  /** What a run has shown, and what those have seen who took part. */
  private record Seen(ScenarioResult result, long start, List<Load.Call> load, long retries) {}

  private Seen run(Flaw flaw) throws Exception {
    try (Galopin galopin = Galopin.start(7)) {
      Proxy db = galopin.proxy("db", "localhost:" + Postgres.port()).protocol("postgres").start();
      Proxy cache = galopin.proxy("cache", "127.0.0.1:" + redis.port()).protocol("redis").start();
      URI redisUri = URI.create("redis://" + cache.host() + ":" + cache.port());
      try (Checkout checkout = new Checkout(flaw, redisUri, Postgres.url(db.host(), db.port()))) {
        String service = "127.0.0.1:" + checkout.port();
        Proxy web = galopin.proxy("web", service).protocol("http").start();
        Load load = new Load(URI.create("http://127.0.0.1:" + web.port() + "/checkout"));
        String text = Files.readString(FILE).replace("SERVICE", service);
        load.warmUp();
        long[] start = {System.nanoTime()};
        ScenarioResult result =
            Scenario.parse(text, FILE.toString()).run(galopin, progress(load, start));
        return new Seen(result, start[0], load.log(), checkout.retries());
      }
    }
  }

  /** Lets the load begin and end inside the run, so that its whole log belongs to it. */
  private Progress progress(Load load, long[] start) {
    return new Progress() {
      @Override
      public void began(String stage, List<String> injected, Duration longest) {
        if (stage.equals(ScenarioResult.BASELINE)) {
          start[0] = System.nanoTime();
          load.start();
        }
      }

      @Override
      public void passed(List<Left> stages, List<Window> recent) {
        for (Left left : stages) {
          if (left.stage().equals("recovery") && left.left().toMillis() < 700) {
            load.stop();
          }
        }
      }

      @Override
      public void seen(Sample sample) {
        probed.add(sample);
      }
    };
  }

  @Test
  void passesWhereTheServiceSurvives() throws Exception {
    Seen seen = run(Flaw.NONE);

    assertThat(seen.result().verdict()).as(seen.result().summary()).isEqualTo(Verdict.PASS);
    assertThat(seen.result().stages())
        .extracting(StageResult::name)
        .containsExactly(
            "baseline",
            "slow-writes",
            "no-cache",
            "refused-writes",
            "cache-comes-and-goes",
            "slower-database",
            "recovery");
    assertThat(seen.load()).extracting(Load.Call::status).containsOnly(200);
    assertThat(stage(seen, "refused-writes").faults()).isEqualTo(seen.retries()).isPositive();
    assertThatNumbersAreThoseOf(seen);
  }

  @Test
  void failsWhereTheServiceNeedsItsCache() throws Exception {
    Seen seen = run(Flaw.NEEDS_CACHE);

    assertThat(seen.result().verdict()).as(seen.result().summary()).isEqualTo(Verdict.FAIL);
    assertThat(seen.result().reasons())
        .anySatisfy(
            reason -> assertThat(reason).startsWith("no-cache: service: errors <= 0%, seen"));
    assertThat(stage(seen, "recovery").verdict()).isEqualTo(Verdict.PASS);
    ScenarioReport report = new ScenarioReport(Path.of("target/checkout"));
    report.prepare();
    report.write(seen.result());
    assertThat(report.page()).content().contains("no-cache", "✗ FAIL");
    assertThat(seen.load()).extracting(Load.Call::status).containsOnly(200, 503);
    assertThatNumbersAreThoseOf(seen);
  }

  @Test
  void isInconclusiveWhereWritesAreNeverSent() throws Exception {
    Seen seen = run(Flaw.PLACES_NO_ORDER);

    assertThat(seen.result().verdict()).as(seen.result().summary()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(seen.result().stages())
        .filteredOn(stage -> stage.verdict() == Verdict.INCONCLUSIVE)
        .extracting(StageResult::name)
        .containsExactly("slow-writes", "refused-writes");
    assertThat(Postgres.rows("SELECT cents FROM orders")).isEmpty();
    assertThatNumbersAreThoseOf(seen);
  }

  private static StageResult stage(Seen seen, String name) {
    return seen.result().stages().stream()
        .filter(stage -> stage.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void assertThatNumbersAreThoseOf(Seen seen) {
    ScenarioResult result = seen.result();
    List<Window> load = result.windows().stream().filter(is("load")).toList();
    assertThat(load.stream().mapToLong(Window::calls).sum()).isEqualTo(seen.load().size());
    assertThat(load.stream().mapToLong(Window::errors).sum())
        .isEqualTo(seen.load().stream().filter(call -> call.status() != 200).count());
    assertThat(load.stream().mapToDouble(Window::max).max().orElse(0))
        .isPositive()
        .isLessThan(longest(seen) * (1 + PRECISION));
    for (StageResult stage : result.stages()) {
      Window counted = stage.seen().stream().filter(is("load")).findFirst().orElseThrow();
      assertThat(counted.calls())
          .as("%s: calls of the load", stage.name())
          .isBetween(
              calls(seen, counted.from() + SLACK, counted.to() - SLACK),
              calls(seen, counted.from() - SLACK, counted.to() + SLACK));
      stage.seen().stream().filter(is("service")).forEach(this::assertThatItIsExact);
    }
    result.windows().stream().filter(is("service")).forEach(this::assertThatItIsExact);
  }

  /** Returns the longest latency that the load has seen, in milliseconds. */
  private static double longest(Seen seen) {
    return seen.load().stream()
        .mapToDouble(call -> (call.answered() - call.sent()) / 1e6)
        .max()
        .orElse(0);
  }

  private static Predicate<Window> is(String probe) {
    return window -> window.probe().equals(probe);
  }

  private static long calls(Seen seen, long from, long to) {
    return seen.load().stream()
        .mapToLong(call -> call.answered() - seen.start())
        .filter(answered -> answered >= from && answered < to)
        .count();
  }

  /** Compares a window with the probe's calls one by one. */
  private void assertThatItIsExact(Window window) {
    List<Sample> calls =
        probed.stream()
            .filter(sample -> sample.probe().equals(window.probe()))
            .filter(sample -> sample.due() >= window.from() && sample.due() < window.to())
            .toList();
    List<Sample> answered = calls.stream().filter(call -> call.error().isEmpty()).toList();
    assertThat(window.calls()).isEqualTo(calls.size());
    assertThat(window.errors()).isEqualTo(calls.size() - answered.size());
    assertThat(window.measured()).isEqualTo(answered.size());
    List<Double> sorted = answered.stream().map(call -> call.latency() / 1e6).sorted().toList();
    if (!sorted.isEmpty()) {
      assertThatItIsExact(window, sorted, 50, Window::p50);
      assertThatItIsExact(window, sorted, 75, Window::p75);
      assertThatItIsExact(window, sorted, 90, Window::p90);
      assertThatItIsExact(window, sorted, 95, Window::p95);
      assertThatItIsExact(window, sorted, 99, Window::p99);
      assertThatItIsExact(window, sorted, 99.9, Window::p999);
      assertThatItIsExact(window, sorted, 100, Window::max);
    }
  }

  private static void assertThatItIsExact(
      Window window, List<Double> sorted, double percentile, ToDoubleFunction<Window> shown) {
    int rank = (int) Math.ceil(percentile / 100 * sorted.size());
    double exact = sorted.get(Math.max(1, rank) - 1);
    assertThat(shown.applyAsDouble(window))
        .as("p%s of %s from %s", percentile, window.probe(), window.from())
        .isCloseTo(exact, within(exact * PRECISION));
  }
}
