package io.galopin.api;

import java.util.List;
import java.util.Optional;

/** A plugin that understands a protocol. */
public interface ProtocolFactory extends PluginFactory {

  /**
   * What its messages can be told apart by, in the order in which they are to be shown. A session
   * gives the values: {@link Attributing#attribute}.
   */
  default List<Attribute> attributes() {
    return List.of();
  }

  /**
   * The failures that its sessions render, {@link Failure.Kind#ERROR} among them, in the order in
   * which they are to be shown.
   */
  default List<Failure.Kind> failures() {
    return List.of(new Failure.Kind(Failure.Kind.ERROR, "an error in the protocol's terms"));
  }

  /**
   * What can be said about a failure, whichever it is: options that behaviors which fail exchanges
   * have at a proxy with this protocol, besides their own.
   */
  default List<Option<?>> failureOptions() {
    return List.of();
  }

  /**
   * Whether a {@linkplain Attribute#writable writable} attribute can be given a value, by {@link
   * Rewriting#rewrite}.
   *
   * @param name behind the attribute's own, where it has {@linkplain Attribute#perName many}; else
   *     empty
   * @param value empty to take the attribute away
   * @return what the value should have been, as a phrase; empty if it is right
   */
  @Experimental
  default Optional<String> expectation(Attribute attribute, String name, String value) {
    return Optional.empty();
  }

  /**
   * Makes the instance that serves one proxy.
   *
   * @param options checked values of {@link #options()}
   * @throws OptionException if values that are each valid do not go together
   */
  Protocol create(Options options);
}
