package io.galopin.behavior.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Action;
import io.galopin.api.Attribute;
import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.api.Protocol;
import io.galopin.api.ProtocolFactory;
import io.galopin.testkit.TestConnection;
import io.galopin.testkit.TestExchange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplaceFactoryTest {

  private final ReplaceFactory factory = new ReplaceFactory();
  private final TestExchange exchange = new TestConnection(1).nextExchange();

  @Test
  void replacesInTheRequestAndInTheReply() {
    Behavior replace = replace(new Wordy(), "wordy.noun=cat; wordy.note.x=; wordy.note.y=");
    Decision rewrite =
        Decision.act(
            new Action.Rewrite(
                Map.of("wordy.noun", "cat", "wordy.note.x", "", "wordy.note.y", "")));

    assertThat(replace.onBeforeHandle(exchange)).isEqualTo(rewrite);
    assertThat(replace.onBetweenHandle(exchange)).isEqualTo(Decision.pass());
    assertThat(replace.onAfterHandle(exchange.withReply("200"))).isEqualTo(rewrite);
  }

  @ParameterizedTest
  @CsvSource({
    "wordy.verb=go, 'set: wordy.verb=go (expected: attribute=value pairs separated by semicolons,"
        + " of wordy.noun, wordy.note.NAME)'",
    "wordy.note.z=a, 'set: wordy.note.z=a (expected: for wordy.note.z no note called z)'",
    "'', set: missing (expected: attribute=value pairs separated by semicolons)"
  })
  void refusesWhatTheProtocolCannotChange(String set, String sentence) {
    assertThatThrownBy(() -> replace(new Wordy(), set))
        .isInstanceOf(OptionException.class)
        .hasMessage(sentence);
  }

  @Test
  void refusesAnythingWhereTheProtocolChangesNothing() {
    assertThatThrownBy(() -> replace(new Mute(), "a=b"))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "set: a=b (expected: nothing, as protocol mute has no attribute that can be changed)");
  }

  private Behavior replace(ProtocolFactory protocol, String set) {
    return factory.create(Options.of(factory.optionsFor(protocol), Map.of("set", set)));
  }

  /** A protocol without writable attributes. */
  private static final class Mute implements ProtocolFactory {

    @Override
    public String name() {
      return "mute";
    }

    @Override
    public String description() {
      return "says nothing";
    }

    @Override
    public List<Attribute> attributes() {
      return List.of(Attribute.word("mute.verb", Attribute.Moment.REQUEST, "a verb"));
    }

    @Override
    public Protocol create(Options options) {
      throw new UnsupportedOperationException("nobody speaks it");
    }
  }
}
