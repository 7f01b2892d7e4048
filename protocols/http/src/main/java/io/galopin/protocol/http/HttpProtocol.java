package io.galopin.protocol.http;

import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.Session;
import java.util.ArrayList;
import java.util.List;

/**
 * HTTP at one proxy.
 *
 * @param limits the sizes of heads
 * @param overwriteHost whether the Host header is replaced by the backend's
 * @param faultHeader whether replies say which faults have touched them
 * @param readBytes the most bytes to read at a time; 0 is automatic
 */
record HttpProtocol(Limits limits, boolean overwriteHost, boolean faultHeader, int readBytes)
    implements Protocol {

  @Override
  public Session open(Pairing pairing) {
    return new HttpSession(limits, overwriteHost, faultHeader, pairing);
  }

  @Override
  public List<String> edits() {
    List<String> edits = new ArrayList<>();
    if (overwriteHost) {
      edits.add("the Host header becomes the backend's address");
    }
    if (faultHeader) {
      edits.add("replies that were delayed get the header " + FaultHeader.NAME);
    }
    return edits;
  }

  @Override
  public List<String> alpn() {
    return List.of("http/1.1");
  }

  /** No: foreign bytes would make a reply unreadable, which no failing backend does. */
  @Override
  public boolean acceptsInsertion() {
    return false;
  }
}
