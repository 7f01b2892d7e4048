package io.galopin.protocol.postgres;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.galopin.api.Failure;
import io.galopin.api.Rendering;
import io.galopin.api.Trouble;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** The messages that Galopin itself sends to clients. */
final class Renderings {

  private static final String INJECTED = "injected by Galopin, on purpose";

  private Renderings() {}

  /**
   * Renders an injected failure.
   *
   * @param left what stands before and behind it
   */
  static Rendering injected(
      Failure failure,
      FailedRequests.Left left,
      ClientEncoding encoding,
      ByteBufAllocator allocator) {
    PostgresFailure kind = PostgresFailure.of(failure);
    String sqlstate = kind.sqlstate(failure.options());
    ByteBuf bytes = allocator.buffer().writeBytes(left.before().getBytes(ISO_8859_1));
    byte[] message = encoding.bytes(kind.message(failure.options()));
    write(bytes, "ERROR", sqlstate, message, INJECTED, kind.routine());
    if (left.status() != 0) {
      ready(bytes, left.status());
    }
    return Rendering.reply(bytes, sqlstate);
  }

  /** Renders an injected failure with which a server ends the connection. */
  static Rendering injectedAtEnd(
      Failure failure, ClientEncoding encoding, ByteBufAllocator allocator) {
    PostgresFailure kind = PostgresFailure.of(failure);
    String sqlstate = kind.sqlstate(failure.options());
    return fatal(sqlstate, encoding.bytes(kind.message(failure.options())), INJECTED, allocator);
  }

  /** Renders trouble between the proxy and the backend, which was not injected. */
  static Rendering trouble(Trouble trouble, ByteBufAllocator allocator) {
    return switch (trouble.kind()) {
      case UNREACHABLE ->
          fatal("08006", "Galopin cannot reach the backend: " + trouble.reason(), allocator);
      case TIMEOUT ->
          fatal(
              "08006", "Galopin did not reach the backend in time: " + trouble.reason(), allocator);
      case BAD_REPLY ->
          fatal(
              "08P01", "Galopin got a bad reply from the backend: " + trouble.reason(), allocator);
    };
  }

  /** Renders that the server does not encrypt. */
  static Rendering notEncrypted(ByteBufAllocator allocator) {
    return Rendering.reply(allocator.buffer(1).writeByte('N'), "N");
  }

  /** Renders that a login is bound to another certificate than Galopin's. */
  static Rendering bound(ByteBufAllocator allocator) {
    return fatal("28000", ChannelBinding.FAILED, allocator);
  }

  /** Renders that the server encrypts. */
  static Rendering encrypted(ByteBufAllocator allocator) {
    return Rendering.reply(allocator.buffer(1).writeByte('S'), "S");
  }

  /** Renders what a server answers to Sync. */
  static Rendering ready(byte status, ByteBufAllocator allocator) {
    return Rendering.reply(ready(allocator.buffer(Wire.READY), status), "ready");
  }

  private static ByteBuf ready(ByteBuf to, byte status) {
    return to.writeByte('Z').writeInt(5).writeByte(status);
  }

  /** Renders why the client's request is refused, as a server does it. */
  static Rendering refusal(Flaw flaw, ByteBufAllocator allocator) {
    return fatal("08P01", "Galopin refuses this: " + flaw.reason(), allocator);
  }

  private static Rendering fatal(String sqlstate, String message, ByteBufAllocator allocator) {
    return fatal(sqlstate, message.getBytes(UTF_8), "", allocator);
  }

  private static Rendering fatal(
      String sqlstate, byte[] message, String detail, ByteBufAllocator allocator) {
    ByteBuf bytes = allocator.buffer();
    write(bytes, "FATAL", sqlstate, message, detail, "");
    return Rendering.lastReply(bytes, sqlstate);
  }

  /** Writes an ErrorResponse. */
  private static void write(
      ByteBuf to, String severity, String sqlstate, byte[] message, String detail, String routine) {
    to.writeByte('E');
    int length = to.writerIndex();
    to.writeInt(0);
    field(to, 'S', severity);
    field(to, 'V', severity);
    field(to, 'C', sqlstate);
    to.writeByte('M').writeBytes(message).writeByte(0);
    field(to, 'D', detail);
    field(to, 'R', routine);
    to.writeByte(0);
    to.setInt(length, to.writerIndex() - length);
  }

  private static void field(ByteBuf to, char type, String value) {
    if (!value.isEmpty()) {
      to.writeByte(type);
      to.writeCharSequence(value, UTF_8);
      to.writeByte(0);
    }
  }
}
