package io.galopin.control;

import com.fasterxml.jackson.core.JsonGenerator;
import io.galopin.api.Excerpt;
import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.engine.Engine;
import io.galopin.journal.JournalLine;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code GET /journal}: the record of faults, as JSON, or as events for clients that ask for them.
 */
final class JournalCalls {

  private static final Option<Long> AFTER =
      Option.integer("after", 0, Long.MAX_VALUE, "the number of the last entry that is known")
          .orElse(0L);
  private static final Option<Long> LIMIT =
      Option.integer("limit", 1, 10_000, "how many entries").orElse(1_000L);
  private static final String PROXY = "proxy";

  private final Engine engine;
  private final Callers callers;
  private final Feeds feeds;

  /**
   * Reads an engine's journal.
   *
   * @param callers the server's connections
   * @param feeds the clients that follow something
   */
  JournalCalls(Engine engine, Callers callers, Feeds feeds) {
    this.engine = engine;
    this.callers = callers;
    this.feeds = feeds;
  }

  void addTo(Router router) {
    router.get("/journal").handler(this::journal);
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
    boolean events = FeedForm.of(context.request()) == FeedForm.EVENTS;
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
    feeds.refuseIfTooMany();
    feeds.follow(context, new JournalEntries(reader, engine.seed()), FeedForm.EVENTS);
  }
}
