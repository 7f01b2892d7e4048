package io.galopin.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Option;
import io.galopin.api.Options;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.pf4j.Extension;

class BehaviorContractTest {

  /** Does before the request what a test asks for. */
  @Extension
  public static final class Plugin implements BehaviorFactory {

    static final Option<Long> COUNT = Option.integer("count", 0, 100, "how many").orElse(1L);

    private final Function<Exchange, Decision> before;
    private final Runnable creation;

    /** Fails one exchange in five. */
    public Plugin() {
      this(
          exchange -> exchange.draw("fail") < 0.2 ? Decision.fail(Failure.ERROR) : Decision.pass());
    }

    Plugin(Function<Exchange, Decision> before) {
      this(before, () -> {});
    }

    Plugin(Function<Exchange, Decision> before, Runnable creation) {
      this.before = before;
      this.creation = creation;
    }

    @Override
    public String name() {
      return "fine";
    }

    @Override
    public String description() {
      return "fails one exchange in five";
    }

    @Override
    public List<Option<?>> options() {
      return List.of(COUNT);
    }

    @Override
    public Behavior create(Options options) {
      creation.run();
      return new Behavior() {
        @Override
        public Decision onBeforeHandle(Exchange exchange) {
          return before.apply(exchange);
        }
      };
    }
  }

  @Test
  void acceptsWhatFollowsFromTheSeed() {
    assertThatCode(() -> BehaviorContract.check(new Plugin())).doesNotThrowAnyException();
  }

  @Test
  void refusesChanceOfItsOwn() {
    refuses(
        new Plugin(
            exchange ->
                Decision.delay(Duration.ofNanos(ThreadLocalRandom.current().nextLong(1L << 40)))),
        "with the same seed");
  }

  @Test
  void refusesSleep() {
    refuses(
        new Plugin(
            exchange -> {
              try {
                Thread.sleep(1);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return Decision.pass();
            }),
        "fine: the calling thread waited 150 times (expected: never)");
  }

  @Test
  void refusesHooksThatDecideNothing() {
    refuses(
        new Plugin(
            exchange -> {
              throw new IllegalStateException("not today");
            }),
        "connection 1, exchange 1, before: the hook throws");
  }

  @Test
  void refusesErrorsOfHooksAndOfTheirMaker() {
    refuses(
        new Plugin(
            exchange -> {
              throw new StackOverflowError();
            }),
        "connection 1, exchange 1, before: the hook throws");
    refuses(
        new Plugin(
            exchange -> Decision.pass(),
            () -> {
              throw new NoClassDefFoundError("third/party/Gone");
            }),
        "fine with its defaults: create throws (expected: an OptionException)");
  }

  @Test
  void refusesDefaultsThatAreNotTaken() {
    refuses(
        new Plugin(
            exchange -> Decision.pass(),
            () -> {
              throw new IllegalArgumentException("no");
            }),
        "fine with its defaults: create throws (expected: an OptionException)");
  }

  private static void refuses(BehaviorFactory factory, String sentence) {
    assertThatThrownBy(() -> BehaviorContract.check(factory, Map.of()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(sentence);
  }
}
