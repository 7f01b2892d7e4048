package io.galopin.engine.exchange;

import io.galopin.engine.hold.HeldMemory;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The exchanges that wait for their answers, oldest first, and the memory that they take. */
final class Unanswered {

  /**
   * The approximate memory of an exchange with its request's message and an answer, in bytes.
   * Exchanges are counted in lots; an incomplete lot counts as nothing.
   */
  private static final int WEIGHT = HeldMemory.HEAP_COUNTS * 1024;

  private static final int LOT = 32;

  private final HeldMemory memory;
  private final ArrayDeque<ActiveExchange> line = new ArrayDeque<>(4);

  Unanswered(HeldMemory memory) {
    this.memory = memory;
  }

  void add(ActiveExchange exchange) {
    line.addLast(exchange);
    exchange.inLine(true);
    if (line.size() % LOT == 0) {
      memory.add(LOT * WEIGHT);
    }
  }

  void removeOldest() {
    if (line.size() % LOT == 0) {
      memory.remove(LOT * WEIGHT);
    }
    line.removeFirst().inLine(false);
  }

  boolean isEmpty() {
    return line.isEmpty();
  }

  @Nullable ActiveExchange oldest() {
    return line.peekFirst();
  }

  /** Returns the one after the oldest. */
  @Nullable ActiveExchange second() {
    if (line.size() < 2) {
      return null;
    }
    Iterator<ActiveExchange> inOrder = line.iterator();
    inOrder.next();
    return inOrder.next();
  }

  /** Returns a view of them. */
  Collection<ActiveExchange> inOrder() {
    return line;
  }

  /** Returns their memory, in bytes. */
  long pinned() {
    return (long) (line.size() / LOT) * LOT * WEIGHT;
  }

  /** Forgets all of them. */
  void clear() {
    memory.remove(pinned());
    line.clear();
  }
}
