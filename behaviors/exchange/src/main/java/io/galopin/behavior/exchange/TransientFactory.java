package io.galopin.behavior.exchange;

import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Option;
import io.galopin.api.Options;
import io.galopin.api.ProtocolFactory;
import java.util.List;
import java.util.stream.Stream;
import org.pf4j.Extension;

/**
 * The behavior {@code transient}: acts like {@code error} on the first exchanges, then lets all
 * pass.
 */
@Extension
public final class TransientFactory implements BehaviorFactory {

  private static final Option<Long> AGITATE =
      Option.integer("agitate", 0, Long.MAX_VALUE, "how many exchanges fail before the rest pass")
          .orElse(1L);

  private static final List<Option<?>> OPTIONS =
      Stream.concat(Stream.of(AGITATE), FaultyReplies.OPTIONS.stream()).toList();

  @Override
  public String name() {
    return "transient";
  }

  @Override
  public String description() {
    return "fails the first exchanges as error does, then lets the rest pass";
  }

  @Override
  public List<Option<?>> options() {
    return OPTIONS;
  }

  @Override
  public List<Option<?>> optionsFor(ProtocolFactory protocol) {
    return FailureChoice.options(options(), protocol);
  }

  @Override
  public Behavior create(Options options) {
    return new FaultyReplies(
        name(), options, FailureChoice.read(options, options()), options.get(AGITATE));
  }
}
