package io.galopin.app.exchange;

import io.galopin.app.exchange.Chunks.Chunk;
import io.galopin.engine.trace.FinishedExchange;
import io.galopin.journal.exchange.ExchangeLine;
import io.galopin.journal.exchange.LineText;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Lines of the exchanges of one event loop, in the order in which they have ended. The loop makes
 * them: an exchange that another thread turns into a line has to wait for it, and costs the
 * collector and both cores more than its line does.
 */
final class Lane {

  private final Chunks chunks;
  private final Queue<Chunk> full;

  /** Used by the loop only. */
  private final LineText line = new LineText();

  private @Nullable Chunk open;
  private long lost;

  /**
   * @param full gets those that are to be written
   */
  Lane(Chunks chunks, Queue<Chunk> full) {
    this.chunks = chunks;
    this.full = full;
  }

  /**
   * Adds an exchange, or counts it as lost if there is no memory. Called by the loop.
   *
   * @return whether a chunk is full, so that somebody should write it
   */
  boolean add(FinishedExchange exchange) {
    line.clear();
    ExchangeLine.append(line, exchange);
    return add();
  }

  /** The lock is held by others only for the moment in which they take the chunk away. */
  private synchronized boolean add() {
    Chunk last = open;
    boolean isFull = last != null && !last.hasRoom(line.length());
    if (last == null || isFull) {
      if (last != null) {
        full.add(last);
      }
      open = chunks.take(line.length());
    }
    if (open == null) {
      lost++;
    } else {
      open.add(line);
    }
    return isFull;
  }

  /** Has what there is so far written, after what is full. Called by any thread. */
  synchronized void sweep() {
    if (open != null) {
      full.add(open);
      open = null;
    }
  }

  /** Returns how many were lost since it was last asked. Called by any thread. */
  synchronized long lost() {
    long count = lost;
    lost = 0;
    return count;
  }
}
