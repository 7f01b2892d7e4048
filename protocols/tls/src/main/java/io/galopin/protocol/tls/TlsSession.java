package io.galopin.protocol.tls;

import io.galopin.api.Attribute;
import io.galopin.api.Attributing;
import io.galopin.api.Cut;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Message;
import io.galopin.api.Rendering;
import io.galopin.api.Session;
import io.galopin.protocol.text.Flawed;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/** The handshake of one connection, as far as it is in the clear. Holds no buffer. */
final class TlsSession implements Session, Attributing {

  private final RequestCutter requests;
  private final ReplyCutter replies;
  private boolean begun;

  TlsSession(int maxHello) {
    requests = new RequestCutter(maxHello);
    replies = new ReplyCutter(maxHello, requests);
  }

  @Override
  public Cut cutRequest(ByteBuf in) {
    try {
      Cut cut = requests.cut(in);
      begun |= cut.isHead();
      return cut;
    } catch (Flawed malformed) {
      Flaw flaw = malformed.flaw(Flaw.class);
      return Cut.refuse(Renderings.refusal(flaw, in.alloc()), "bad request: " + flaw.sentence());
    }
  }

  /** A backend that speaks first waits for the client, who may have something to say about it. */
  @Override
  public Cut cutReply(ByteBuf in) {
    if (!begun) {
      return Cut.await();
    }
    try {
      return replies.cut(in);
    } catch (Flawed malformed) {
      return Cut.refuse(null, "bad reply: " + malformed.reason());
    }
  }

  @Override
  public @Nullable Object attribute(
      Attribute attribute, String name, Message message, ByteBuf head) {
    return message instanceof TlsRequest request
        ? TlsAttributes.of(attribute, request.hello())
        : message instanceof TlsReply reply ? TlsAttributes.of(attribute, reply) : null;
  }

  /**
   * An alert, of the version that the client expects of a backend which has not chosen one: that of
   * its hello.
   */
  @Override
  public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
    Alert alert = failure.options().get(TlsProtocolFactory.ALERT);
    int version =
        exchange.request() instanceof TlsRequest request
            ? request.hello().legacyVersion()
            : Wire.TLS_1_2;
    return Renderings.alert(alert, Wire.isVersion(version) ? version : Wire.TLS_1_2, allocator);
  }
}
