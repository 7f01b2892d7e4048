package io.galopin.behavior.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Action;
import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.testkit.TestConnection;
import io.galopin.testkit.TestExchange;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TruncateFactoryTest {

  private final TestExchange exchange = new TestConnection(1).nextExchange();

  @Test
  void endsTheReplyWhenItHasCome() {
    assertThat(atReply(Map.of())).isEqualTo(Decision.act(new Action.Truncate(0, Action.End.CLOSE)));
    assertThat(atReply(Map.of("bytes", "1 KiB", "end", "reset")))
        .isEqualTo(Decision.act(new Action.Truncate(1024, Action.End.RESET)));
  }

  @Test
  void letsTheRequestPass() {
    Behavior behavior = behavior(Map.of());

    assertThat(behavior.onBeforeHandle(exchange)).isEqualTo(Decision.pass());
    assertThat(behavior.onBetweenHandle(exchange)).isEqualTo(Decision.pass());
  }

  @Test
  void refusesWhatItCannotDo() {
    assertThatThrownBy(() -> behavior(Map.of("end", "fin")))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "end: fin (expected: one of close, reset, silence,"
                + " unannounced, half-record, half-record-reset, bad-record)");
  }

  private Decision atReply(Map<String, Object> given) {
    return behavior(given).onAfterHandle(exchange.withReply("200"));
  }

  private static Behavior behavior(Map<String, Object> given) {
    TruncateFactory factory = new TruncateFactory();
    return factory.create(Options.of(factory.options(), given));
  }
}
