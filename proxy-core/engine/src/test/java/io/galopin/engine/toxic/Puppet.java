package io.galopin.engine.toxic;

import io.galopin.api.Direction;
import io.galopin.api.Move;
import io.galopin.api.Options;
import io.galopin.api.Stage;
import io.galopin.api.Toxic;
import io.galopin.engine.rule.Scope;
import io.galopin.engine.rule.ToxicSpec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A toxic that returns what a test has prepared, and notes what it is asked. */
final class Puppet implements Toxic, Stage {

  private static final int TOO_OFTEN = 1_000;

  /** What it was asked, in order. */
  final List<String> asked = new ArrayList<>();

  @Nullable Move end = Move.passAll();
  @Nullable Move alarm = Move.passAll();
  @Nullable Move removed = Move.passAll();
  long readAhead = Long.MAX_VALUE;

  /** Where it is thrown, if anywhere: the name of a method. */
  String fails = "";

  @Nullable Stage before;

  private final Queue<Move> moves = new ArrayDeque<>();
  private @Nullable Place place;
  private @Nullable Stage opened = this;

  /** What it says next, one after the other; then all passes. */
  Puppet say(Move... next) {
    moves.addAll(List.of(next));
    return this;
  }

  /** Opens {@code stage} from now on instead of itself. */
  void opens(@Nullable Stage stage) {
    opened = stage;
  }

  Place place() {
    return Objects.requireNonNull(place);
  }

  /** A toxic of a proxy, on the way to the backend. */
  ToxicSpec spec(String name) {
    return spec(name, 1, Scope.all());
  }

  ToxicSpec spec(String name, double toxicity, Scope scope) {
    return new ToxicSpec(
        name, "test", Direction.UPSTREAM, toxicity, Options.defaults(List.of()), this, scope);
  }

  private void note(String hook, String what) {
    if (asked.size() > TOO_OFTEN) {
      throw new IllegalStateException("asked again and again");
    }
    asked.add(what);
    if (fails.equals(hook)) {
      throw new IllegalStateException("on purpose");
    }
  }

  @Override
  public Stage open(Place where, @Nullable Stage former) {
    place = where;
    before = former;
    note("open", former == null ? "open" : "open after another");
    return opened;
  }

  private Duration age(long arrived) {
    return Duration.ofNanos(place().now() - arrived);
  }

  @Override
  public Move onBytes(int length, long arrived) {
    note("onBytes", length + " bytes after " + age(arrived));
    Move next = moves.poll();
    return next == null ? Move.passAll() : next;
  }

  @Override
  public Move onEnd(long arrived) {
    note("onEnd", "end after " + age(arrived));
    return end;
  }

  @Override
  public Move onAlarm() {
    note("onAlarm", "alarm");
    return alarm;
  }

  @Override
  public Move onRemoved() {
    note("onRemoved", "removed");
    return removed;
  }

  @Override
  public long readAhead() {
    if (fails.equals("readAhead")) {
      throw new IllegalStateException("on purpose");
    }
    return readAhead;
  }
}
