package io.galopin.rules.condition;

import io.galopin.api.Attribute;
import io.galopin.api.OptionException;
import io.galopin.engine.ProtocolStack;
import io.galopin.engine.match.OwnAttributes;
import io.galopin.engine.match.Term;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Setting;
import java.util.Optional;

/**
 * Chooses the key of a proxy's draws for exchanges: an attribute of the request or of the
 * connection, under the name that rules use. The attribute {@code connection} means the default,
 * the place of the exchange.
 */
public final class DrawBy {

  private DrawBy() {}

  /** Returns the attribute; empty for the place of the exchange, or if there was a problem. */
  public static Optional<Term> term(Setting setting, ProtocolStack stack, Problems problems) {
    try {
      Term term = Vocabulary.ofExchanges(stack).term(setting.text());
      if (term.attribute().moment() != Attribute.Moment.REPLY) {
        return Optional.of(term).filter(key -> !key.attribute().equals(OwnAttributes.CONNECTION));
      }
      problems.add(
          setting.name(),
          setting.text(),
          "an attribute of the request or the connection",
          setting.place());
    } catch (OptionException unknown) {
      problems.add(setting.name(), unknown, setting.place());
    }
    return Optional.empty();
  }
}
