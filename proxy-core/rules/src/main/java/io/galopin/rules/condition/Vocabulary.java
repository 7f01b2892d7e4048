package io.galopin.rules.condition;

import io.galopin.api.Attribute;
import io.galopin.api.Names;
import io.galopin.api.OptionException;
import io.galopin.api.ProtocolFactory;
import io.galopin.engine.match.OwnAttributes;
import io.galopin.engine.match.Term;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that a condition can ask for. Immutable.
 *
 * @param others protocols whose attributes cannot be asked for, to tell somebody who does
 */
public record Vocabulary(List<Attribute> attributes, List<ProtocolFactory> others) {

  public Vocabulary {
    attributes = List.copyOf(attributes);
    others = List.copyOf(others);
  }

  /** Knows these alone. */
  public Vocabulary(List<Attribute> attributes) {
    this(attributes, List.of());
  }

  /** What a connection can be asked for, whatever is spoken. */
  public static Vocabulary ofConnections() {
    return new Vocabulary(List.of(OwnAttributes.CLIENT, OwnAttributes.CONNECTION));
  }

  /** What an exchange can be asked for, in a protocol. */
  public static Vocabulary ofExchanges(ProtocolFactory protocol) {
    List<Attribute> attributes = new ArrayList<>(protocol.attributes());
    attributes.addAll(
        List.of(OwnAttributes.CLIENT, OwnAttributes.CONNECTION, OwnAttributes.EXCHANGE));
    return new Vocabulary(attributes);
  }

  /** The same, which knows of {@code protocols} besides. */
  public Vocabulary besides(Collection<ProtocolFactory> protocols) {
    return new Vocabulary(attributes, List.copyOf(protocols));
  }

  /**
   * The term that {@code written} means: {@code http.header.Accept}.
   *
   * @throws OptionException if there is none, with the known ones
   */
  public Term term(String written) {
    Term term = find(attributes, written);
    if (term != null) {
      return term;
    }
    String all = attributes.stream().map(Attribute::toString).collect(Collectors.joining(", "));
    throw new OptionException(
        "when",
        written,
        Names.nearest(written, attributes.stream().map(Attribute::name).toList())
                .map(near -> near + "? one of " + all)
                .orElse("one of " + all)
            + elsewhere(written));
  }

  private static @Nullable Term find(List<Attribute> attributes, String written) {
    for (Attribute attribute : attributes) {
      String name = attribute.name();
      if (!attribute.perName() && written.equals(name)) {
        return new Term(attribute, "");
      }
      if (attribute.perName()
          && written.length() > name.length() + 1
          && written.startsWith(name + ".")) {
        return new Term(attribute, written.substring(name.length() + 1));
      }
    }
    return null;
  }

  /** In which other protocol there is such an attribute, as the rest of a sentence. */
  private String elsewhere(String written) {
    return others.stream()
        .filter(protocol -> find(protocol.attributes(), written) != null)
        .map(protocol -> "; it needs protocol " + protocol.name())
        .findFirst()
        .orElse("");
  }
}
