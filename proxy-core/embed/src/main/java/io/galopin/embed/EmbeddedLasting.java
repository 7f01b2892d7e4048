package io.galopin.embed;

import io.galopin.client.Direction;
import io.galopin.client.Flap;
import io.galopin.client.Lasted;
import io.galopin.client.Lasting;
import io.galopin.client.Mix;
import io.galopin.client.Rule;
import io.galopin.client.Toxic;
import io.galopin.client.ToxicDraft;
import io.galopin.client.Undo;
import io.galopin.engine.Proxy;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.live.FlapPlan;
import io.galopin.live.Flaps;
import io.galopin.live.Impairment.Subject;
import io.galopin.live.Live;
import io.galopin.live.RuleChange;
import io.galopin.live.Stay;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Changes of a proxy in this JVM that are undone by themselves, while the JVM lives.
 *
 * @param flaps the flaps of all proxies
 * @param stay how long they last
 */
record EmbeddedLasting(Changes changes, Flaps flaps, Stay stay) implements Lasting {

  private Live live() {
    return changes.live();
  }

  private Proxy proxy() {
    return changes.proxy();
  }

  @Override
  public Toxic addToxic(ToxicDraft draft) {
    ToxicSpec added = Attempt.get(() -> changes.installed().toxic(draft.toxic()));
    return changes.ofToxic(
        () -> {
          ToxicSpec made = live().toxics().add(proxy(), added.name(), () -> added);
          live().stay(proxy(), Subject.toxic(made.name()), stay);
          return made;
        });
  }

  @Override
  public void setMix(Mix wanted) {
    changes.make(
        () -> {
          var mix =
              changes
                  .read("behaviors", wanted.fields())
                  .find(io.galopin.engine.rule.Mix.NAME)
                  .map(io.galopin.engine.rule.Rule::mix);
          return live().setMix(proxy(), mix, Map.of(), stay);
        });
  }

  @Override
  public Undo addRule(String text) {
    var added =
        changes.make(
            () -> {
              List<String> names =
                  proxy().spec().rules().rules().stream()
                      .map(io.galopin.engine.rule.Rule::name)
                      .toList();
              var made = changes.read("rules", List.of(Rule.named(text, names))).own().get(0);
              live().changeRules(proxy(), now -> RuleChange.added(now, made));
              live().stay(proxy(), Subject.rule(made.name()), stay);
              return made;
            });
    return Undo.with(
        () ->
            changes.make(() -> live().changeRules(proxy(), now -> RuleChange.removed(now, added))));
  }

  @Override
  public Undo flap(Flap flap) {
    List<ToxicSpec> toxics =
        flap.mode() == Flap.Mode.REFUSE
            ? List.of()
            : Stream.of(Direction.UPSTREAM, Direction.DOWNSTREAM)
                .filter(one -> flap.direction().isEmpty() || flap.direction().get() == one)
                .map(one -> Attempt.get(() -> changes.installed().toxic(dropping(flap, one))))
                .toList();
    var started =
        changes.make(
            () ->
                flaps.start(
                    proxy(),
                    new FlapPlan(
                        FlapPlan.Mode.valueOf(flap.mode().name()), flap.up(), flap.down(), 0),
                    () -> toxics,
                    stay,
                    Optional.empty()));
    return Undo.with(() -> changes.make(() -> flaps.stop(proxy(), started)));
  }

  private static Toxic dropping(Flap flap, Direction direction) {
    Toxic timeout = Toxic.timeout(flap.timeout());
    return direction == Direction.UPSTREAM
        ? timeout.upstream().named("flap-timeout-up")
        : timeout.named("flap-timeout-down");
  }

  @Override
  public List<Lasted> renew(List<Lasted> wanted) {
    return changes.make(() -> wanted.stream().filter(change -> !renewed(change)).toList());
  }

  private boolean renewed(Lasted change) {
    return switch (change.kind()) {
      case TOXIC -> live().renew(proxy(), Subject.toxic(change.name()), stay);
      case RULE -> live().renew(proxy(), Subject.rule(change.name()), stay);
      case BEHAVIOR -> live().renew(proxy(), Subject.MIX, stay);
      case DISABLED -> live().renew(proxy(), Subject.DISABLED, stay);
      case FLAP -> flaps.renew(proxy(), stay);
      case PROFILE -> live().renew(proxy(), Subject.profile(change.name()), stay);
    };
  }

  @Override
  public Undo profile(String name) {
    return changes.profile(name, stay);
  }

  @Override
  public void disable() {
    changes.make(() -> live().update(proxy(), now -> now.withEnabled(false), stay));
  }
}
