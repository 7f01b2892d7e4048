package io.galopin.api;

/**
 * Implemented by a {@link Session} some of whose failures come only when the client has sent the
 * whole request, while the backend gets it on the way (a mail that is rejected at its end). The
 * threading rules of the session apply.
 */
@Experimental
public interface Withholding {

  /**
   * Whether a request fails at its end. The backend then gets its pieces as they come, except the
   * last one, as the session cuts it. In place of that, the client gets the failure, and its
   * connection is closed. The backend's is reset, so that it does not take what it has got for the
   * whole request. If the backend's final reply begins before, it passes, and nothing fails.
   *
   * @param failure what is to stand in place of the reply
   */
  boolean failsAtEnd(Request request, Failure failure);
}
