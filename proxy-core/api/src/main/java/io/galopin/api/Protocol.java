package io.galopin.api;

import java.util.List;
import java.util.Set;

/**
 * Finds where messages begin and end, pairs requests with replies, and renders failures in its own
 * terms. One instance serves all connections of a proxy and is called from several event loops at
 * once.
 */
public interface Protocol {

  /**
   * Opens the session of a new connection. Called on its event loop, before any byte has been read.
   */
  Session open(Pairing pairing);

  /**
   * Whether bytes may bypass the session while no rule needs to know where exchanges begin. Return
   * true only if the protocol refuses nothing and can start to watch in the middle of a
   * conversation, even one that it watched before up to some reply.
   */
  default boolean optional() {
    return false;
  }

  /** See {@link ProtocolFactory#isLayer}; called for each connection, before any byte. */
  @Experimental
  default boolean isLayer() {
    return false;
  }

  /**
   * Whether the opening of its sessions is a {@link TlsHello}. If it is the lowest layer, and
   * Galopin ends TLS at the client's side, that begins when this opening has passed; the replies
   * that its sessions see are those of Galopin's own end.
   */
  @Experimental
  default boolean beginsTls() {
    return false;
  }

  /**
   * Returns the application protocols that it speaks, by their names in ALPN (RFC 7301), best
   * first. Inside TLS that Galopin ends or begins, only these are offered and chosen. If there are
   * none, client and backend agree on what they like.
   */
  @Experimental
  default List<String> alpn() {
    return List.of();
  }

  /**
   * Returns how its sessions go on in TLS that begins in the middle of a conversation: see {@link
   * Cut#thenTls}. Where Galopin speaks TLS at a side of such a protocol's connections, it begins it
   * there, unless it is to begin at once.
   *
   * @return what {@link Pairing#tlsUpgrade} may say besides {@link TlsUpgrade#PASSES}
   */
  @Experimental
  default Set<TlsUpgrade> tlsUpgrades() {
    return Set.of();
  }

  /**
   * Whether inserting foreign bytes into a reply is a useful fault for this protocol ({@link
   * Action.Insert}).
   */
  default boolean acceptsInsertion() {
    return true;
  }

  /**
   * Returns what sessions change in the traffic regardless of the rules, with {@link
   * Cut#replacedBy} and not because of a fault. Users see it with the proxy, because all other
   * bytes pass unchanged.
   *
   * @return one line per change, starting in lower case, without a full stop; called once
   */
  @Experimental
  default List<String> edits() {
    return List.of();
  }

  /** Returns the most bytes to read from a socket at a time; 0 leaves it to the engine. */
  default int readBytes() {
    return 0;
  }
}
