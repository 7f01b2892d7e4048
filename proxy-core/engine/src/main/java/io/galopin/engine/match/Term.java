package io.galopin.engine.match;

import io.galopin.api.Attribute;
import org.jspecify.annotations.Nullable;

/** What a condition tests: an attribute, with a name if it has many. Immutable. */
public final class Term {

  private final Attribute attribute;
  private final String name;
  private final Level level;
  private final int hash;

  /**
   * Creates a term.
   *
   * @param name the name after the attribute's own, if the attribute {@linkplain Attribute#perName
   *     takes one}; otherwise empty
   */
  public Term(Attribute attribute, String name) {
    this(
        attribute,
        name,
        attribute.moment() == Attribute.Moment.CONNECTION ? Level.CONNECTION : Level.PROTOCOL);
  }

  /**
   * Creates a term about a layer.
   *
   * @param name as above
   * @param level the layer
   */
  public Term(Attribute attribute, String name, Level level) {
    this.attribute = attribute;
    this.name = name;
    this.level = level;
    this.hash = 31 * attribute.name().hashCode() + name.hashCode();
  }

  /** Returns the attribute. */
  public Attribute attribute() {
    return attribute;
  }

  /** Returns the name after the attribute's own; empty if there is none. */
  public String name() {
    return name;
  }

  /** Returns whose exchanges it tells of. */
  public Level level() {
    return level;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    // The hash first: it differs for nearly all terms of a proxy.
    return this == other
        || (other instanceof Term that
            && hash == that.hash
            && name.equals(that.name)
            && attribute.equals(that.attribute));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** Returns the term as users write it: {@code http.header.Accept}. */
  @Override
  public String toString() {
    return name.isEmpty() ? attribute.name() : attribute.name() + "." + name;
  }
}
