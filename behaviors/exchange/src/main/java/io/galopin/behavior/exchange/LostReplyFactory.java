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

/**
 * The behavior {@code lost-reply}: the backend carries out the request, but the client never gets
 * the reply. Unlike {@code abort}, which does not wait for the backend to finish, this waits for
 * the reply.
 */
@Extension
public final class LostReplyFactory implements BehaviorFactory {

  private static final Option<Action.End> END =
      Option.choice(
              "end",
              Action.End.class,
              "what the client sees instead: a close, a reset, nothing more, or an end that only"
                  + " TLS has, where Galopin ends it")
          .orElse(Action.End.CLOSE);

  @Override
  public String name() {
    return "lost-reply";
  }

  @Override
  public String description() {
    return "lets the backend carry out the request, reads its reply and throws it away";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(END);
  }

  @Override
  public Behavior create(Options options) {
    return new LostReply(Decision.act(new Action.Lose(options.get(END))));
  }

  private record LostReply(Decision decision) implements Behavior {

    @Override
    public Decision onAfterHandle(Exchange exchange) {
      return decision;
    }
  }
}
