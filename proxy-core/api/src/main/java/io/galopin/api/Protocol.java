package io.galopin.api;

import java.util.List;

/**
 * Finds where messages begin and end, pairs requests with replies, and renders failures in its own
 * terms. One instance serves all connections of a proxy and is called from several event loops at
 * once.
 */
public interface Protocol {

  /** Begins a connection. Called on its event loop, before any byte has been read. */
  Session open(Pairing pairing);

  /**
   * Whether bytes may pass unseen while no rule needs to know where exchanges begin. Only a
   * protocol that refuses nothing and can begin to watch in the middle of a conversation, also one
   * of which it has seen an earlier part up to some reply, says yes.
   */
  default boolean optional() {
    return false;
  }

  /**
   * Whether a reply with foreign bytes in it is still of use as a fault ({@link Action.Insert}).
   */
  default boolean acceptsInsertion() {
    return true;
  }

  /**
   * What its sessions change in what passes, whatever the rules say: by {@link Cut#replacedBy} and
   * not in consequence of a fault. Users see it with the proxy, as otherwise all bytes pass as they
   * came.
   *
   * @return for each change a line from a small letter on, without a full stop; asked once
   */
  @Experimental
  default List<String> edits() {
    return List.of();
  }

  /** The most bytes to read from a socket at a time; 0 leaves it to the engine. */
  default int readBytes() {
    return 0;
  }
}
