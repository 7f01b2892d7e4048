package io.galopin.behavior.exchange;

import io.galopin.api.Action;
import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Option;
import io.galopin.api.Options;
import java.util.List;
import org.pf4j.Extension;

/** The behavior {@code corrupt}: flips bits in the reply's body and keeps its length. */
@Extension
public final class CorruptFactory implements BehaviorFactory {

  private static final Option<Long> EVERY =
      Option.size("every", 1, 1L << 30, "one bit is flipped in every stretch of this many bytes")
          .orElse(1024L);

  @Override
  public String name() {
    return "corrupt";
  }

  @Override
  public String description() {
    return "flips bits in the body of the reply, at positions that follow from the seed";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(EVERY);
  }

  @Override
  public Behavior create(Options options) {
    return new Corrupt(Decision.act(new Action.Corrupt(Math.toIntExact(options.get(EVERY)))));
  }

  private record Corrupt(Decision decision) implements Behavior {

    @Override
    public Decision onAfterHandle(Exchange exchange) {
      return decision;
    }
  }
}
