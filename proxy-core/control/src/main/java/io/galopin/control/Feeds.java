package io.galopin.control;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The clients that follow the journal or exchanges. Each gets a few entries at a time, and other
 * calls come between, however far a client is behind. Used on the server's event loop.
 */
final class Feeds {

  /** How many clients may follow at once, if there are enough connections. */
  static final int MOST = 64;

  private final Callers callers;
  private final Duration heartbeat;
  private final int most;
  private final Set<Feed> open = ConcurrentHashMap.newKeySet();

  /** The feeds that have more to send. */
  private final ArrayDeque<Feed> behind = new ArrayDeque<>();

  private @Nullable Long timer;

  /**
   * Starts without any.
   *
   * @param callers the server's connections
   * @param heartbeat how often followers hear something
   * @param most a smaller limit on followers, if it is less than the usual one
   */
  Feeds(Callers callers, Duration heartbeat, int most) {
    this.callers = callers;
    this.heartbeat = heartbeat;
    this.most = Math.min(MOST, most);
  }

  /** The open feeds. May be called from any thread. */
  Set<Feed> open() {
    return open;
  }

  /**
   * Call it before a client follows something.
   *
   * @throws Refusal if too many do
   */
  void refuseIfTooMany() {
    if (open.size() >= most) {
      throw new Refusal(
          503,
          most
              + " clients already follow the journal or exchanges, which is the most allowed"
              + " (expected: a retry when one of them has gone)");
    }
    callers.refuseIfOthersWait();
  }

  /** Answers a call with what it follows, until its client has gone. */
  void follow(RoutingContext context, Feed.Entries entries, FeedForm form) {
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, form.type())
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("X-Content-Type-Options", "nosniff");
    Vertx vertx = context.vertx();
    Feed feed = new Feed(vertx, context.request(), entries, form, heartbeat);
    open.add(feed);
    if (timer == null) {
      timer = vertx.setPeriodic(Feed.POLL_MILLIS, tick -> look(vertx));
    }
    context.addEndHandler(gone -> remove(vertx, feed));
  }

  /** Removes a feed whose client has gone. */
  private void remove(Vertx vertx, Feed feed) {
    if (open.remove(feed)) {
      feed.close();
    }
    behind.remove(feed);
    if (open.isEmpty() && timer != null) {
      vertx.cancelTimer(timer);
      timer = null;
    }
  }

  /** Sends what there is now, as far as clients take it at once. */
  void sendTheRest() {
    for (Feed feed : open) {
      while (feed.poll()) {
        // Until its client reads no faster.
      }
    }
  }

  private void look(Vertx vertx) {
    open.forEach(Feed::tick);
    if (behind.isEmpty()) {
      behind.addAll(open);
      serve(vertx);
    }
  }

  private void serve(Vertx vertx) {
    Feed next = behind.poll();
    if (next != null && next.poll()) {
      behind.add(next);
    }
    if (!behind.isEmpty()) {
      vertx.runOnContext(others -> serve(vertx));
    }
  }
}
