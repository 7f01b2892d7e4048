package io.galopin.rules.toxic;

import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.api.ToxicFactory;
import io.galopin.engine.Catalog;
import io.galopin.engine.match.Condition;
import io.galopin.engine.rule.Made;
import io.galopin.engine.rule.Scope;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.rules.Instances;
import io.galopin.rules.condition.Vocabulary;
import io.galopin.rules.source.Problems;
import java.util.Objects;
import java.util.Optional;

/** Creates toxics from their configuration, each with an instance of its plugin. */
public final class ToxicAssembly {

  private final Catalog catalog;
  private final Problems problems;
  private final Instances instances;

  /** Adds problems to {@code problems}. */
  public ToxicAssembly(Catalog catalog, Problems problems) {
    this.catalog = catalog;
    this.problems = problems;
    this.instances = new Instances(problems);
  }

  /** Creates the toxic; empty if there was a problem. */
  public Optional<ToxicSpec> toxic(ToxicConfig toxic) {
    Optional<ToxicFactory> factory = instances.find(toxic.plugin(), catalog::toxic);
    Optional<Options> attributes =
        factory.flatMap(found -> instances.options(toxic.pluginFor(found), found.options()));
    // No limit on regular expressions: conditions on connections have none.
    Optional<Condition> when = toxic.when().resolve(Vocabulary.ofConnections(), problems);
    if (factory.isEmpty() || attributes.isEmpty() || when.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ToxicSpec(
              toxic.name(),
              new Made<>(
                  factory.get().name(),
                  attributes.get(),
                  Objects.requireNonNull(
                      factory.get().create(attributes.get()), "null, in place of what it makes")),
              toxic.direction(),
              toxic.toxicity(),
              new Scope(when.get(), toxic.trigger())));
    } catch (OptionException wrong) {
      problems.add(toxic.pathOf(wrong.option()), wrong, toxic.place());
    } catch (Throwable broken) {
      instances.addBroken(toxic.plugin(), broken);
    }
    return Optional.empty();
  }
}
