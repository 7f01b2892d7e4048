package io.galopin.control;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/**
 * Replies with the metrics.
 *
 * @param callers the server's connections
 * @param text returns the metrics in Prometheus' text format; may be slow
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
