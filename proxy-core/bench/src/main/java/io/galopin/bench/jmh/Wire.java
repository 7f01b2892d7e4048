package io.galopin.bench.jmh;

import io.galopin.api.Options;
import io.galopin.api.Protocol;
import io.galopin.api.ProtocolFactory;
import io.galopin.protocol.http.HttpProtocolFactory;
import io.galopin.protocol.redis.RedisProtocolFactory;
import java.nio.charset.StandardCharsets;

/**
 * A protocol with a typical request and its reply, as bytes. To add a protocol, add a case to
 * {@link #of} and its name to the parameters in {@link Scanning}.
 *
 * @param factory the plugin
 * @param request one whole request; do not change it
 * @param reply one whole reply; do not change it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Wire(ProtocolFactory factory, byte[] request, byte[] reply) {

  private static final String HTTP_REQUEST =
      """
      GET /catalog/items/4711?lang=en&page=2 HTTP/1.1
      Host: shop.example.com
      User-Agent: bench/1.0
      Accept: application/json
      X-Request-Id: 7f3c9a52-0b1e-4c55-9d3a-2f6f8a1d0e42

      """;

  private static final String HTTP_REPLY =
      """
      HTTP/1.1 200 OK
      Content-Type: application/json
      Content-Length: 20

      {"id":4711,"left":3}""";

  /** A Redis value of 1 KiB. */
  private static final String VALUE = "$1024\n" + "v".repeat(1024) + "\n";

  private static final String REDIS_REQUEST = "*3\n$3\nSET\n$9\nitem:4711\n" + VALUE;

  static Wire of(String protocol) {
    return switch (protocol) {
      case "http" -> new Wire(new HttpProtocolFactory(), bytes(HTTP_REQUEST), bytes(HTTP_REPLY));
      case "redis" -> new Wire(new RedisProtocolFactory(), bytes(REDIS_REQUEST), bytes(VALUE));
      default ->
          throw new IllegalArgumentException(
              "protocol: " + protocol + " (expected: http or redis)");
    };
  }

  /** Returns HTTP whose replies have a body of this length, in bytes. */
  static Wire httpWithBody(int length) {
    String reply = "HTTP/1.1 200 OK\nContent-Length: " + length + "\n\n" + "x".repeat(length);
    return new Wire(new HttpProtocolFactory(), bytes(HTTP_REQUEST), bytes(reply));
  }

  Protocol protocol() {
    return factory.create(Options.defaults(factory.options()));
  }

  private static byte[] bytes(String text) {
    return text.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
  }
}
