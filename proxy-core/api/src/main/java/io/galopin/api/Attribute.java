package io.galopin.api;

/**
 * A property of a message that a protocol knows and a rule can test, such as {@code http.method}.
 * Immutable. Create one with the method named after its type and refine it with {@link #withNames},
 * {@link #asMany}, {@link #asWritable} and {@link #asSecret}.
 *
 * @param name the protocol's name, a dot, and words joined by hyphens or dots
 * @param type the type of its values
 * @param moment when its value is known
 * @param perName whether it has one value for each of many names. Users write the name after a dot:
 *     {@code http.header.Accept}
 * @param many whether one message can have several values at once, as a statement can name several
 *     tables. A test holds if any value matches; its negation holds if none does
 * @param writable whether {@link Rewriting#rewrite} can change it
 * @param secret whether its values may be secrets, which the journal and the control API never show
 * @param description what it is, on one line without a full stop
 */
public record Attribute(
    String name,
    Type type,
    Moment moment,
    boolean perName,
    boolean many,
    boolean writable,
    boolean secret,
    String description) {

  /** The types of values. */
  public enum Type {
    /** Case-sensitive text: a {@link String}. */
    TEXT,
    /** Case-insensitive text: a {@link String}. */
    WORD,
    /** A whole number: a {@link Long}. */
    NUMBER,
    /**
     * Bytes, of which only the first are examined: a {@code byte[]} of at most {@link #MOST_BYTES}.
     */
    BYTES,
    /** An IP address: an {@link java.net.InetAddress}. */
    ADDRESS,
    /** Yes or no: a {@link Boolean}. Rules test it by its name only. */
    FLAG;

    /** The most bytes of a value; the protocol passes on only the first ones of a longer value. */
    public static final int MOST_BYTES = 1024;
  }

  /** When an attribute is known. */
  public enum Moment {
    /** From the moment a connection is accepted. */
    CONNECTION,
    /** When the head of a request has arrived. */
    REQUEST,
    /** When the head of a final reply has arrived. */
    REPLY
  }

  private static final String NAME = "[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)*";

  /** Refuses an invalid name. */
  public Attribute {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException(
          "name: " + name + " (expected: words with dots between, as in http.method)");
    }
  }

  /** An attribute whose values are {@link Type#TEXT}. */
  public static Attribute text(String name, Moment moment, String description) {
    return new Attribute(name, Type.TEXT, moment, false, false, false, false, description);
  }

  /** An attribute whose values are {@link Type#WORD}. */
  public static Attribute word(String name, Moment moment, String description) {
    return new Attribute(name, Type.WORD, moment, false, false, false, false, description);
  }

  /** An attribute whose values are {@link Type#NUMBER}. */
  public static Attribute number(String name, Moment moment, String description) {
    return new Attribute(name, Type.NUMBER, moment, false, false, false, false, description);
  }

  /** An attribute whose values are {@link Type#BYTES}; they are treated as secrets. */
  public static Attribute bytes(String name, Moment moment, String description) {
    return new Attribute(name, Type.BYTES, moment, false, false, false, true, description);
  }

  /** An attribute whose values are {@link Type#ADDRESS}. */
  public static Attribute address(String name, Moment moment, String description) {
    return new Attribute(name, Type.ADDRESS, moment, false, false, false, false, description);
  }

  /**
   * An attribute whose values are {@link Type#FLAG}. In a rule, {@code not} before its name tests
   * for no.
   */
  public static Attribute flag(String name, Moment moment, String description) {
    return new Attribute(name, Type.FLAG, moment, false, false, false, false, description);
  }

  /**
   * Returns the same attribute with several values per message. Its value is a {@link
   * java.util.List} of values of its type; an empty list means no value.
   */
  public Attribute asMany() {
    return new Attribute(name, type, moment, perName, true, writable, secret, description);
  }

  /** Returns the same attribute with one value for each of many names. */
  public Attribute withNames() {
    return new Attribute(name, type, moment, true, many, writable, secret, description);
  }

  /** Returns the same attribute, which {@link Rewriting#rewrite} can change. */
  public Attribute asWritable() {
    return new Attribute(name, type, moment, perName, many, true, secret, description);
  }

  /** Returns the same attribute, whose values are never shown. */
  public Attribute asSecret() {
    return new Attribute(name, type, moment, perName, many, writable, true, description);
  }

  @Override
  public String toString() {
    return perName ? name + ".NAME" : name;
  }
}
