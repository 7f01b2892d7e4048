package io.galopin.protocol.http;

import io.galopin.api.Cut;
import io.galopin.api.Pairing;
import io.galopin.protocol.text.Flawed;
import io.netty.buffer.ByteBuf;

/** Cuts the requests of one connection. */
final class RequestCutter {

  private final HeadScanner scanner;
  private final RequestHead head = new RequestHead();
  private final BodyScanner body;
  private final boolean overwriteHost;
  private final Pairing pairing;

  /** Whether the reply to the newest request decides if the connection stays HTTP. */
  private boolean undecided;

  RequestCutter(Limits limits, boolean overwriteHost, Pairing pairing) {
    scanner = HeadScanner.ofRequests(limits);
    body = BodyScanner.ofRequests(limits);
    this.overwriteHost = overwriteHost;
    this.pairing = pairing;
  }

  boolean inBody() {
    return body.active();
  }

  /** The newest request, which might have switched protocols, was answered. */
  void decided() {
    undecided = false;
  }

  Cut cut(ByteBuf in) {
    try {
      if (body.active()) {
        return body.cut(in, false);
      }
      return undecided ? Cut.await() : cutHead(in);
    } catch (Flawed malformed) {
      return refuse(malformed.flaw(Flaw.class), in);
    }
  }

  private Cut cutHead(ByteBuf in) throws Flawed {
    if (scanner.atStart()) {
      RequestHead.checkOpening(in);
    }
    int length = scanner.scan(in, head);
    if (length == 0) {
      return Cut.more();
    }
    HttpRequest request = head.finish();
    head.beginBody(body);
    undecided = request.maySwitch();
    Cut cut = Cut.request(length, !body.active(), request);
    ByteBuf changed = overwriteHost ? head.withHost(in, length, upstreamHost()) : null;
    return changed == null ? cut : cut.replacedBy(changed);
  }

  /** The backend's address as a Host header has it: without the port if that is 80. */
  private String upstreamHost() {
    String upstream = pairing.upstream();
    return upstream.endsWith(":80") ? upstream.substring(0, upstream.length() - 3) : upstream;
  }

  /**
   * Handles the end of the client's side, after which only {@code rest} is left. Leaves it to the
   * backend to judge a body that was cut short, or bytes sent ahead of a switch.
   */
  Cut end(ByteBuf rest) {
    return body.active() || undecided || scanner.onlyEmptyLines(rest)
        ? Cut.pass(rest.readableBytes())
        : refuse(Flaw.CUT_HEAD, rest);
  }

  private static Cut refuse(Flaw flaw, ByteBuf in) {
    return Cut.refuse(Renderings.refusal(flaw, in.alloc()), "bad request: " + flaw.sentence());
  }
}
