package io.galopin.protocol.redis;

import io.galopin.api.Request;

/**
 * A command on its way. Those that change the conversation have an object of their own, told from
 * others by its identity; the others share their {@linkplain Command#request command's}.
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
   * A command as it came.
   *
   * @param channels how many channels it names, if that is what it names
   */
  RedisRequest(Command command, boolean answered, long channels) {
    this(command, answered, channels, false);
  }

  /** An {@code EXEC} in whose place the backend gets a {@code DISCARD}. */
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

  /** Whether the backend has got a {@code DISCARD} in its place. */
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
