package io.galopin.control;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs slow work on a worker thread. */
final class Work {

  private static final Logger LOG = LoggerFactory.getLogger(Work.class);

  private Work() {}

  /** Starts the work. The result arrives on the event loop of the caller. */
  static <T> Future<T> begin(Context loop, Callable<T> work) {
    return loop.executeBlocking(
        () -> {
          Thread.currentThread().setUncaughtExceptionHandler(Work::uncaught);
          return work.call();
        },
        false);
  }

  /** Vert.x cannot report the result once the server is closed, when nobody waits for it. */
  private static void uncaught(Thread worker, Throwable thrown) {
    if (thrown instanceof RejectedExecutionException) {
      LOG.debug("a call has ended after the server");
    } else {
      LOG.error("a worker's thread broke", thrown);
    }
  }
}
