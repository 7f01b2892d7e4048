package io.galopin.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Option;
import io.galopin.api.Options;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pf4j.Extension;

class PluginRulesTest {

  /** A correct plugin, except for what a test changes. */
  @Extension
  public static final class Plugin implements BehaviorFactory {

    private final String name;
    private final String description;
    private final List<Option<?>> options;

    /** As it should be. */
    public Plugin() {
      this("fine", "Does nothing", List.of());
    }

    Plugin(String name, String description, List<Option<?>> options) {
      this.name = name;
      this.description = description;
      this.options = options;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String description() {
      return description;
    }

    @Override
    public List<Option<?>> options() {
      return options;
    }

    @Override
    public Behavior create(Options values) {
      return new Behavior() {};
    }
  }

  @Test
  void acceptWhatTheHostWouldTake() {
    assertThatCode(() -> PluginRules.check(new Plugin())).doesNotThrowAnyException();
  }

  @Test
  void refuseNamesThatUsersCouldNotWrite() {
    refuses(new Plugin("slow_close", "Does nothing", List.of()), "name: slow_close (expected: ");
    refuses(
        new Plugin("fine", "Does nothing", List.of(Option.text("Size", "how large"))),
        "option: Size (expected: ");
  }

  @Test
  void refuseDescriptionsOfSeveralSentences() {
    refuses(
        new Plugin("fine", "Does nothing.", List.of()),
        "description of fine: \"Does nothing.\" (expected: one line without a full stop)");
    refuses(
        new Plugin("fine", "Does nothing", List.of(Option.text("size", " "))),
        "description of option size: \" \" (expected: one line without a full stop)");
  }

  @Test
  void refuseAnOptionThatIsDeclaredTwice() {
    Option<String> size = Option.text("size", "how large");

    refuses(new Plugin("fine", "Does nothing", List.of(size, size)), "option size: declared twice");
  }

  @Test
  void refuseADefaultThatIsOutOfRange() {
    assertThatThrownBy(
            () ->
                PluginRules.check(
                    new Plugin(
                        "fine",
                        "Does nothing",
                        List.of(Option.integer("size", 1, 2, "how large").orElse(3L)))))
        .hasMessageStartingWith("size: 3 (expected: ");
  }

  @Test
  void refuseAClassThatTheHostCannotMake() {
    BehaviorFactory anonymous =
        new BehaviorFactory() {
          @Override
          public String name() {
            return "hidden";
          }

          @Override
          public String description() {
            return "Does nothing";
          }

          @Override
          public Behavior create(Options options) {
            return new Behavior() {};
          }
        };

    assertThatThrownBy(() -> PluginRules.check(anonymous)).hasMessageContaining("@Extension");
  }

  private static void refuses(Plugin plugin, String message) {
    assertThatThrownBy(() -> PluginRules.check(plugin))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith(message);
  }
}
