package io.galopin.behavior.exchange;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.testkit.TestConnection;
import java.util.List;
import java.util.stream.Stream;

/** What behaviors say to several exchanges in a row. */
final class Hooks {

  private Hooks() {}

  /** The decisions at {@code onBeforeHandle} of the next {@code count} exchanges. */
  static List<Decision> before(Behavior behavior, TestConnection connection, int count) {
    return Stream.generate(connection::nextExchange)
        .limit(count)
        .map(behavior::onBeforeHandle)
        .toList();
  }
}
