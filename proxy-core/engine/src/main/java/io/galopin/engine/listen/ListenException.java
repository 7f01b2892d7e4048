package io.galopin.engine.listen;

import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.io.Serial;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An address cannot be bound. Its message is a sentence; its parts allow other wording. */
public final class ListenException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Address address;
  private final transient @Nullable InetSocketAddress socket;
  private final String reason;
  private final String proxy;
  private final List<String> consequences;

  /**
   * An address that cannot be listened at.
   *
   * @param socket what it means; null if its name is unknown
   */
  ListenException(
      Address address, @Nullable InetSocketAddress socket, String reason, Throwable cause) {
    this("cannot listen on " + address + ": " + reason, address, socket, reason, "", List.of());
    initCause(cause);
  }

  private ListenException(
      String message,
      Address address,
      @Nullable InetSocketAddress socket,
      String reason,
      String proxy,
      List<String> consequences) {
    super(message);
    this.address = address;
    this.socket = socket;
    this.reason = reason;
    this.proxy = proxy;
    this.consequences = List.copyOf(consequences);
  }

  /** Returns the same exception for one of several proxies. */
  public ListenException at(String name) {
    ListenException told =
        new ListenException(
            name + ": " + getMessage(), address, socket, reason, name, consequences);
    told.initCause(this);
    return told;
  }

  /** Returns the same exception with its consequences. */
  public ListenException with(List<String> lost) {
    if (lost.isEmpty()) {
      return this;
    }
    String message = getMessage() + "; " + String.join("; ", lost);
    ListenException told = new ListenException(message, address, socket, reason, proxy, lost);
    told.initCause(this);
    return told;
  }

  /** Where somebody was to listen, as it was written. */
  public Address address() {
    return address;
  }

  /** What the name in the address meant; empty if it is unknown. */
  public Optional<InetSocketAddress> socket() {
    return Optional.ofNullable(socket);
  }

  /** Returns the system's reason in its own words, such as {@code Address already in use}. */
  public String reason() {
    return reason;
  }

  /** Which proxy was to listen; empty if there was one only. */
  public String proxy() {
    return proxy;
  }

  /** Returns the consequences for other proxies, a sentence each; usually none. */
  public List<String> consequences() {
    return consequences;
  }
}
