package io.galopin.api;

/**
 * Implemented by a {@link Session} of a protocol in which the backend speaks first. The threading
 * rules of the session apply.
 */
@Experimental
public interface Greeted {

  /**
   * Returns the request that the backend's greeting answers: an {@linkplain Request#opening
   * opening} of no bytes. Called once, after the session has been opened and before the engine
   * connects to the backend. Rules decide about it first: if it fails, the engine never connects.
   * Otherwise it is {@linkplain Pairing#answered answered} by what the backend says first, which
   * the session calls a {@link Cut#reply}.
   *
   * <p>What the client says in the opening is a {@link Cut#body} of it. A client may also send a
   * request before it has been greeted.
   *
   * <p>Its attributes and its label are asked for with a head of no bytes.
   */
  Request greeting();
}
