package io.galopin.protocol.http;

import io.galopin.api.Attribute;
import io.galopin.api.Attributing;
import io.galopin.api.Cut;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Labeling;
import io.galopin.api.Marking;
import io.galopin.api.Message;
import io.galopin.api.Pairing;
import io.galopin.api.Rendering;
import io.galopin.api.Request;
import io.galopin.api.Rewriting;
import io.galopin.api.Session;
import io.galopin.api.Trouble;
import io.galopin.api.TroubleTelling;
import io.galopin.api.Turns;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One connection that speaks HTTP until a CONNECT or an upgrade succeeds. After that, both
 * directions are cut into turns. Holds no buffer.
 */
final class HttpSession
    implements Session, Attributing, Labeling, Rewriting, Marking, TroubleTelling {

  private final RequestCutter requests;
  private final ReplyCutter replies;
  private final Turns turns;
  private final Pairing pairing;
  private final Reading reading = new Reading();
  private final boolean faultHeader;

  HttpSession(Limits limits, boolean overwriteHost, boolean faultHeader, Pairing pairing) {
    this.faultHeader = faultHeader;
    requests = new RequestCutter(limits, overwriteHost, pairing);
    replies = new ReplyCutter(limits, pairing, requests::decided);
    turns = new Turns(pairing);
    this.pairing = pairing;
  }

  @Override
  public Cut cutRequest(ByteBuf in) {
    return replies.switched() && !requests.inBody() ? turns.cutRequest(in) : requests.cut(in);
  }

  @Override
  public Cut cutReply(ByteBuf in) {
    return replies.switched() ? turns.cutReply(in) : replies.cut(in);
  }

  @Override
  public Cut endRequests(ByteBuf rest) {
    return rest.isReadable() ? requests.end(rest) : Cut.nothing();
  }

  @Override
  public Cut endReplies(ByteBuf rest) {
    return rest.isReadable() ? replies.end(rest) : Cut.nothing();
  }

  @Override
  public @Nullable Object attribute(
      Attribute attribute, String name, Message message, ByteBuf head) {
    if (message instanceof HttpReply reply) {
      return reading.ofReply(attribute, name, reply, head);
    }
    return message instanceof HttpRequest ? reading.ofRequest(attribute, name, head) : null;
  }

  @Override
  public @Nullable String unabridged(Request request, ByteBuf head) {
    return request instanceof HttpRequest ? Label.unabridged(request.label(), head) : null;
  }

  @Override
  public @Nullable ByteBuf rewrite(
      Message message, ByteBuf head, Map<String, String> values, ByteBufAllocator allocator) {
    if (message instanceof HttpReply reply) {
      boolean tunnel = pairing.answered() instanceof HttpRequest request && request.connect();
      return ChangedHead.ofReply(head, reply, tunnel || replies.switched(), values, allocator);
    }
    return message instanceof HttpRequest ? ChangedHead.ofRequest(head, values, allocator) : null;
  }

  @Override
  public @Nullable ByteBuf mark(ByteBuf reply, List<Fault> faults, ByteBufAllocator allocator) {
    return faultHeader ? FaultHeader.in(reply, faults, allocator) : null;
  }

  /** Renders an HTTP reply, or a reset after a switch of protocols. */
  @Override
  public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
    if (!(exchange.request() instanceof HttpRequest request)) {
      return Rendering.reset();
    }
    if (!replies.switched()) {
      // The client learns that nothing is switched, so its next request is HTTP.
      requests.decided();
    }
    return Renderings.injected(
        failure.options(), request, replies.switched(), () -> exchange.draw("status"), allocator);
  }

  @Override
  public @Nullable Rendering tell(Trouble trouble, Request request, ByteBufAllocator allocator) {
    return request instanceof HttpRequest http
        ? Renderings.trouble(trouble, http, allocator)
        : null;
  }
}
