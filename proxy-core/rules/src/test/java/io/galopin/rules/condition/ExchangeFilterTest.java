package io.galopin.rules.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Attribute;
import io.galopin.api.Options;
import io.galopin.api.Protocol;
import io.galopin.api.ProtocolFactory;
import io.galopin.rules.source.ConfigProblem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeFilterTest {

  private record Speaking(String name) implements ProtocolFactory {
    @Override
    public String description() {
      return "for tests";
    }

    @Override
    public List<Attribute> attributes() {
      return List.of(Attribute.text(name + ".path", Attribute.Moment.REQUEST, "for tests"));
    }

    @Override
    public Protocol create(Options options) {
      throw new IllegalStateException("nobody connects");
    }
  }

  private static final Vocabulary WORDS =
      Vocabulary.ofExchanges(List.of(new Speaking("one"), new Speaking("other")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "one.path=/a",
        "other.path=/a or one.path=/b",
        "connection=1..3",
        "exchange=0",
        "opening",
        "client.address=127.0.0.1",
        ""
      })
  void readsWhatHoldsForExchangesOfAnyProtocol(String text) {
    assertThat(ExchangeFilter.read(text, WORDS)).hasToString(text);
  }

  @Test
  void saysAllThatIsWrong() {
    assertThatThrownBy(() -> ExchangeFilter.read("on.path=/a connection=no", WORDS))
        .isInstanceOf(ConfigProblem.class)
        .hasMessageContaining("when: on.path (expected: one.path? one of one.path, other.path")
        .hasMessageContaining("when.connection: no (expected: ");
    assertThatThrownBy(() -> ExchangeFilter.read("one.path=/a (", WORDS))
        .isInstanceOf(ConfigProblem.class);
  }
}
