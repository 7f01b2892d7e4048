package io.galopin.api;

import java.util.List;
import java.util.Optional;

/**
 * A plugin that understands a protocol.
 *
 * <p>It can also be a layer: a protocol below another on the same connection, such as a handshake,
 * or a header that says where the client comes from. A layer has at most one exchange, an
 * {@linkplain Request#opening opening} of its own, and then {@linkplain Cut#thenAbove hands over}
 * to the protocol above. Its attributes hold for the whole connection.
 */
public interface ProtocolFactory extends PluginFactory {

  /**
   * Returns the attributes of its messages, in display order. A session supplies the values: {@link
   * Attributing#attribute}.
   */
  default List<Attribute> attributes() {
    return List.of();
  }

  /**
   * Returns the failures that its sessions render, including {@link Failure.Kind#ERROR}, in display
   * order.
   */
  default List<Failure.Kind> failures() {
    return List.of(new Failure.Kind(Failure.Kind.ERROR, "an error in the protocol's terms"));
  }

  /**
   * Returns the options that apply to every failure. At a proxy with this protocol, behaviors that
   * fail exchanges have them in addition to their own.
   */
  default List<Option<?>> failureOptions() {
    return List.of();
  }

  /**
   * Returns the messages that a backend sends unasked and that its sessions {@linkplain Noticing
   * render}, in display order. Their options are {@link #noticeOptions}.
   */
  @Experimental
  default List<Failure.Kind> notices() {
    return List.of();
  }

  /**
   * Returns the options that apply to every notice. At a proxy with this protocol, behaviors that
   * send notices have them in addition to their own. By default, they are those of failures.
   */
  @Experimental
  default List<Option<?>> noticeOptions() {
    return failureOptions();
  }

  /**
   * Whether connections begin with an {@linkplain Request#opening opening}. Rules may then say
   * {@code opening} or {@code exchange=0}. A rule that says neither never acts on an opening.
   */
  @Experimental
  default boolean hasOpening() {
    return false;
  }

  /**
   * Whether it is a layer that is of use alone, too. With nothing above it, rules then see it as
   * they do below a protocol: those that name only its attributes are about its opening, and all
   * others are about the {@link Turns} behind it. Its protocols say the same: {@link
   * Protocol#isLayer}.
   */
  @Experimental
  default boolean isLayer() {
    return false;
  }

  /**
   * Whether its opening is a hello of TLS, which Galopin's own end may take. Its protocols say the
   * same: {@link Protocol#beginsTls}.
   */
  @Experimental
  default boolean beginsTls() {
    return false;
  }

  /**
   * Checks whether {@link Rewriting#rewrite} can set a {@linkplain Attribute#writable writable}
   * attribute to a value.
   *
   * @param name the name after the attribute's own, if the attribute {@linkplain Attribute#perName
   *     takes one}; otherwise empty
   * @param value the new value; empty to remove the attribute
   * @return what was expected, as a phrase; empty if the value is valid
   */
  @Experimental
  default Optional<String> expectation(Attribute attribute, String name, String value) {
    return Optional.empty();
  }

  /**
   * Creates the instance that serves one proxy.
   *
   * @param options checked values of {@link #options()}
   * @throws OptionException if valid values contradict each other
   */
  Protocol create(Options options);
}
