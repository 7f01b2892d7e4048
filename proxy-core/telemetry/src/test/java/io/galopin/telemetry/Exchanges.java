package io.galopin.telemetry;

import io.galopin.engine.journal.ExchangeRef;
import io.galopin.engine.trace.FinishedExchange;
import io.galopin.engine.trace.FinishedExchange.Did;
import io.galopin.engine.trace.FinishedExchange.How;
import io.galopin.engine.trace.FinishedExchange.Times;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;

/** Exchanges for tests. */
final class Exchanges {

  static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  static final String CALLER = "b7ad6b7169203331";
  static final Instant BEGAN = Instant.parse("2026-02-03T04:05:06.007008009Z");

  private Exchanges() {}

  static FinishedExchange http() {
    return of("http", "GET /a", "200", false, How.REPLIED, "");
  }

  static FinishedExchange withParent(String parent) {
    return of("http", "GET /a", "200", false, How.REPLIED, parent);
  }

  static FinishedExchange of(
      String protocol, String request, String reply, boolean error, How how, String parent) {
    return of(protocol, new ExchangeRef(3, request, "", ""), reply, error, how, parent, List.of());
  }

  static FinishedExchange of(
      String protocol,
      ExchangeRef exchange,
      String reply,
      boolean error,
      How how,
      String parent,
      List<Did> faults) {
    return new FinishedExchange(
        "web",
        protocol,
        7,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 50_000),
        exchange,
        reply,
        error,
        how,
        BEGAN,
        new Times(2_000_000_005L, 500_000_000, 1_500_000_000),
        120,
        340,
        parent,
        faults);
  }
}
