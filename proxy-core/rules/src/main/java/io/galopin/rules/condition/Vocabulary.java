package io.galopin.rules.condition;

import io.galopin.api.Attribute;
import io.galopin.api.Names;
import io.galopin.api.OptionException;
import io.galopin.api.ProtocolFactory;
import io.galopin.engine.ProtocolStack;
import io.galopin.engine.match.Level;
import io.galopin.engine.match.OwnAttributes;
import io.galopin.engine.match.Term;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that a condition can use. Immutable.
 *
 * @param layers the attributes of each layer
 * @param others protocols whose attributes cannot be used, for a hint in error messages
 */
public record Vocabulary(
    List<Attribute> attributes, List<Layer> layers, List<ProtocolFactory> others) {

  /** The attributes of one layer. */
  public record Layer(Level level, List<Attribute> attributes) {
    public Layer {
      attributes = List.copyOf(attributes);
    }
  }

  public Vocabulary {
    attributes = List.copyOf(attributes);
    layers = List.copyOf(layers);
    others = List.copyOf(others);
  }

  /** Knows only these attributes. */
  public Vocabulary(List<Attribute> attributes) {
    this(attributes, List.of(), List.of());
  }

  /** Returns the attributes of connections, which are the same for all protocols. */
  public static Vocabulary ofConnections() {
    return new Vocabulary(List.of(OwnAttributes.CLIENT, OwnAttributes.CONNECTION));
  }

  /** Returns the attributes of exchanges in a protocol. */
  public static Vocabulary ofExchanges(ProtocolFactory protocol) {
    List<Attribute> attributes = new ArrayList<>(protocol.attributes());
    attributes.addAll(List.of(OwnAttributes.CLIENT, OwnAttributes.CONNECTION));
    attributes.addAll(
        protocol.hasOpening()
            ? List.of(OwnAttributes.EXCHANGE_OR_OPENING, OwnAttributes.OPENING)
            : List.of(OwnAttributes.EXCHANGE));
    return new Vocabulary(attributes);
  }

  /**
   * Returns the attributes of exchanges in any of some protocols. If two protocols have an
   * attribute of the same name, it is the first one's.
   */
  public static Vocabulary ofExchanges(Collection<ProtocolFactory> protocols) {
    List<Attribute> attributes = new ArrayList<>();
    protocols.forEach(protocol -> attributes.addAll(protocol.attributes()));
    attributes.addAll(
        List.of(
            OwnAttributes.CLIENT,
            OwnAttributes.CONNECTION,
            OwnAttributes.EXCHANGE_OR_OPENING,
            OwnAttributes.OPENING));
    return new Vocabulary(attributes);
  }

  /** Returns the attributes of exchanges in a protocol, and of the layers below it. */
  public static Vocabulary ofExchanges(ProtocolStack stack) {
    List<Layer> layers = new ArrayList<>();
    for (Level level : stack.levels()) {
      layers.add(new Layer(level, stack.at(level.layer()).attributes()));
    }
    return new Vocabulary(ofExchanges(stack.protocol()).attributes(), layers, List.of());
  }

  /** Returns the same attributes, with hints about {@code protocols}. */
  public Vocabulary besides(Collection<ProtocolFactory> protocols) {
    return new Vocabulary(attributes, layers, List.copyOf(protocols));
  }

  /**
   * Returns the term that {@code written} names: {@code http.header.Accept}.
   *
   * @throws OptionException if there is none; it lists the known ones
   */
  public Term term(String written) {
    Term term = find(attributes, written);
    if (term != null) {
      return term;
    }
    for (Layer layer : layers) {
      Term below = find(layer.attributes(), written);
      if (below != null) {
        return new Term(below.attribute(), below.name(), layer.level());
      }
    }
    List<Attribute> known =
        Stream.concat(
                attributes.stream(), layers.stream().flatMap(layer -> layer.attributes().stream()))
            .toList();
    String all = known.stream().map(Attribute::toString).collect(Collectors.joining(", "));
    throw new OptionException(
        "when",
        written,
        Names.nearest(written, known.stream().map(Attribute::name).toList())
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

  /** Names another protocol that has this attribute, as the end of a sentence. */
  private String elsewhere(String written) {
    return others.stream()
        .filter(protocol -> find(ofExchanges(protocol).attributes(), written) != null)
        .map(protocol -> "; it needs protocol " + protocol.name())
        .findFirst()
        .orElse("");
  }
}
