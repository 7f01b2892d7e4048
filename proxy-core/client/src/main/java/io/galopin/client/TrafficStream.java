package io.galopin.client;

import java.util.List;
import java.util.Map;

/** Tells a listener of traffic what a server says of its exchanges. */
record TrafficStream(TrafficListener listener) implements ExchangeStream.Reader {

  private static final List<String> BROKEN = List.of("unanswered", "cut");
  private static final String NO_REPLY = "no-reply-expected";
  private static final double NANOS = 1e6;

  @Override
  public void ended(Map<String, Object> exchange) {
    String how = Fields.text(exchange, "how");
    boolean measured = !how.equals(NO_REPLY) && exchange.get("ms") instanceof Number;
    double millis = measured ? ((Number) exchange.get("ms")).doubleValue() : -1;
    boolean failed = Boolean.TRUE.equals(exchange.get("error")) || BROKEN.contains(how);
    listener.ended(measured ? Math.round(millis * NANOS) : -1, failed);
  }

  @Override
  public void missing(long count, String why) {
    listener.lost(why);
  }

  @Override
  public void gone(String why) {
    listener.lost(why);
  }
}
