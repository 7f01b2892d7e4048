package io.galopin.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ActionTest {

  private static final List<Action> ALL =
      List.of(
          new Action.Pass(),
          new Action.Fail(Failure.ERROR),
          new Action.Babble(1),
          new Action.Close(),
          new Action.Reset(),
          new Action.Hang(),
          new Action.Rewrite(Map.of()),
          new Action.Notice(Failure.ERROR, Duration.ZERO),
          new Action.Handshake(HandshakeChange.NONE),
          new Action.Insert(1),
          new Action.Lose(Action.End.CLOSE),
          new Action.Throttle(1),
          new Action.Truncate(1, Action.End.CLOSE),
          new Action.Corrupt(1));

  @Test
  void eachKindIsOneRecord() {
    assertThat(ALL).extracting(Action::kind).containsExactly(Action.Kind.values());
    assertThat(ALL)
        .allSatisfy(
            action ->
                assertThat(action.kind().name().toLowerCase(Locale.ROOT))
                    .isEqualTo(action.getClass().getSimpleName().toLowerCase(Locale.ROOT)));
    assertThat(ALL.stream().map(Action::getClass).toList())
        .isEqualTo(records(Action.class).toList());
  }

  private static Stream<Class<?>> records(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .flatMap(type -> type.isInterface() ? records(type) : Stream.of(type));
  }
}
