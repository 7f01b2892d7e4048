package io.galopin.behavior.exchange;

import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Option;
import io.galopin.api.Options;
import io.galopin.api.ProtocolFactory;
import java.util.List;
import org.pf4j.Extension;

/** The behavior {@code error}: gives the client an error in the protocol's terms. */
@Extension
public final class ErrorFactory implements BehaviorFactory {

  @Override
  public String name() {
    return "error";
  }

  @Override
  public String description() {
    return "replies with an error in the protocol's terms; the request does not reach the backend";
  }

  @Override
  public List<Option<?>> options() {
    return FaultyReplies.OPTIONS;
  }

  @Override
  public List<Option<?>> optionsFor(ProtocolFactory protocol) {
    return FailureChoice.options(options(), protocol);
  }

  @Override
  public Behavior create(Options options) {
    return new FaultyReplies(
        name(), options, FailureChoice.read(options, options()), Long.MAX_VALUE);
  }
}
