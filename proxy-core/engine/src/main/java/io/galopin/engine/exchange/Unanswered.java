package io.galopin.engine.exchange;

import io.galopin.api.Rendering;
import io.galopin.engine.hold.HeldMemory;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges that wait for their answers, oldest first, with the answers of the proxy's own that
 * wait for those to earlier ones. Counts the memory that they take.
 */
final class Unanswered {

  /**
   * The approximate memory of an exchange with its request's message and an answer, in bytes.
   * Exchanges are counted in lots; an incomplete lot counts as nothing.
   */
  private static final int WEIGHT = HeldMemory.HEAP_COUNTS * 1024;

  private static final int LOT = 32;

  private final HeldMemory memory;
  private @Nullable ArrayDeque<ActiveExchange> line;
  private long answers;

  Unanswered(HeldMemory memory) {
    this.memory = memory;
  }

  void add(ActiveExchange exchange) {
    if (line == null) {
      line = new ArrayDeque<>(4);
    }
    line.addLast(exchange);
    exchange.inLine(true);
    if (line.size() % LOT == 0) {
      memory.add(LOT * WEIGHT);
    }
  }

  void removeOldest() {
    ArrayDeque<ActiveExchange> waiting = Objects.requireNonNull(line);
    if (waiting.size() % LOT == 0) {
      memory.remove(LOT * WEIGHT);
    }
    waiting.removeFirst().inLine(false);
  }

  /**
   * Sets the proxy's own answer to an exchange. An exchange that expected none waits from now on.
   */
  void answer(ActiveExchange exchange, Rendering rendering) {
    exchange.ownAnswer(rendering);
    if (!exchange.isInLine()) {
      add(exchange);
    }
    count(cost(rendering));
  }

  /** Takes the proxy's own answer to an exchange, which has one. The caller owns it. */
  Rendering takeAnswer(ActiveExchange exchange) {
    Rendering rendering = Objects.requireNonNull(exchange.ownAnswer());
    exchange.ownAnswer(null);
    count(-cost(rendering));
    return rendering;
  }

  private static long cost(Rendering rendering) {
    return (long) rendering.bytes().capacity() + HeldMemory.PIECE;
  }

  private void count(long cost) {
    answers += cost;
    memory.add(cost);
  }

  boolean isEmpty() {
    return line == null || line.isEmpty();
  }

  @Nullable ActiveExchange oldest() {
    return line == null ? null : line.peekFirst();
  }

  /** Returns the one after the oldest. */
  @Nullable ActiveExchange second() {
    if (line == null || line.size() < 2) {
      return null;
    }
    Iterator<ActiveExchange> inOrder = line.iterator();
    inOrder.next();
    return inOrder.next();
  }

  /** Returns the oldest if the backend has got it, or a probe in its place. */
  @Nullable ActiveExchange atBackend() {
    ActiveExchange oldest = oldest();
    return oldest != null
            && (oldest.requestCourse().isForwarded() || oldest.requestCourse().isProbed())
        ? oldest
        : null;
  }

  /** Whether one before {@code exchange} is one that the backend may or may not answer. */
  boolean quietBefore(ActiveExchange exchange) {
    for (ActiveExchange earlier : inOrder()) {
      if (earlier == exchange) {
        return false;
      }
      if (earlier.request().quiet() && earlier.ownAnswer() == null) {
        return true;
      }
    }
    return false;
  }

  /** Whether one of these behaviors acts on one of them. */
  boolean use(Predicate<Object> behaviors) {
    return inOrder().stream().anyMatch(each -> each.isTouchedBy(behaviors));
  }

  /** Returns a view of them. */
  Collection<ActiveExchange> inOrder() {
    return line == null ? List.of() : line;
  }

  /** Returns the memory of all, in bytes. */
  long pinned() {
    return ofLine() + answers;
  }

  private long ofLine() {
    return line == null ? 0 : (long) (line.size() / LOT) * LOT * WEIGHT;
  }

  /** Forgets all of them, and releases the answers that were never sent. */
  void clear() {
    for (ActiveExchange exchange : inOrder()) {
      if (exchange.ownAnswer() != null) {
        takeAnswer(exchange).bytes().release();
      }
    }
    memory.remove(ofLine());
    line = null;
  }
}
