package io.galopin.engine.match;

import io.galopin.api.Attribute;
import io.galopin.api.Attribute.Moment;
import io.galopin.api.Names;
import io.galopin.api.OptionException;
import io.galopin.api.ProtocolFactory;
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

  /** The address of the client's socket. */
  public static final Attribute CLIENT =
      Attribute.address("client.address", Moment.CONNECTION, "where the client comes from");

  /** The ordinal of a connection at its proxy. */
  public static final Attribute CONNECTION =
      Attribute.number(
          "connection", Moment.CONNECTION, "1, 2, 3 … in the order in which clients connect");

  /** The ordinal of an exchange on its connection. */
  public static final Attribute EXCHANGE =
      Attribute.number("exchange", Moment.REQUEST, "1, 2, 3 … in their order on the connection");

  public Vocabulary {
    attributes = List.copyOf(attributes);
    others = List.copyOf(others);
  }

  /** Knows these alone. */
  public Vocabulary(List<Attribute> attributes) {
    this(attributes, List.of());
  }

  /** Whether its values count from 1. */
  static boolean isOrdinal(Attribute attribute) {
    return attribute.equals(CONNECTION) || attribute.equals(EXCHANGE);
  }

  /** What a connection can be asked for, whatever is spoken. */
  public static Vocabulary ofConnections() {
    return new Vocabulary(List.of(CLIENT, CONNECTION));
  }

  /** What an exchange can be asked for, in a protocol. */
  public static Vocabulary ofExchanges(ProtocolFactory protocol) {
    List<Attribute> attributes = new ArrayList<>(protocol.attributes());
    attributes.addAll(List.of(CLIENT, CONNECTION, EXCHANGE));
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
