package io.galopin.control;

import io.vertx.core.Context;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** The calls about the state: {@code GET /state} and {@code POST /state/save}. */
record StateCalls(Optional<? extends State> state, Workers workers) {

  void addTo(Router router) {
    router
        .get("/state")
        .handler(
            context -> {
              Replies.refuseIfCrowded();
              State found = found();
              workers.reply(context, 200, () -> Json.MAPPER.valueToTree(found.shown()));
            });
    router.post("/state/save").handler(this::save);
  }

  private State found() {
    if (state.isEmpty()) {
      throw new Refusal(
          409, "there is no state (expected: a server that was started with --state FILE)");
    }
    return state.get();
  }

  private void save(RoutingContext context) {
    Replies.refuseIfCrowded();
    State found = found();
    Context loop = context.vertx().getOrCreateContext();
    found
        .save()
        .whenComplete(
            (done, failure) ->
                loop.runOnContext(
                    on -> {
                      if (failure == null) {
                        workers.reply(context, 200, () -> Json.MAPPER.valueToTree(found.shown()));
                      } else {
                        context.fail(new Refusal(500, sentence(failure)));
                      }
                    }));
  }

  static String sentence(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return String.valueOf(cause.getMessage());
  }
}
