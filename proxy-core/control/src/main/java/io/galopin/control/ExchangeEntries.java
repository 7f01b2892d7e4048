package io.galopin.control;

import com.fasterxml.jackson.core.JsonGenerator;
import io.galopin.engine.match.Condition;
import io.galopin.engine.trace.ExchangeListeners;
import io.galopin.engine.trace.FinishedExchange;
import io.galopin.engine.trace.Subscription;
import io.galopin.journal.exchange.ExchangeLine;
import io.galopin.journal.exchange.WaitingExchanges;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The exchanges for one client that follows them. They wait until the client can take them. If
 * there are too many, the newest are let go, and an event {@code lost} says how many.
 */
final class ExchangeEntries implements Feed.Entries {

  /** What may wait for one client, in bytes. All clients together take a part of the heap. */
  private static final long MOST_WAITING =
      Math.min(2 << 20, Runtime.getRuntime().maxMemory() / 16 / Feeds.MOST);

  private static final int BATCH = 8;

  private final WaitingExchanges waiting = new WaitingExchanges(MOST_WAITING);
  private final Subscription subscription;
  private final FeedForm form;

  private ExchangeEntries(
      ExchangeListeners exchanges, Condition when, Optional<String> proxy, FeedForm form) {
    this.form = form;
    this.subscription =
        exchanges.listen(
            when,
            proxy.isEmpty()
                ? waiting
                : exchange -> {
                  if (exchange.proxy().equals(proxy.get())) {
                    waiting.finished(exchange);
                  }
                });
  }

  /**
   * Starts with the next exchange.
   *
   * @param when which are wanted
   * @param proxy whose exchanges are wanted; empty for all
   */
  static ExchangeEntries of(
      ExchangeListeners exchanges, Condition when, Optional<String> proxy, FeedForm form) {
    return new ExchangeEntries(exchanges, when, proxy, form);
  }

  @Override
  public boolean behind() {
    return !waiting.isEmpty();
  }

  @Override
  public void write(ByteArrayOutputStream out, int enough) {
    try (JsonGenerator json = ExchangeLine.generator(out)) {
      List<FinishedExchange> some;
      do {
        some = waiting.take(BATCH);
        for (FinishedExchange exchange : some) {
          json.writeRaw(form.begin());
          ExchangeLine.write(json, exchange);
          json.writeRaw(form.end());
        }
        json.flush();
      } while (some.size() == BATCH && out.size() < enough);
      writeLost(json, waiting.lost());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void writeLost(JsonGenerator json, long lost) throws IOException {
    if (lost > 0) {
      json.writeRaw(form.begin("lost"));
      ExchangeLine.writeLost(json, Instant.now(), lost);
      json.writeRaw(form.end());
    }
  }

  @Override
  public String wayOut() {
    return "follow again";
  }

  @Override
  public void close() {
    subscription.close();
  }
}
