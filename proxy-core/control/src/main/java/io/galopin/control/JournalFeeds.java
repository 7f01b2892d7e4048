package io.galopin.control;

import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The clients that follow the journal. Each gets a few entries at a time, and other calls come
 * between, however far a client is behind. Used on the server's event loop.
 */
final class JournalFeeds {

  private final Set<JournalFeed> open = ConcurrentHashMap.newKeySet();

  /** The feeds that have more to send. */
  private final ArrayDeque<JournalFeed> behind = new ArrayDeque<>();

  private @Nullable Long timer;

  /** The open feeds. May be called from any thread. */
  Set<JournalFeed> open() {
    return open;
  }

  void add(Vertx vertx, JournalFeed feed) {
    open.add(feed);
    if (timer == null) {
      timer = vertx.setPeriodic(JournalFeed.POLL_MILLIS, tick -> look(vertx));
    }
  }

  /** Removes a feed whose client has gone. */
  void remove(Vertx vertx, JournalFeed feed) {
    open.remove(feed);
    behind.remove(feed);
    if (open.isEmpty() && timer != null) {
      vertx.cancelTimer(timer);
      timer = null;
    }
  }

  private void look(Vertx vertx) {
    open.forEach(JournalFeed::tick);
    if (behind.isEmpty()) {
      behind.addAll(open);
      serve(vertx);
    }
  }

  private void serve(Vertx vertx) {
    JournalFeed next = behind.poll();
    if (next != null && next.poll()) {
      behind.add(next);
    }
    if (!behind.isEmpty()) {
      vertx.runOnContext(others -> serve(vertx));
    }
  }
}
