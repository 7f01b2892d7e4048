package io.galopin.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Attribute;
import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Option;
import io.galopin.api.Options;
import io.galopin.api.Protocol;
import io.galopin.api.ProtocolFactory;
import io.galopin.engine.Catalog;
import io.galopin.engine.ProtocolStack;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.galopin.rules.source.ConfigProblem;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Spot;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules at a proxy with two layers below its protocol. */
class LayerRulesTest {

  /** A protocol with two attributes and one option of its failures. */
  private record Speaking(String name, String option) implements ProtocolFactory {
    @Override
    public String description() {
      return "for tests";
    }

    @Override
    public List<Attribute> attributes() {
      return List.of(
          Attribute.text(name + ".who", Attribute.Moment.REQUEST, "for tests"),
          Attribute.text(name + ".reply", Attribute.Moment.REPLY, "for tests"));
    }

    @Override
    public List<Option<?>> failureOptions() {
      return List.of(Option.text(option, "for tests").orElse("none"));
    }

    @Override
    public Protocol create(Options options) {
      throw new IllegalStateException("nobody connects");
    }
  }

  private record Failing(String name) implements BehaviorFactory {
    @Override
    public String description() {
      return "for tests";
    }

    @Override
    public List<Option<?>> optionsFor(ProtocolFactory protocol) {
      return protocol.failureOptions();
    }

    @Override
    public Behavior create(Options options) {
      return new Behavior() {};
    }
  }

  /** The same as a layer that is of use alone. */
  private record Alone(ProtocolFactory same) implements ProtocolFactory {
    @Override
    public String name() {
      return same.name();
    }

    @Override
    public String description() {
      return same.description();
    }

    @Override
    public List<Attribute> attributes() {
      return same.attributes();
    }

    @Override
    public List<Option<?>> failureOptions() {
      return same.failureOptions();
    }

    @Override
    public boolean hasOpening() {
      return true;
    }

    @Override
    public boolean isLayer() {
      return true;
    }

    @Override
    public Protocol create(Options options) {
      return same.create(options);
    }
  }

  private static final ProtocolFactory LINES = new Speaking("lines", "status");
  private static final ProtocolFactory SOURCE = new Speaking("source", "code");
  private static final ProtocolFactory HELLO = new Speaking("hello", "alert");
  private static final Catalog CATALOG =
      Catalog.of(List.of(LINES, SOURCE, HELLO, new Failing("error")));
  private static final ProtocolStack STACK = new ProtocolStack(List.of(SOURCE, HELLO), LINES);

  private static Rule rule(String text) {
    return rule(text, STACK);
  }

  private static Rule rule(String text, ProtocolStack stack) {
    Problems problems = new Problems();
    List<RuleConfig> read =
        RuleText.read(new Spot("rule", Place.COMMAND_LINE), text, 1, problems).stream().toList();
    List<Rule> rules = new RuleAssembly(CATALOG, stack, problems).rules(read).orElse(List.of());
    problems.throwIfAny();
    return rules.get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "when hello.who=joe, hello",
    "when not hello.who=joe, hello",
    "when hello.who=joe or connection=1, hello",
    "when client.address=::1 hello.who=joe, hello",
    "when source.who=a, source",
    "when source.who=a hello.who=joe, hello",
    "when hello.who=joe lines.who=a, ''",
    "when hello.who=joe or lines.who=a, ''",
    "when hello.who=joe exchange=1.., ''",
    "when connection=1, ''",
    "100%, ''",
  })
  void aRuleIsAboutTheHighestLayerThatItNames(String condition, String layer) {
    Rule rule = rule(condition + " error");

    assertThat(rule.layer()).isEqualTo(layer);
    RuleSet rules = new RuleSet(List.of(rule));
    for (String other : List.of("", "source", "hello")) {
      assertThat(rules.asked(other, !other.isEmpty()).isEmpty())
          .as("not asked about '%s'", other)
          .isEqualTo(!other.equals(layer));
    }
  }

  @Test
  void whatALayerSaidInReplyIsKnownWhenTheRequestAboveArrives() {
    RuleSet above = new RuleSet(List.of(rule("when hello.reply=2 lines.who=a error")));
    RuleSet below = new RuleSet(List.of(rule("when hello.reply=2 error")));

    assertThat(above.asked("", false).atRequest()).hasSize(1);
    assertThat(below.asked("hello", true).atReply()).hasSize(1);
  }

  @Test
  void aRuleFailsInTheTermsOfWhatItIsAbout() {
    assertThat(rule("when hello.who=joe error alert=expired").text()).contains("alert=expired");
    assertThat(rule("when hello.who=joe lines.who=a error status=5").text()).contains("status=5");
    assertThatThrownBy(() -> rule("when hello.who=joe error status=5"))
        .isInstanceOf(ConfigProblem.class)
        .hasMessageContaining("status");
    assertThatThrownBy(() -> rule("error alert=expired"))
        .isInstanceOf(ConfigProblem.class)
        .hasMessageContaining("alert");
  }

  private static ProtocolStack alone() {
    return ProtocolStack.of(new Alone(HELLO));
  }

  @ParameterizedTest
  @CsvSource({
    "when hello.who=joe, hello",
    "when not hello.who=joe, hello",
    "when hello.who=joe connection=1, hello",
    "when hello.who=joe exchange=1.., ''",
    "when exchange=1, ''",
    "100%, ''",
  })
  void aLayerThatIsAProtocolHasTurnsAboveIt(String condition, String layer) {
    assertThat(rule(condition + " error", alone()).layer()).isEqualTo(layer);
  }

  @Test
  void turnsAboveALayerHaveNeitherItsOpeningNorItsFailures() {
    assertThat(rule("when hello.who=joe error alert=expired", alone()).text())
        .contains("alert=expired");
    assertThatThrownBy(() -> rule("error alert=expired", alone()))
        .isInstanceOf(ConfigProblem.class)
        .hasMessageContaining("alert");
    assertThatThrownBy(() -> rule("when exchange=0 error", alone()))
        .isInstanceOf(ConfigProblem.class)
        .hasMessageContaining("exchange");
    assertThatThrownBy(() -> rule("when opening error", alone()))
        .isInstanceOf(ConfigProblem.class)
        .hasMessageContaining("hello.who");
  }

  @Test
  void withoutTheLayerItsAttributesAreUnknown() {
    assertThatThrownBy(() -> rule("when hello.who=joe error", ProtocolStack.of(LINES)))
        .hasMessageContaining("hello.who")
        .hasMessageContaining("it needs protocol hello");
    assertThatThrownBy(() -> ProtocolStack.of(LINES).at("hello"))
        .hasMessage("layer: hello (expected: a layer of the proxy: it has none)");
  }
}
