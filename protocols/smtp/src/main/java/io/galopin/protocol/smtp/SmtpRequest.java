package io.galopin.protocol.smtp;

import io.galopin.api.Request;
import org.jspecify.annotations.Nullable;

/**
 * A command.
 *
 * @param verb its first word
 * @param envelope the transaction that it belongs to
 * @param recipient the address that an RCPT names; null if it is another command
 */
record SmtpRequest(Verb verb, Envelope envelope, @Nullable String recipient) implements Request {

  @Override
  public String label() {
    return verb.name();
  }

  /** True if the client waits for a reply before it sends the rest. */
  @Override
  public boolean failsAtOnce() {
    return verb.asksFirst();
  }
}
