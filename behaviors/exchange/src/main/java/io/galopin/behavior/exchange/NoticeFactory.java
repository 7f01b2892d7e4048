package io.galopin.behavior.exchange;

import io.galopin.api.Action;
import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.api.ProtocolFactory;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pf4j.Extension;

/**
 * The behavior {@code notice}: some time after a reply, the client gets a message that it has not
 * asked for. The protocol defines which there are, and whether the connection ends after it.
 */
@Extension
public final class NoticeFactory implements BehaviorFactory {

  private static final String NOTICE = "notice";
  private static final String WHAT_FOR = "which of the protocol's notices the client gets";

  /** The option as it is without a protocol. */
  private static final Option<String> ANY = Option.text(NOTICE, WHAT_FOR);

  private static final Option<Duration> AFTER =
      Option.duration(
              "after",
              ChronoUnit.SECONDS,
              Duration.ZERO,
              Duration.ofDays(1),
              "how long after the end of the reply")
          .orElse(Duration.ZERO);

  @Override
  public String name() {
    return NOTICE;
  }

  @Override
  public String description() {
    return "sends the client a message that it has not asked for, some time after a reply";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(ANY, AFTER);
  }

  @Override
  public List<Option<?>> optionsFor(ProtocolFactory protocol) {
    List<String> names = protocol.notices().stream().map(Failure.Kind::name).toList();
    if (names.isEmpty()) {
      String none = "nothing, as protocol " + protocol.name() + " has no notices";
      return List.of(ANY.checkedBy(notice -> Optional.of(none)), AFTER);
    }
    List<Option<?>> options = new ArrayList<>();
    options.add(Option.word(NOTICE, names, WHAT_FOR));
    options.add(AFTER);
    protocol.noticeOptions().stream()
        .filter(option -> options.stream().noneMatch(own -> own.name().equals(option.name())))
        .forEach(options::add);
    return List.copyOf(options);
  }

  @Override
  public Behavior create(Options options) {
    if (options.find(ANY).isEmpty()) {
      throw new OptionException(
          NOTICE, "missing", "one of the protocol's notices; not every protocol has them");
    }
    Failure notice = FailureChoice.read(options, ANY, List.of(AFTER));
    return new Notice(Decision.act(new Action.Notice(notice, options.get(AFTER))));
  }

  private record Notice(Decision decision) implements Behavior {

    @Override
    public Decision onBeforeHandle(Exchange exchange) {
      return decision;
    }
  }
}
