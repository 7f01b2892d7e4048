package io.galopin.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.api.OptionException;
import io.galopin.engine.Proxy;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.live.Impairment;
import io.galopin.live.Impairment.Kind;
import io.galopin.live.Live;
import io.galopin.live.Stay;
import io.galopin.rules.profile.Profile;
import io.galopin.rules.profile.Profiles;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The calls about profiles; {@code openapi.json} documents them. */
final class ProfileCalls {

  private static final String PROFILE = "/proxies/:proxy/profile";
  private static final String NAME = "name";

  private final Live live;
  private final Supplier<Profiles> profiles;
  private final Plugins plugins;
  private final Workers workers;

  ProfileCalls(Live live, Supplier<Profiles> profiles, Plugins plugins, Workers workers) {
    this.live = live;
    this.profiles = profiles;
    this.plugins = plugins;
    this.workers = workers;
  }

  void addTo(Router router) {
    router
        .get("/profiles")
        .handler(
            context ->
                // There may be many.
                workers.reply(context, 200, () -> ProfileJson.all(profiles.get())));
    router.get(PROFILE).handler(this::show);
    router.put(PROFILE).handler(this::set);
    router.delete(PROFILE).handler(this::remove);
  }

  private Proxy proxy(RoutingContext context) {
    return live.existing(context.pathParam("proxy"));
  }

  private void show(RoutingContext context) {
    Proxy proxy = proxy(context);
    Replies.send(
        context.response(),
        200,
        shown(live, proxy)
            .orElseThrow(
                () -> new Refusal(404, "profile not found (expected: a proxy that has one)")));
  }

  /** Describes the profile that a call has given to a proxy, if there is one. */
  static Optional<ObjectNode> shown(Live live, Proxy proxy) {
    return live.impairments().of(proxy).stream()
        .map(Impairment::subject)
        .filter(subject -> subject.kind() == Kind.PROFILE)
        .findFirst()
        .map(
            subject ->
                StayJson.show(Json.object().put(NAME, subject.name()), live, proxy, subject));
  }

  private void set(RoutingContext context) {
    String name = proxy(context).spec().name();
    Map<String, Object> fields = ToxiproxyBody.fields(Json.readObject(RequestBody.of(context)));
    Profile profile = read(fields);
    Stay stay = StayJson.read(fields, "").orElse(Stay.forGood());
    workers.reply(
        context,
        200,
        List.of(name),
        List.of(),
        made -> "profile of proxy " + name + " set: " + profile.name(),
        () -> {
          Proxy proxy = live.existing(name);
          live.setProfile(proxy, profile.name(), toxics(profile), stay);
          return shown(live, proxy).orElseGet(Json::object);
        });
  }

  private Profile read(Map<String, Object> fields) {
    if (!(fields.get(NAME) instanceof String name)) {
      throw ToxiproxyErrors.badBody("name: missing (expected: the name of a profile)");
    }
    for (String field : fields.keySet()) {
      if (!List.of(NAME, Stay.EXPIRES_IN, Stay.SET_BY).contains(field)) {
        throw ToxiproxyErrors.badBody(field + ": unknown (expected: name, expires-in or set-by)");
      }
    }
    try {
      return profiles.get().named(name);
    } catch (OptionException unknown) {
      throw new Refusal(400, String.valueOf(unknown.getMessage()));
    }
  }

  private List<ToxicSpec> toxics(Profile profile) {
    return profile.toxics(Profile.CALLED).stream()
        .map(toxic -> ToxicChanges.checked(() -> toxic.toSpec(plugins.catalog())))
        .toList();
  }

  private void remove(RoutingContext context) {
    String name = proxy(context).spec().name();
    workers.done(
        context,
        List.of(name),
        List.of(),
        "profile of proxy " + name + " removed",
        () -> live.toxics().removeProfile(live.existing(name)));
  }
}
