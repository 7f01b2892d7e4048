package io.galopin.protocol.smtp;

import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.Session;
import io.galopin.api.TlsUpgrade;
import java.util.List;
import java.util.Set;

/**
 * SMTP at one proxy.
 *
 * @param limits the largest sizes of messages
 * @param bareLf whether odd line ends pass
 * @param hidden the extensions that clients do not see
 * @param readBytes the most bytes to read at a time; 0 is automatic
 */
record SmtpProtocol(Limits limits, boolean bareLf, HiddenExtensions hidden, int readBytes)
    implements Protocol {

  @Override
  public Session open(Pairing pairing) {
    return new SmtpSession(limits, bareLf, hidden, pairing);
  }

  /**
   * No: foreign bytes make a client lose its place in the stream, which no failing backend does.
   */
  @Override
  public boolean acceptsInsertion() {
    return false;
  }

  @Override
  public Set<TlsUpgrade> tlsUpgrades() {
    return Set.of(TlsUpgrade.AGREED, TlsUpgrade.ANSWERED);
  }

  @Override
  public List<String> edits() {
    return hidden.isEmpty() ? List.of() : List.of("the reply to EHLO does not offer " + hidden);
  }
}
