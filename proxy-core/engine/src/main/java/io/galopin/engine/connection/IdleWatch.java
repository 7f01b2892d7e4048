package io.galopin.engine.connection;

import io.galopin.api.Direction;
import io.galopin.engine.exchange.NewConnection;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Detects an idle connection. Time during which a delay or toxic holds it back does not count. Used
 * on only one event loop.
 */
final class IdleWatch {

  private final EventLoop loop;
  private final long timeout;
  private final BooleanSupplier heldBack;
  private final Runnable idle;
  private @Nullable Future<?> timer;
  private long lastMove;

  /** Creates a watch that calls {@code idle} once, when nothing has moved for {@code timeout}. */
  IdleWatch(EventLoop loop, Duration timeout, BooleanSupplier heldBack, Runnable idle) {
    this.loop = loop;
    this.timeout = timeout.toNanos();
    this.heldBack = heldBack;
    this.idle = idle;
  }

  /** Returns a watch that closes a new connection; null if it has no idle timeout. */
  static @Nullable IdleWatch of(NewConnection connection, BooleanSupplier heldBack) {
    return connection
        .spec()
        .idleTimeout()
        .map(
            timeout ->
                new IdleWatch(
                    connection.facts().loop(), timeout, heldBack, () -> close(connection)))
        .orElse(null);
  }

  private static void close(NewConnection connection) {
    connection
        .recorder()
        .network(Direction.UPSTREAM, null, "closed: nothing moved for the idle timeout");
    connection.controls().closeOrderly();
  }

  void start() {
    moved();
    timer = loop.schedule(this::look, timeout, TimeUnit.NANOSECONDS);
  }

  /** Called when something has moved. */
  void moved() {
    lastMove = loop.ticker().nanoTime();
  }

  private void look() {
    if (heldBack.getAsBoolean()) {
      moved();
    }
    long left = lastMove + timeout - loop.ticker().nanoTime();
    if (left <= 0) {
      timer = null;
      idle.run();
    } else {
      timer = loop.schedule(this::look, left, TimeUnit.NANOSECONDS);
    }
  }

  void stop() {
    if (timer != null) {
      timer.cancel(false);
    }
  }
}
