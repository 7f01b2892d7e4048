package io.galopin.embed;

import io.galopin.client.FinishedExchange;
import io.galopin.client.Following;
import io.galopin.engine.journal.ExchangeRef;
import io.galopin.engine.match.Condition;
import io.galopin.engine.socket.Address;
import io.galopin.engine.trace.ExchangeListeners;
import io.galopin.engine.trace.FinishedExchange.Times;
import io.galopin.engine.trace.Subscription;
import io.galopin.journal.exchange.WaitingExchanges;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Gives exchanges that are over to a listener, on a thread of its own. */
final class EmbeddedFollowing implements Following {

  private static final long MOST_WAITING =
      Math.min(16 << 20, Runtime.getRuntime().maxMemory() / 32);
  private static final int BATCH = 256;
  private static final long POLL_MILLIS = 10;

  private final WaitingExchanges waiting = new WaitingExchanges(MOST_WAITING);
  private final Subscription subscription;
  private final Consumer<FinishedExchange> listener;
  private final Consumer<EmbeddedFollowing> whenEnded;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicLong lost = new AtomicLong();
  private final Thread thread = new Thread(this::follow, "galopin-exchanges");
  private volatile boolean open = true;

  /**
   * Begins with the next exchange.
   *
   * @param whenEnded called once it has ended, by its thread
   */
  EmbeddedFollowing(
      ExchangeListeners exchanges,
      Condition when,
      Consumer<FinishedExchange> listener,
      Consumer<EmbeddedFollowing> whenEnded) {
    this.listener = listener;
    this.whenEnded = whenEnded;
    this.subscription = exchanges.listen(when, waiting);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void follow() {
    try {
      boolean ending;
      do {
        ending = closing.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
        deliver();
      } while (!ending);
    } catch (InterruptedException enough) {
      Thread.currentThread().interrupt();
    } finally {
      open = false;
      subscription.close();
      whenEnded.accept(this);
    }
  }

  private void deliver() {
    List<io.galopin.engine.trace.FinishedExchange> some;
    do {
      some = waiting.take(BATCH);
      some.forEach(each -> listener.accept(of(each)));
      lost.addAndGet(waiting.lost());
    } while (!some.isEmpty());
  }

  private static FinishedExchange of(io.galopin.engine.trace.FinishedExchange over) {
    ExchangeRef ref = over.exchange();
    Times times = over.times();
    return new FinishedExchange(
        over.began(),
        over.proxy(),
        over.protocol(),
        over.connection(),
        ref.layer(),
        ref.ordinal(),
        Address.of(over.client()).toString(),
        ref.request(),
        over.reply(),
        FinishedExchange.How.valueOf(over.how().name()),
        over.error(),
        Duration.ofNanos(times.total()),
        times.backend() < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(times.backend())),
        Duration.ofNanos(Math.max(0, times.added())),
        over.requestBytes(),
        over.replyBytes(),
        over.faults().stream()
            .map(did -> new FinishedExchange.Did(did.rule(), did.behavior(), did.what()))
            .toList());
  }

  @Override
  public long lost() {
    return lost.get();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    subscription.close();
    closing.countDown();
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      thread.join();
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
