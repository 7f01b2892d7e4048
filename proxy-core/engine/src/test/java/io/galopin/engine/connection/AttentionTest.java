package io.galopin.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.exchange.ExchangeOwner;
import io.galopin.engine.rule.Identities;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.trace.ExchangeListeners;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AttentionTest {

  private static final ExchangeOwner WITHOUT_RULES =
      new ExchangeOwner() {
        @Override
        public RuleSet rules() {
          return RuleSet.none();
        }

        @Override
        public @Nullable Identities identities() {
          return null;
        }

        @Override
        public void exchange() {}

        @Override
        public ExchangeListeners listeners() {
          return new ExchangeListeners();
        }

        @Override
        public void beginsWithTls(long nanoTime) {}

        @Override
        public void encrypted(String wayOut) {}
      };

  @Test
  void watchesWhereTheProtocolDoesNotLetBytesPassUnseen() {
    Attention attention = new Attention(WITHOUT_RULES, false, () -> false, () -> true);
    attention.turn();
    assertThat(attention.watching()).isTrue();
  }

  @Test
  void doesNotWatchWithoutRules() {
    Attention attention = new Attention(WITHOUT_RULES, true, () -> false, () -> false);
    attention.turn();
    assertThat(attention.watching()).isFalse();
  }

  @Test
  void watchesWhileSomebodyListensAndUntilNothingIsLeft() {
    AtomicBoolean traced = new AtomicBoolean(true);
    AtomicBoolean atRest = new AtomicBoolean();
    Attention attention = new Attention(WITHOUT_RULES, true, traced::get, atRest::get);
    attention.turn();
    assertThat(attention.watching()).isTrue();
    traced.set(false);
    attention.turn();
    assertThat(attention.watching()).isTrue();
    atRest.set(true);
    attention.turn();
    assertThat(attention.watching()).isFalse();
  }

  @Test
  void askingChangesNothing() {
    Attention attention = new Attention(WITHOUT_RULES, false, () -> false, () -> true);
    assertThat(attention.watching()).isTrue();
    assertThat(attention.watching()).isTrue();
  }
}
