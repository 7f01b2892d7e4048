package io.galopin.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.rules.source.ConfigProblem;
import io.vertx.core.Context;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** {@code POST /reload}: reads the configuration again. */
record ReloadCall(Optional<? extends Reloads> reloads) {

  void addTo(Router router) {
    router.post("/reload").handler(this::reload);
  }

  private void reload(RoutingContext context) {
    Replies.refuseIfCrowded();
    if (reloads.isEmpty()) {
      throw new Refusal(
          409,
          "there is no configuration to read again (expected: a server that was started with"
              + " --config FILE)");
    }
    Reloads found = reloads.get();
    Context loop = context.vertx().getOrCreateContext();
    found
        .reload()
        .whenComplete(
            (changed, failure) ->
                loop.runOnContext(
                    on -> {
                      if (failure == null) {
                        reply(context, changed);
                      } else {
                        context.fail(refusal(failure));
                      }
                    }));
  }

  private static void reply(RoutingContext context, List<String> changed) {
    ChangeLog.say(context, "configuration reloaded, changes: " + changed.size());
    ObjectNode json = Json.object();
    ArrayNode lines = json.putArray("changed");
    changed.forEach(lines::add);
    Replies.send(context.response(), 200, json);
  }

  private static Throwable refusal(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof ConfigProblem wrong) {
      return new Refusal(400, "nothing has changed: " + wrong.getMessage());
    }
    if (cause instanceof IllegalStateException busy) {
      return new Refusal(503, String.valueOf(busy.getMessage()));
    }
    return cause;
  }
}
