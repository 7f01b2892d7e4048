package io.galopin.control;

import com.fasterxml.jackson.core.JsonGenerator;
import io.galopin.api.Excerpt;
import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.engine.Engine;
import io.galopin.journal.JournalLine;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code GET /journal}: the record of faults, as JSON, or as events for clients that ask for them.
 */
final class JournalCalls {

  /** How many clients may follow at once, if there are enough connections. */
  static final int MOST_FEEDS = 64;

  private static final String EVENTS = "text/event-stream";
  private static final Option<Long> AFTER =
      Option.integer("after", 0, Long.MAX_VALUE, "the number of the last entry that is known")
          .orElse(0L);
  private static final Option<Long> LIMIT =
      Option.integer("limit", 1, 10_000, "how many entries").orElse(1_000L);
  private static final String PROXY = "proxy";

  private final Engine engine;
  private final Callers callers;
  private final Duration heartbeat;
  private final int mostFeeds;
  private final JournalFeeds feeds = new JournalFeeds();

  /**
   * Reads an engine's journal.
   *
   * @param callers the server's connections
   * @param heartbeat how often followers hear something
   * @param mostFeeds a smaller limit on followers, if it is less than the usual one
   */
  JournalCalls(Engine engine, Callers callers, Duration heartbeat, int mostFeeds) {
    this.engine = engine;
    this.callers = callers;
    this.heartbeat = heartbeat;
    this.mostFeeds = Math.min(MOST_FEEDS, mostFeeds);
  }

  void addTo(Router router) {
    router.get("/journal").handler(this::journal);
  }

  /** The clients that follow now. */
  Set<JournalFeed> feeds() {
    return feeds.open();
  }

  private void journal(RoutingContext context) {
    for (Map.Entry<String, String> given : context.queryParams()) {
      if (!Set.of(AFTER.name(), LIMIT.name(), PROXY).contains(given.getKey())) {
        throw new Refusal(
            400, Excerpt.of(given.getKey()) + ": unknown (expected: after, limit or proxy)");
      }
    }
    for (String name : context.queryParams().names()) {
      if (context.queryParams().getAll(name).size() > 1) {
        throw new Refusal(400, name + ": given twice (expected: once)");
      }
    }
    String accept = context.request().headers().get(HttpHeaders.ACCEPT);
    boolean events = accept != null && accept.toLowerCase(Locale.ROOT).contains(EVENTS);
    long after = number(context, AFTER);
    long limit = number(context, LIMIT);
    String seen = context.request().getHeader("Last-Event-ID");
    if (events && seen != null) {
      after = number(AFTER, "Last-Event-ID", seen);
    }
    Optional<String> proxy = context.queryParam(PROXY).stream().findFirst();
    JournalReader reader = new JournalReader(engine.journal(), after, proxy);
    if (events) {
      follow(context, restarted(reader, after, proxy));
    } else {
      callers.refuseIfOthersWait();
      Replies.refuseIfCrowded();
      Work.begin(context.vertx().getOrCreateContext(), () -> json(reader, (int) limit))
          .onSuccess(json -> Replies.send(context.response(), 200, json))
          .onFailure(context::fail);
    }
  }

  /** A client that knows more entries than there are followed an earlier run. */
  private JournalReader restarted(JournalReader reader, long after, Optional<String> proxy) {
    return reader.last() < after ? new JournalReader(engine.journal(), 0, proxy) : reader;
  }

  private static long number(RoutingContext context, Option<Long> option) {
    return context.queryParam(option.name()).stream()
        .findFirst()
        .map(text -> number(option, option.name(), text))
        .orElseGet(() -> option.defaultValue().orElseThrow());
  }

  private static long number(Option<Long> option, String what, String text) {
    try {
      return option.parse(text);
    } catch (OptionException wrong) {
      throw new Refusal(
          400, what + ": " + Excerpt.of(text) + " (expected: " + option.range() + ")");
    }
  }

  private byte[] json(JournalReader reader, int limit) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("seed", engine.seed());
      json.writeArrayFieldStart("entries");
      for (var entry : reader.next(limit)) {
        JournalLine.write(json, engine.seed(), entry);
      }
      json.writeEndArray();
      json.writeNumberField("last", reader.last());
      json.writeNumberField("let-go", engine.journal().letGo());
      json.writeEndObject();
    } catch (IOException cannotBe) {
      throw new IllegalStateException(cannotBe);
    }
    return out.toByteArray();
  }

  private void follow(RoutingContext context, JournalReader reader) {
    if (feeds.open().size() >= mostFeeds) {
      throw new Refusal(
          503,
          mostFeeds
              + " clients already follow the journal, which is the most allowed (expected: a retry when one"
              + " of them has gone)");
    }
    callers.refuseIfOthersWait();
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, EVENTS)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("X-Content-Type-Options", "nosniff");
    JournalFeed feed =
        new JournalFeed(context.vertx(), context.request(), reader, engine.seed(), heartbeat);
    feeds.add(context.vertx(), feed);
    context.addEndHandler(gone -> feeds.remove(context.vertx(), feed));
  }
}
