package io.galopin.control;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.engine.journal.ExchangeRef;
import io.galopin.engine.trace.FinishedExchange;
import io.galopin.engine.trace.FinishedExchange.How;
import io.galopin.engine.trace.FinishedExchange.Times;
import io.galopin.journal.exchange.ExchangeLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;

/** Exchanges that are over, for tests. */
@SuppressWarnings("AddressSelection") // they are literals
final class Finished {

  private Finished() {}

  static FinishedExchange exchange(String proxy, long ordinal) {
    return new FinishedExchange(
        proxy,
        "http",
        1,
        new InetSocketAddress("127.0.0.1", 40_001),
        new ExchangeRef(ordinal, "GET /" + ordinal, "", ""),
        "200 OK",
        false,
        How.REPLIED,
        Instant.EPOCH,
        new Times(3_000_000, 2_000_000, 1_000_000),
        10,
        20,
        "",
        List.of());
  }

  static JsonNode line(FinishedExchange exchange) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = ExchangeLine.generator(out)) {
      ExchangeLine.write(json, exchange);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Json.read(out.toByteArray());
  }
}
