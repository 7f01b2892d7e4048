package io.galopin.journal.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.galopin.engine.journal.ExchangeRef;
import io.galopin.engine.trace.FinishedExchange;
import io.galopin.engine.trace.FinishedExchange.Did;
import io.galopin.engine.trace.FinishedExchange.How;
import io.galopin.engine.trace.FinishedExchange.Times;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings("AddressSelection") // they are literals
class ExchangeLineTest {

  private static final Instant BEGAN = Instant.parse("2026-11-28T20:55:05.001234567Z");

  private static FinishedExchange exchange(ExchangeRef ref, Times times, Did... faults) {
    return new FinishedExchange(
        "web",
        "http",
        3,
        new InetSocketAddress("127.0.0.1", 40_001),
        ref,
        "503 Service Unavailable",
        true,
        How.NO_REPLY_EXPECTED,
        BEGAN,
        times,
        120,
        4_567,
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        List.of(faults));
  }

  private static String line(FinishedExchange exchange) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(line)) {
      ExchangeLine.write(json, exchange);
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  @Test
  void saysAllOfAnExchange() throws IOException {
    assertThat(
            line(
                exchange(
                    new ExchangeRef("tls", 4, "GET /\"a\"", "id #2", "d1"),
                    new Times(2_012_345_678, 12_345_999, 2_000_000_000),
                    new Did("slow", "delay", "delay 2 s"),
                    new Did("", "error", "fail 503"))))
        .isEqualTo(
            "{\"time\":\"2026-11-28T20:55:05.001234Z\",\"proxy\":\"web\",\"protocol\":\"http\","
                + "\"connection\":3,\"exchange\":4,\"layer\":\"tls\","
                + "\"client\":\"127.0.0.1:40001\",\"request\":\"GET /\\\"a\\\"\","
                + "\"identity\":\"id #2\",\"digest\":\"d1\","
                + "\"reply\":\"503 Service Unavailable\",\"how\":\"no-reply-expected\","
                + "\"error\":true,\"ms\":2012.345,\"backend-ms\":12.345,\"added-ms\":2000.000,"
                + "\"in\":120,\"out\":4567,\"faults\":["
                + "{\"rule\":\"slow\",\"behavior\":\"delay\",\"did\":\"delay 2 s\"},"
                + "{\"rule\":\"\",\"behavior\":\"error\",\"did\":\"fail 503\"}]}");
  }

  @Test
  void leavesOutWhatThereIsNot() throws IOException {
    assertThat(line(exchange(new ExchangeRef(1, "GET /", "", ""), new Times(5, Times.UNKNOWN, 0))))
        .doesNotContain("layer", "identity", "digest", "backend-ms")
        .contains("\"ms\":0.000,\"added-ms\":0.000,", "\"faults\":[]");
  }

  /** A label may be cut in the middle of a character. */
  @Test
  void writesHalvesOfCharacters() throws IOException {
    ExchangeRef cut = new ExchangeRef(1, "GET \uD83D…", "", "");

    assertThat(line(exchange(cut, new Times(5, 5, 0)))).contains("\"GET \\uD83D…\"");
  }

  /** Every character alone, and pairs of them. */
  @Test
  void escapesAsJacksonDoes() throws IOException {
    StringBuilder all = new StringBuilder();
    for (char each = 0; each < 0x300; each++) {
      all.append(each);
    }
    all.append("\uD83D\uDE00").append("\uDE00x\uD83Dx\uDE00\uD83D");
    String request = all.toString();
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(expected)) {
      json.writeString(request);
    }

    String line = line(exchange(new ExchangeRef(1, request, "", ""), new Times(5, 5, 0)));
    assertThat(line).contains(expected.toString(StandardCharsets.UTF_8));
  }

  @Test
  void secondsAreTheirOwn() throws IOException {
    for (String time :
        List.of(
            "2026-11-28T20:55:05.000001Z",
            "2026-11-28T20:55:06.999999Z",
            "1969-12-31T23:59:59.000000Z")) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      try (JsonGenerator json = new JsonFactory().createGenerator(line)) {
        ExchangeLine.writeLost(json, Instant.parse(time), 1);
      }
      assertThat(line.toString(StandardCharsets.UTF_8)).contains(time);
    }
  }

  @Test
  void anAddressOfTheNewKindIsShortAndInBrackets() throws IOException {
    FinishedExchange some = exchange(new ExchangeRef(1, "", "", ""), new Times(5, 5, 0));
    FinishedExchange other =
        new FinishedExchange(
            some.proxy(),
            some.protocol(),
            some.connection(),
            new InetSocketAddress("::1", 7),
            some.exchange(),
            some.reply(),
            some.error(),
            some.how(),
            some.began(),
            some.times(),
            some.requestBytes(),
            some.replyBytes(),
            some.parent(),
            some.faults());

    assertThat(line(other)).contains("\"client\":\"[::1]:7\"");
  }

  @Test
  void saysHowManyAreMissing() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(line)) {
      ExchangeLine.writeLost(json, Instant.EPOCH, 12);
    }

    assertThat(line.toString(StandardCharsets.UTF_8))
        .isEqualTo("{\"time\":\"1970-01-01T00:00:00.000000Z\",\"lost\":12}");
  }
}
