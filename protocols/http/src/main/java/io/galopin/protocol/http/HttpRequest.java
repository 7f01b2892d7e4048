package io.galopin.protocol.http;

import io.galopin.api.Request;

/**
 * The head of a request, as far as pairing, framing and rendering need it later.
 *
 * @param label method and path: {@code GET /a}
 * @param head whether the method is HEAD, so that the final reply has no body
 * @param connect whether the method is CONNECT, so that a 2xx reply opens a tunnel
 * @param upgrade whether it asks for an upgrade, so that a 101 reply switches
 * @param http10 whether the version is HTTP/1.0
 * @param keptAlive whether the client wants to keep the connection after the reply
 * @param awaitsContinue whether the client sends the body only when it is told to continue
 * @param traceParent see {@link TraceParent}
 */
record HttpRequest(
    String label,
    boolean head,
    boolean connect,
    boolean upgrade,
    boolean http10,
    boolean keptAlive,
    boolean awaitsContinue,
    String traceParent)
    implements Request {

  /** Whether the backend can agree to something else than HTTP after this request. */
  boolean maySwitch() {
    return connect || upgrade;
  }

  @Override
  public boolean failsAtOnce() {
    return awaitsContinue;
  }
}
