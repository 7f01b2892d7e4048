package io.galopin.engine.exchange;

import io.galopin.api.Cut;
import io.galopin.engine.socket.Outlet;
import io.galopin.engine.trace.FinishedExchange;
import java.util.ArrayList;
import java.util.List;

/**
 * The traces of replies whose bytes pass unchanged. Several pieces are written at once, after the
 * last of them was cut. Used on only one event loop.
 */
final class PassingReplies {

  private record Piece(Trace trace, int bytes, boolean interim, boolean last) {}

  private final Outlet client;
  private final List<Piece> pieces = new ArrayList<>(0);

  /**
   * Has no pieces.
   *
   * @param client where they are written
   */
  PassingReplies(Outlet client) {
    this.client = client;
  }

  /** Called when a piece passes that will be written soon. */
  void add(Trace trace, Cut cut, boolean interim) {
    if (trace.isLive()) {
      pieces.add(new Piece(trace, cut.length(), interim, cut.last() && !interim));
    }
  }

  /** Called when the pieces have been written. */
  void wrote() {
    if (pieces.isEmpty()) {
      return;
    }
    for (Piece piece : List.copyOf(pieces)) {
      piece.trace.replyGone(piece.bytes, client, piece.interim);
      if (piece.last) {
        piece.trace.ends(FinishedExchange.How.REPLIED, client);
      }
    }
    pieces.clear();
  }
}
