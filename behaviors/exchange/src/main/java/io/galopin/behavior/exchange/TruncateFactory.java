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

/** The behavior {@code truncate}: ends the connection in the middle of the reply's body. */
@Extension
public final class TruncateFactory implements BehaviorFactory {

  private static final Option<Long> BYTES =
      Option.size(
              "bytes",
              0,
              Long.MAX_VALUE,
              "how much of the body the client gets; a body up to this length passes")
          .orElse(0L);

  private static final Option<Action.End> END =
      Option.choice(
              "end",
              Action.End.class,
              "how the connection ends: FIN, RST, not at all, or in a way that only TLS has, where"
                  + " Galopin ends it")
          .orElse(Action.End.CLOSE);

  @Override
  public String name() {
    return "truncate";
  }

  @Override
  public String description() {
    return "ends the reply after a number of bytes of its body";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(BYTES, END);
  }

  @Override
  public Behavior create(Options options) {
    return new Truncate(Decision.act(new Action.Truncate(options.get(BYTES), options.get(END))));
  }

  private record Truncate(Decision decision) implements Behavior {

    @Override
    public Decision onAfterHandle(Exchange exchange) {
      return decision;
    }
  }
}
