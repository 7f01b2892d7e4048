package io.galopin.api;

/** What the engine does to an exchange, once the delay of a {@link Decision} is over. */
public sealed interface Action {

  /** Nothing: the exchange goes on. */
  record Pass() implements Action {}

  /**
   * The client gets a failure in the protocol's terms instead of a reply. Before the request has
   * gone to the backend, it never does: what remains of it is discarded.
   */
  record Fail(Failure failure) implements Action {}

  /**
   * The client gets random bytes instead of a reply, and then its connection is closed.
   *
   * @param count how many; they follow from the seed
   */
  record Babble(int count) implements Action {}

  /**
   * Random bytes are put into the middle of the first piece of the reply, which else passes
   * unchanged.
   *
   * @param count how many; they follow from the seed
   */
  record Insert(int count) implements Action {}

  /** Both sides of the connection are closed in an orderly way: what was written before arrives. */
  record Close() implements Action {}

  /** Both sides of the connection are reset: a TCP RST. */
  record Reset() implements Action {}

  /**
   * The client gets no reply to this exchange or to any later one, and what it sends is discarded,
   * until it ends its side or the behavior is changed or removed.
   */
  record Hang() implements Action {}
}
