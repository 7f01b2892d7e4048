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
  private final boolean skipped;

  private RedisRequest(
      Command command, boolean answered, long channels, boolean aborted, boolean skipped) {
    this.command = command;
    this.answered = answered;
    this.channels = channels;
    this.aborted = aborted;
    this.skipped = skipped;
  }

  /**
   * Creates a request.
   *
   * @param channels how many channels it names, if it names channels
   */
  RedisRequest(Command command, boolean answered, long channels) {
    this(command, answered, channels, false, false);
  }

  /** Returns an {@code EXEC} for which the backend gets a {@code DISCARD}. */
  static RedisRequest aborted(Command exec, boolean answered) {
    return new RedisRequest(exec, answered, 0, true, false);
  }

  /** Returns the same request, which gets no reply because of {@code CLIENT REPLY SKIP}. */
  RedisRequest withoutReply() {
    return new RedisRequest(command, false, channels, aborted, true);
  }

  /** Whether it gets no reply because of a {@code CLIENT REPLY SKIP} before it. */
  boolean skipped() {
    return skipped;
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
