package io.galopin.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Callable;

/**
 * Makes changes on worker threads: they may call plugins, whose code may block, and wait for
 * another change of the same proxy, which may be looking up a name.
 */
final class Workers {

  private Workers() {}

  /** Makes a change and replies with what it says. */
  static void reply(RoutingContext context, int status, Callable<? extends JsonNode> change) {
    context
        .vertx()
        .executeBlocking(change::call, false)
        .onSuccess(json -> Replies.send(context.response(), status, json))
        .onFailure(context::fail);
  }

  /** Makes a change and replies that it is done. */
  static void done(RoutingContext context, Runnable change) {
    context
        .vertx()
        .executeBlocking(
            () -> {
              change.run();
              return true;
            },
            false)
        .onSuccess(done -> Replies.done(context.response()))
        .onFailure(context::fail);
  }
}
