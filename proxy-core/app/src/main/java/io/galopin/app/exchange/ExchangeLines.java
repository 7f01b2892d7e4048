package io.galopin.app.exchange;

import io.galopin.app.lines.LinesWriter;
import io.galopin.engine.trace.FinishedExchange;
import io.galopin.journal.exchange.ExchangeLine;
import io.galopin.journal.exchange.WaitingExchanges;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The lines of exchanges that wait to be written, some at a time. A line that was written in part
 * is completed.
 */
final class ExchangeLines implements LinesWriter.Source {

  /** With the longest labels, some megabytes. */
  private static final int BATCH = 256;

  private final WaitingExchanges waiting;
  private final Runnable whenFirstLost;
  private final AtomicLong lost = new AtomicLong();
  private final StringBuilder text = new StringBuilder();
  private ByteBuffer pending = ByteBuffer.allocate(0);

  /**
   * @param whenFirstLost called on the writer's thread when an exchange was let go for the first
   *     time
   */
  ExchangeLines(WaitingExchanges waiting, Runnable whenFirstLost) {
    this.waiting = waiting;
    this.whenFirstLost = whenFirstLost;
  }

  @Override
  public ByteBuffer next() {
    if (!pending.hasRemaining() && !waiting.isEmpty()) {
      pending = ByteBuffer.wrap(lines(waiting.take(BATCH), waiting.lost()));
    }
    return pending;
  }

  private byte[] lines(List<FinishedExchange> exchanges, long nowLost) {
    text.setLength(0);
    for (FinishedExchange exchange : exchanges) {
      ExchangeLine.append(text, exchange);
    }
    if (nowLost > 0) {
      ExchangeLine.appendLost(text, Instant.now(), nowLost);
      tell(nowLost);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void tell(long nowLost) {
    if (lost.getAndAdd(nowLost) == 0) {
      whenFirstLost.run();
    }
  }

  /** Does nothing: the buffer knows. */
  @Override
  public void written(int written) {}

  /** The next reader gets the line that the last one has seen in part. */
  @Override
  public void begunAnew() {
    int begin = pending.position();
    while (begin > 0 && pending.get(begin - 1) != '\n') {
      begin--;
    }
    pending.position(begin);
  }

  /** How many exchanges were let go, with those that still wait. To be called at the end. */
  long missing() {
    long left = 0;
    List<FinishedExchange> taken;
    do {
      taken = waiting.take(BATCH);
      left += taken.size();
    } while (!taken.isEmpty());
    return lost.get() + waiting.lost() + left;
  }
}
