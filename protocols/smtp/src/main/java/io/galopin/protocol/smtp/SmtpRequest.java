package io.galopin.protocol.smtp;

import io.galopin.api.Request;
import org.jspecify.annotations.Nullable;

/**
 * A command, or the beginning of the connection.
 *
 * @param verb its first word
 * @param envelope the transaction that it belongs to
 * @param recipient the address that an RCPT names; null if it is another command
 */
record SmtpRequest(Verb verb, Envelope envelope, @Nullable String recipient) implements Request {

  /** Returns what the server's greeting answers. */
  static SmtpRequest connect() {
    return new SmtpRequest(Verb.CONNECT, Envelope.none(), null);
  }

  @Override
  public String label() {
    return verb.name();
  }

  @Override
  public boolean opening() {
    return verb == Verb.CONNECT;
  }

  /** True if the client waits for a reply before it sends the rest. */
  @Override
  public boolean failsAtOnce() {
    return opening() || verb.asksFirst();
  }
}
