package io.galopin.behavior.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Action;
import io.galopin.api.Behavior;
import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.api.Protocol;
import io.galopin.api.ProtocolFactory;
import io.galopin.testkit.TestConnection;
import io.galopin.testkit.TestExchange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoticeFactoryTest {

  private final NoticeFactory factory = new NoticeFactory();
  private final TestExchange exchange = new TestConnection(1).nextExchange();

  private record Silent(String name) implements ProtocolFactory {
    @Override
    public String description() {
      return "says nothing unasked";
    }

    @Override
    public Protocol create(Options options) {
      throw new UnsupportedOperationException("nobody speaks it");
    }
  }

  private Behavior behavior(ProtocolFactory protocol, Map<String, Object> given) {
    return factory.create(Options.of(factory.optionsFor(protocol), given));
  }

  private Action.Notice notice(Map<String, Object> given) {
    return (Action.Notice) behavior(new Wordy(), given).onBeforeHandle(exchange).action();
  }

  @Test
  void hasANoticeSentAfterTheReply() {
    Action.Notice given = notice(Map.of("notice", "full", "after", "5 s", "reason", "x"));

    assertThat(given.notice().name()).isEqualTo("full");
    assertThat(given.after()).isEqualTo(Duration.ofSeconds(5));
    assertThat(given.notice().options().get(Wordy.REASON)).isEqualTo("x");
    assertThat(given.notice().options().declared()).extracting(Option::name).contains("reason");
    assertThat(notice(Map.of("notice", "restarting")).after()).isZero();
  }

  @Test
  void knowsTheNoticesOfTheProtocol() {
    assertThatThrownBy(() -> notice(Map.of("notice", "empty")))
        .isInstanceOf(OptionException.class)
        .hasMessage("notice: empty (expected: one of restarting, full)");
    assertThatThrownBy(() -> notice(Map.of()))
        .hasMessage(
            "notice: missing (expected: one of the protocol's notices; not every protocol has"
                + " them)");
  }

  @Test
  void refusesAnOptionThatOnlyFailuresHave() {
    assertThatThrownBy(() -> notice(Map.of("notice", "full", "code", 3)))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith("code: ")
        .hasMessageContaining("notice, after, reason");
  }

  @Test
  void saysThatAProtocolHasNone() {
    assertThatThrownBy(() -> behavior(new Silent("silent"), Map.of("notice", "full")))
        .hasMessage("notice: full (expected: nothing, as protocol silent has no notices)");
  }

  @Test
  void hasNothingElseThanTheNoticeWithoutAProtocol() {
    assertThat(List.copyOf(factory.options()))
        .extracting(Option::name)
        .containsExactly("notice", "after");
  }
}
