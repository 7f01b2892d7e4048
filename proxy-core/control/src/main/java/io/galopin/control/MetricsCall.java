package io.galopin.control;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/**
 * Replies with the metrics.
 *
 * @param callers who calls
 * @param text gives them in Prometheus' text format; may take its time
 */
record MetricsCall(Callers callers, Supplier<String> text) implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    callers.refuseIfOthersWait();
    Work.begin(context.vertx().getOrCreateContext(), text::get)
        .onSuccess(
            metrics ->
                context
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end(metrics))
        .onFailure(context::fail);
  }
}
