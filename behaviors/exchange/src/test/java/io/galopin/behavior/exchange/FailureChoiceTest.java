package io.galopin.behavior.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Action;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Failure;
import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.testkit.TestConnection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class FailureChoiceTest {

  static final List<BehaviorFactory> FACTORIES =
      List.of(new ErrorFactory(), new TransientFactory());

  @ParameterizedTest
  @FieldSource("FACTORIES")
  void addsTheOptionsOfTheProtocolBehindItsOwn(BehaviorFactory factory) {
    List<Option<?>> options = factory.optionsFor(new Wordy());

    assertThat(options).startsWith(factory.options().toArray(Option<?>[]::new));
    assertThat(options.subList(factory.options().size(), options.size()))
        .extracting(Option::name)
        .containsExactly("failure", "code");
  }

  @ParameterizedTest
  @FieldSource("FACTORIES")
  void failsAsItIsToldInTheProtocolsWords(BehaviorFactory factory) {
    Failure failure = failure(factory, Map.of("failure", "busy", "code", 7));

    assertThat(failure.name()).isEqualTo("busy");
    assertThat(failure.options().find(Wordy.CODE)).contains(7L);
    assertThat(failure.options().declared()).containsExactly(Wordy.CODE);
  }

  @ParameterizedTest
  @FieldSource("FACTORIES")
  void failsWithTheOrdinaryErrorUnlessToldOtherwise(BehaviorFactory factory) {
    Failure failure = failure(factory, Map.of());

    assertThat(failure.name()).isEqualTo(Failure.Kind.ERROR);
    assertThat(failure.options().given()).isEmpty();
  }

  @Test
  void refusesAFailureThatTheProtocolDoesNotHave() {
    assertThatThrownBy(() -> failure(new ErrorFactory(), Map.of("failure", "gone")))
        .isInstanceOf(OptionException.class)
        .hasMessage("failure: gone (expected: one of error, busy)");
  }

  private static Failure failure(BehaviorFactory factory, Map<String, Object> given) {
    Options options = Options.of(factory.optionsFor(new Wordy()), given);
    Action action =
        factory.create(options).onBeforeHandle(new TestConnection(1).nextExchange()).action();
    assertThat(action).isInstanceOf(Action.Fail.class);
    return ((Action.Fail) action).failure();
  }
}
