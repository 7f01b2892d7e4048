package io.galopin.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Behavior;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Trigger;
import io.galopin.engine.rule.Made;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleKey;
import io.galopin.engine.rule.Tally;
import io.galopin.rules.RuleConfig;
import io.galopin.rules.RuleText;
import io.galopin.rules.condition.Expectations;
import io.galopin.rules.condition.Vocabulary;
import io.galopin.rules.condition.When;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.PluginConfig;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Spot;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Tests with random rules of all kinds that each is the same after writing and reading. */
class RuleRoundTripTest {

  private static final Vocabulary KNOWN = Vocabulary.ofExchanges(new AskedProtocol());
  private static final String SIGNS = "ab/*?|\\\"() =~!%:.ä";
  private static final int EACH = 500;

  @RepeatedTest(10)
  void readsBackWhatItWrites(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    for (int round = 0; round < EACH; round++) {
      Condition when = random.nextInt(5) == 0 ? Condition.always() : condition(random, 3);
      RuleConfig rule = rule(random);
      Options options = Options.of(new AskedProtocol().failureOptions(), options(random));
      String text = written(rule, when, options);
      Problems problems = new Problems();

      RuleConfig read =
          RuleText.read(new Spot("rule", Place.COMMAND_LINE), text, 7, problems).orElseThrow();
      Optional<Condition> readWhen = read.when().resolve(KNOWN, problems);
      problems.throwIfAny();

      assertThat(readWhen).as(text).hasToString("Optional[" + when + "]");
      assertThat(read.name()).as(text).isEqualTo(rule.name());
      assertThat(read.trigger()).as(text).isEqualTo(rule.trigger());
      assertThat(read.weight()).as(text).isEqualByComparingTo(rule.weight());
      assertThat(read.continues()).as(text).isEqualTo(rule.continues());
      assertThat(written(read, readWhen.orElseThrow(), options(read))).isEqualTo(text);
    }
  }

  private static String written(RuleConfig rule, Condition when, Options options) {
    Made<Behavior> error = new Made<>("error", options, new Behavior() {});
    return new Rule(
            rule.name(),
            rule.named(),
            RuleKey.ofName(rule.name()),
            when,
            rule.trigger(),
            Mix.of(Map.of("error", rule.weight()), Map.of("error", error)),
            rule.continues(),
            rule.enabled(),
            new Tally())
        .text();
  }

  private static Options options(RuleConfig rule) {
    Map<String, String> texts = new HashMap<>();
    rule.behavior().options().forEach((name, setting) -> texts.put(name, setting.text()));
    return Options.of(new AskedProtocol().failureOptions(), texts);
  }

  private static Map<String, String> options(Random random) {
    return random.nextBoolean()
        ? Map.of()
        : Map.of("status", String.valueOf(400 + random.nextInt(200)), "body", text(random));
  }

  private static RuleConfig rule(Random random) {
    boolean named = random.nextBoolean();
    return new RuleConfig(
        "rule",
        Place.COMMAND_LINE,
        named ? "name-" + random.nextInt(9) : "rule-7",
        named,
        When.ALWAYS,
        trigger(random),
        BigDecimal.valueOf(1 + random.nextInt(10_000), 2),
        new PluginConfig("rule", "error", Place.COMMAND_LINE, Map.of()),
        random.nextBoolean(),
        true);
  }

  private static Trigger trigger(Random random) {
    long first = 1 + random.nextLong(3);
    Duration after = Duration.ofMillis(random.nextLong(3) * 1500);
    boolean periodic = random.nextInt(3) == 0;
    return new Trigger(
        first,
        random.nextBoolean() ? Long.MAX_VALUE : first + random.nextLong(3),
        1 + random.nextInt(2),
        after,
        random.nextInt(3) == 0 ? after.plusMillis(1 + random.nextInt(100_000)) : null,
        periodic ? Duration.ofSeconds(60 + random.nextInt(2)) : null,
        periodic ? Duration.ofMillis(1 + random.nextInt(59_000)) : null,
        random.nextBoolean());
  }

  private static Condition condition(Random random, int depth) {
    switch (random.nextInt(depth == 0 ? 3 : 6)) {
      case 0, 1 -> {
        return test(random);
      }
      case 2 -> {
        return Condition.has(KNOWN.term("http.header.X-" + random.nextInt(3)));
      }
      case 3 -> {
        return Condition.not(condition(random, depth - 1));
      }
      case 4 -> {
        return Condition.any(several(random, depth - 1));
      }
      default -> {
        return all(random, depth - 1);
      }
    }
  }

  private static Condition all(Random random, int depth) {
    try {
      return Condition.all(several(random, depth));
    } catch (OptionException excludeEachOther) {
      return test(random);
    }
  }

  private static List<Condition> several(Random random, int depth) {
    List<Condition> conditions = new ArrayList<>();
    for (int i = 2 + random.nextInt(2); i > 0; i--) {
      conditions.add(condition(random, depth));
    }
    return conditions;
  }

  private static Condition test(Random random) {
    return switch (random.nextInt(5)) {
      case 0 ->
          Expectations.test(KNOWN.term("http.status"), "=", "500..5" + random.nextInt(100) + "9");
      case 1 -> Expectations.test(KNOWN.term("client.address"), "=", "10.0.0.0/8|::1");
      case 2 -> Expectations.test(KNOWN.term("http.path"), "~", "^(a \\\"|\\d\\\\)$");
      case 3 ->
          Expectations.test(
              KNOWN.term("http.bytes"), "=", "0x1603|" + text(random).replace("0", ""));
      default -> Expectations.test(KNOWN.term("http.header.X-A"), "=", text(random));
    };
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(7); i > 0; i--) {
      text.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
    }
    return text.toString();
  }
}
