package io.galopin.engine.match;

import io.galopin.api.Attribute;
import org.jspecify.annotations.Nullable;

/** What a condition asks for: an attribute, and which one of many. Immutable. */
public final class Term {

  private final Attribute attribute;
  private final String name;
  private final int hash;

  /**
   * A term.
   *
   * @param name behind the attribute's own, where it has {@linkplain Attribute#perName many}; else
   *     empty
   */
  public Term(Attribute attribute, String name) {
    this.attribute = attribute;
    this.name = name;
    this.hash = 31 * attribute.name().hashCode() + name.hashCode();
  }

  /** What is asked for. */
  public Attribute attribute() {
    return attribute;
  }

  /** Which one of many; empty if there is but one. */
  public String name() {
    return name;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    // The hash first: of the terms of a proxy, nearly all differ in it.
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

  /** As users write it: {@code http.header.Accept}. */
  @Override
  public String toString() {
    return name.isEmpty() ? attribute.name() : attribute.name() + "." + name;
  }
}
