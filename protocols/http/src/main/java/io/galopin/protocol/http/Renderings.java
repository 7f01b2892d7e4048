package io.galopin.protocol.http;

import io.galopin.api.Options;
import io.galopin.api.Rendering;
import io.galopin.api.Trouble;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * The replies that Galopin itself sends. The text of each says so, and whether it was injected on
 * purpose.
 */
final class Renderings {

  private static final HttpResponseStatus[] INJECTED = {
    HttpResponseStatus.INTERNAL_SERVER_ERROR,
    HttpResponseStatus.NOT_IMPLEMENTED,
    HttpResponseStatus.BAD_GATEWAY,
    HttpResponseStatus.SERVICE_UNAVAILABLE
  };

  private static final Writer WRITER = new Writer();

  private Renderings() {}

  /**
   * Renders an injected failure.
   *
   * @param options of {@link FailureOptions}
   * @param switched whether the backend has agreed to switch protocols, which the client never
   *     learns
   * @param number from 0 (inclusive) to 1 (exclusive); chooses the status if none is given
   */
  static Rendering injected(
      Options options,
      HttpRequest request,
      boolean switched,
      DoubleSupplier number,
      ByteBufAllocator allocator) {
    HttpResponseStatus status =
        options
            .find(FailureOptions.STATUS)
            .map(code -> HttpResponseStatus.valueOf(Math.toIntExact(code)))
            .orElseGet(() -> INJECTED[(int) (number.getAsDouble() * INJECTED.length)]);
    boolean tunnel = request.connect() && status.codeClass() == HttpStatusClass.SUCCESS;
    boolean bodiless = tunnel || Attributes.isBodiless(status.code());
    // A body that waits for 100-continue may come or not, and a tunnel has no backend.
    boolean kept = request.keptAlive() && !request.awaitsContinue() && !switched && !tunnel;
    String text =
        options
            .find(FailureOptions.BODY)
            .orElseGet(() -> "Injected by Galopin: " + status + ", on purpose.\n");
    HttpResponse reply = reply(status, text);
    if (bodiless) {
      reply.headers().remove(HttpHeaderNames.CONTENT_TYPE).remove(HttpHeaderNames.CONTENT_LENGTH);
    }
    if (!kept && !tunnel) {
      reply.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    } else if (kept && request.http10()) {
      reply.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }
    options.find(FailureOptions.HEADERS).ifPresent(fields -> set(fields, reply.headers()));
    ByteBuf bytes = WRITER.write(reply, bodiless || request.head() ? "" : text, allocator);
    String label = status.codeAsText().toString();
    return kept ? Rendering.reply(bytes, label) : Rendering.lastReply(bytes, label);
  }

  private static void set(Map<String, String> fields, HttpHeaders headers) {
    fields.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            headers.remove(name);
          } else {
            headers.set(name, value);
          }
        });
  }

  /** Renders trouble between the proxy and the backend, which was not injected. */
  static Rendering trouble(Trouble trouble, HttpRequest request, ByteBufAllocator allocator) {
    HttpResponseStatus status =
        switch (trouble.kind()) {
          case UNREACHABLE, BAD_REPLY -> HttpResponseStatus.BAD_GATEWAY;
          case TIMEOUT -> HttpResponseStatus.GATEWAY_TIMEOUT;
        };
    String what =
        switch (trouble.kind()) {
          case UNREACHABLE -> "Galopin cannot reach the backend: ";
          case TIMEOUT -> "Galopin did not reach the backend in time: ";
          case BAD_REPLY -> "Galopin got a bad reply from the backend: ";
        };
    return last(status, what + trouble.reason() + ".\n", request.head(), allocator);
  }

  /** Renders why the client's request is refused. */
  static Rendering refusal(Flaw flaw, ByteBufAllocator allocator) {
    String text = "Galopin refuses this request: " + flaw.sentence() + ".\n";
    return last(flaw.status(), text, false, allocator);
  }

  private static Rendering last(
      HttpResponseStatus status, String text, boolean head, ByteBufAllocator allocator) {
    HttpResponse reply = reply(status, text);
    reply.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    return Rendering.lastReply(
        WRITER.write(reply, head ? "" : text, allocator), status.codeAsText().toString());
  }

  private static HttpResponse reply(HttpResponseStatus status, String text) {
    HttpResponse reply = new DefaultHttpResponse(HttpVersion.HTTP_1_1, status);
    reply
        .headers()
        .set(HttpHeaderNames.SERVER, "galopin")
        .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
        .set(HttpHeaderNames.CONTENT_LENGTH, ByteBufUtil.utf8Bytes(text));
    return reply;
  }

  /** Netty's encoder without a channel. Keeps no state. */
  private static final class Writer extends HttpResponseEncoder {

    ByteBuf write(HttpResponse reply, String body, ByteBufAllocator allocator) {
      ByteBuf bytes = allocator.buffer(256);
      try {
        encodeInitialLine(bytes, reply);
      } catch (Exception declaredButNeverThrown) {
        bytes.release();
        throw new IllegalStateException(declaredButNeverThrown);
      }
      encodeHeaders(reply.headers(), bytes);
      ByteBufUtil.writeShortBE(bytes, '\r' << 8 | '\n');
      bytes.writeCharSequence(body, StandardCharsets.UTF_8);
      return bytes;
    }
  }
}
