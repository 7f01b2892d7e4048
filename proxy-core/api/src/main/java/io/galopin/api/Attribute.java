package io.galopin.api;

/**
 * Something that a protocol can tell of a message, and that a rule can ask for: {@code
 * http.method}. Immutable; made by a method named after its type and refined by {@link #withNames},
 * {@link #asMany}, {@link #asWritable} and {@link #asSecret}.
 *
 * @param name the protocol's name, a dot, and words with hyphens or dots between
 * @param type what its values are
 * @param moment when it is known
 * @param perName whether there is one value for each of many names, which users write behind it and
 *     a dot: {@code http.header.Accept}
 * @param many whether one message can have several values at once, as a statement has tables: a
 *     test holds if any of them is so, its opposite if none is
 * @param writable whether {@link Rewriting#rewrite} can change it
 * @param secret whether its values may be secrets, which the journal and the control API never show
 * @param description what it is, in one line without a full stop
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

  /** What the values of an attribute are. */
  public enum Type {
    /** Text, whose capitals matter: a {@link String}. */
    TEXT,
    /** Text, whose capitals do not matter: a {@link String}. */
    WORD,
    /** A whole number: a {@link Long}. */
    NUMBER,
    /** Bytes, of which the first are looked at: a {@code byte[]} of at most {@link #MOST_BYTES}. */
    BYTES,
    /** An address of the Internet Protocol: an {@link java.net.InetAddress}. */
    ADDRESS,
    /** Yes or no, which rules ask by the name alone: a {@link Boolean}. */
    FLAG;

    /** Of longer ones, the protocol gives the first so many. */
    public static final int MOST_BYTES = 1024;
  }

  /** When an attribute is known. */
  public enum Moment {
    /** From the accept of a connection on. */
    CONNECTION,
    /** When the head of a request has come. */
    REQUEST,
    /** When the head of a final reply has come. */
    REPLY
  }

  private static final String NAME = "[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)*";

  /** Refuses what is no name. */
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

  /** An attribute whose values are {@link Type#BYTES}; they are taken for secrets. */
  public static Attribute bytes(String name, Moment moment, String description) {
    return new Attribute(name, Type.BYTES, moment, false, false, false, true, description);
  }

  /** An attribute whose values are {@link Type#ADDRESS}. */
  public static Attribute address(String name, Moment moment, String description) {
    return new Attribute(name, Type.ADDRESS, moment, false, false, false, false, description);
  }

  /** An attribute whose values are {@link Type#FLAG}: {@code not} before its name means no. */
  public static Attribute flag(String name, Moment moment, String description) {
    return new Attribute(name, Type.FLAG, moment, false, false, false, false, description);
  }

  /**
   * The same attribute, of which a message can have several values at once. What is given for it is
   * a {@link java.util.List} of what its type says; an empty one is no value.
   */
  public Attribute asMany() {
    return new Attribute(name, type, moment, perName, true, writable, secret, description);
  }

  /** The same attribute with one value for each of many names. */
  public Attribute withNames() {
    return new Attribute(name, type, moment, true, many, writable, secret, description);
  }

  /** The same attribute, which {@link Rewriting#rewrite} can change. */
  public Attribute asWritable() {
    return new Attribute(name, type, moment, perName, many, true, secret, description);
  }

  /** The same attribute, whose values are never shown. */
  public Attribute asSecret() {
    return new Attribute(name, type, moment, perName, many, writable, true, description);
  }

  @Override
  public String toString() {
    return perName ? name + ".NAME" : name;
  }
}
