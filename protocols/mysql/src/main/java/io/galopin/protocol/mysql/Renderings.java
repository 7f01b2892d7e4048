package io.galopin.protocol.mysql;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.galopin.api.Failure;
import io.galopin.api.Rendering;
import io.galopin.api.Trouble;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** The packets that Galopin itself sends to clients. */
final class Renderings {

  /** No state: the client has not said whether it understands one. */
  private static final String NONE = "";

  /** The server's own word for what is wrong with the connection. */
  private static final String LINK_FAILURE = "08S01";

  private static final int UNKNOWN_ERROR = 1105;
  private static final int MALFORMED = 1835;

  /** What a server can do that lets nobody in: the least with which all clients log in. */
  private static final long LEAST =
      0x0008_F7DFL & ~Capabilities.TLS & ~Capabilities.ANY_COMPRESSION;

  private static final int UTF8 = 33;
  private static final int AUTOCOMMIT = 2;

  /** The most bytes of a message; servers have 512. */
  private static final int LONGEST = 512;

  private Renderings() {}

  /** Renders a failure in place of the reply to a request. */
  static Rendering injected(
      Failure failure, MysqlRequest request, boolean greeted, ByteBufAllocator allocator) {
    MysqlFailure injected = MysqlFailure.of(failure);
    int code = injected.code(failure.options());
    ByteBuf bytes = allocator.buffer();
    boolean early = request.opening() && !greeted;
    String state = injected.sqlstate(failure.options());
    if (early && injected == MysqlFailure.ACCESS_DENIED) {
      // The client logs in before it reads on.
      greeting(bytes);
      error(bytes, 2, code, state, injected.message(failure.options()));
    } else {
      error(bytes, request.next(), code, early ? NONE : state, injected.message(failure.options()));
    }
    String label = Integer.toString(code);
    return injected.closes() || request.opening()
        ? Rendering.lastReply(bytes, label)
        : Rendering.reply(bytes, label);
  }

  /** Renders what a server says before it closes a connection. */
  static Rendering notice(Failure notice, ByteBufAllocator allocator) {
    MysqlFailure said = MysqlFailure.of(notice);
    int code = said.code(notice.options());
    ByteBuf bytes = allocator.buffer();
    error(bytes, 0, code, said.sqlstate(notice.options()), said.message(notice.options()));
    return Rendering.lastReply(bytes, Integer.toString(code));
  }

  /** Renders trouble between the proxy and the backend, which was not injected. */
  static Rendering trouble(
      Trouble trouble, MysqlRequest request, boolean greeted, ByteBufAllocator allocator) {
    String what =
        switch (trouble.kind()) {
          case UNREACHABLE -> "Galopin cannot reach the backend: ";
          case TIMEOUT -> "Galopin did not reach the backend in time: ";
          case BAD_REPLY -> "Galopin got a bad reply from the backend: ";
        };
    String state = request.opening() && !greeted ? NONE : LINK_FAILURE;
    ByteBuf bytes = allocator.buffer();
    error(bytes, request.next(), UNKNOWN_ERROR, state, what + trouble.reason());
    return Rendering.lastReply(bytes, Integer.toString(UNKNOWN_ERROR));
  }

  /** Renders why the client's bytes are refused. */
  static Rendering refusal(Flaw flaw, int sequence, ByteBufAllocator allocator) {
    ByteBuf bytes = allocator.buffer();
    error(bytes, sequence, MALFORMED, "HY000", "Galopin refuses this: " + flaw.reason());
    return Rendering.lastReply(bytes, Integer.toString(MALFORMED));
  }

  private static void error(ByteBuf to, int sequence, int code, String state, String message) {
    int at = Writing.begin(to, sequence);
    to.writeByte(Packets.ERROR).writeShortLE(code);
    if (!state.isEmpty()) {
      to.writeByte('#').writeCharSequence(state, US_ASCII);
    }
    byte[] text = message.getBytes(UTF_8);
    to.writeBytes(text, 0, Math.min(text.length, LONGEST));
    Writing.end(to, at);
  }

  private static void greeting(ByteBuf to) {
    int at = Writing.begin(to, 0);
    to.writeByte(Greeting.VERSION).writeCharSequence("8.0.0-galopin", US_ASCII);
    to.writeByte(0).writeIntLE(1);
    to.writeCharSequence("galopin!", US_ASCII);
    to.writeByte(0).writeShortLE((int) LEAST).writeByte(UTF8).writeShortLE(AUTOCOMMIT);
    to.writeShortLE((int) (LEAST >> 16)).writeByte(21).writeZero(10);
    to.writeCharSequence("no-one-is-in", US_ASCII);
    to.writeByte(0).writeCharSequence("mysql_native_password", US_ASCII);
    to.writeByte(0);
    Writing.end(to, at);
  }
}
