package io.galopin.behavior.exchange;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.testkit.TestConnection;
import java.util.List;
import java.util.stream.Stream;

/** Returns what behaviors decide about several exchanges in a row. */
final class Hooks {

  private Hooks() {}

  /** Returns the decisions in {@code onBeforeHandle} about the next {@code count} exchanges. */
  static List<Decision> before(Behavior behavior, TestConnection connection, int count) {
    return Stream.generate(connection::nextExchange)
        .limit(count)
        .map(behavior::onBeforeHandle)
        .toList();
  }
}
