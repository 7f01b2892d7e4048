package io.galopin.embed;

import io.galopin.client.Lasting;
import io.galopin.client.Mix;
import io.galopin.client.Rule;
import io.galopin.client.Toxic;
import io.galopin.client.ToxicDraft;
import io.galopin.engine.Proxy;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.live.Impairment.Subject;
import io.galopin.live.Live;
import io.galopin.live.RuleChange;
import io.galopin.live.Stay;
import java.util.List;
import java.util.Map;

/**
 * Changes of a proxy in this JVM that are undone by themselves, while the JVM lives.
 *
 * @param stay how long they last
 */
record EmbeddedLasting(Changes changes, Stay stay) implements Lasting {

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
          ToxicSpec made = live().addToxic(proxy(), added.name(), () -> added);
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
  public void addRule(String text) {
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
  }

  @Override
  public void disable() {
    changes.make(() -> live().update(proxy(), now -> now.withEnabled(false), stay));
  }
}
