package io.galopin.protocol.redis;

import io.galopin.api.Request;

/**
 * A command that waits for its reply. A command that changes the conversation has its own object
 * and is recognized by identity. All others share the object of their {@linkplain Command#request
 * command}.
 */
final class RedisRequest implements Request {

  private final Command command;
  private final boolean answered;
  private final long channels;
  private final boolean aborted;

  private RedisRequest(Command command, boolean answered, long channels, boolean aborted) {
    this.command = command;
    this.answered = answered;
    this.channels = channels;
    this.aborted = aborted;
  }

  /**
   * Creates a request.
   *
   * @param channels how many channels it names, if it names channels
   */
  RedisRequest(Command command, boolean answered, long channels) {
    this(command, answered, channels, false);
  }

  /** Returns an {@code EXEC} for which the backend gets a {@code DISCARD}. */
  static RedisRequest aborted(Command exec, boolean answered) {
    return new RedisRequest(exec, answered, 0, true);
  }

  Command command() {
    return command;
  }

  /** How many channels it names. */
  long channels() {
    return channels;
  }

  /** Whether the backend got a {@code DISCARD} instead. */
  boolean aborted() {
    return aborted;
  }

  @Override
  public boolean expectsReply() {
    return answered;
  }

  @Override
  public String label() {
    return command.name().isEmpty() ? "unknown command" : command.name();
  }

  @Override
  public String toString() {
    return label();
  }
}
