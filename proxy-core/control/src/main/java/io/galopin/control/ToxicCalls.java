package io.galopin.control;

import io.galopin.engine.Proxy;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.live.Live;
import io.galopin.live.Toxics;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;

/** Toxiproxy's calls about the toxics of a proxy; {@code openapi.json} documents them. */
final class ToxicCalls {

  private static final String TOXICS = "/proxies/:proxy/toxics";
  private static final String TOXIC = "/proxies/:proxy/toxics/:toxic";

  private final Live live;
  private final ToxicChanges changes;
  private final Workers workers;

  ToxicCalls(Live live, ToxicChanges changes, Workers workers) {
    this.live = live;
    this.changes = changes;
    this.workers = workers;
  }

  void addTo(Router router) {
    router.get(TOXICS).handler(this::list);
    router.post(TOXICS).handler(this::add);
    router.get(TOXIC).handler(this::show);
    Handler<RoutingContext> update = this::update;
    router.post(TOXIC).handler(update);
    router.patch(TOXIC).handler(update);
    router.delete(TOXIC).handler(this::remove);
  }

  private Proxy proxy(RoutingContext context) {
    return live.existing(context.pathParam("proxy"));
  }

  private void list(RoutingContext context) {
    Replies.send(context.response(), 200, ProxyJson.toxics(live, proxy(context)));
  }

  private void show(RoutingContext context) {
    Proxy proxy = proxy(context);
    ToxicSpec toxic = Toxics.existing(proxy, context.pathParam("toxic"));
    Replies.send(context.response(), 200, ProxyJson.toxic(live, proxy, toxic));
  }

  private void add(RoutingContext context) {
    String proxy = proxy(context).spec().name();
    Map<String, Object> fields = fields(context);
    workers.reply(
        context,
        200,
        List.of(proxy),
        List.of(),
        made -> "toxic added to proxy " + proxy + ": " + ChangeLog.toxic(made),
        () -> ProxyJson.toxic(live, live.existing(proxy), changes.add(proxy, fields)));
  }

  private void update(RoutingContext context) {
    Proxy proxy = proxy(context);
    String toxic = Toxics.existing(proxy, context.pathParam("toxic")).name();
    Map<String, Object> fields = fields(context);
    workers.reply(
        context,
        200,
        List.of(proxy.spec().name()),
        List.of(),
        made -> "toxic changed at proxy " + proxy.spec().name() + ": " + ChangeLog.toxic(made),
        () -> ProxyJson.toxic(live, proxy, changes.update(proxy.spec().name(), toxic, fields)));
  }

  private void remove(RoutingContext context) {
    Proxy proxy = proxy(context);
    String toxic = Toxics.existing(proxy, context.pathParam("toxic")).name();
    workers.done(
        context,
        List.of(proxy.spec().name()),
        List.of(),
        "toxic removed from proxy " + proxy.spec().name() + ": " + toxic,
        () -> live.toxics().remove(live.existing(proxy.spec().name()), toxic));
  }

  private static Map<String, Object> fields(RoutingContext context) {
    return ToxiproxyBody.fields(Json.readObject(RequestBody.of(context)));
  }
}
