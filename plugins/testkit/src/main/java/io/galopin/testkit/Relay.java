package io.galopin.testkit;

import io.galopin.api.Cut;
import io.galopin.api.Direction;
import io.galopin.api.Failure;
import io.galopin.api.Rendering;
import io.galopin.api.Reply;
import io.galopin.api.Request;
import io.galopin.api.Session;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The engine's part in a {@link TestSession}: it keeps what is not cut yet, forwards what is, pairs
 * replies with requests, and fails those that it is told to.
 */
final class Relay {

  final List<String> seen = new ArrayList<>();
  final TestPairing pairing;
  final CheckedSession session;
  final Lane upstream;
  final Lane downstream;

  /** What becomes of requests before they get to the backend. */
  Fault fault = new Fault(Failure.ERROR, label -> false);

  /** What becomes of the others when their reply begins. */
  Fault faultAtReply = fault;

  /** Why the session refused bytes, if it did. */
  @Nullable String refused;

  /** What the client is told then. */
  @Nullable String farewell;

  private final TestConnection connection = new TestConnection(1);

  /**
   * What some requests fail with.
   *
   * @param labels those of the requests
   */
  record Fault(Failure failure, Predicate<String> labels) {
    boolean hits(Asked asked) {
      return labels.test(asked.label);
    }
  }

  Relay(Function<TestPairing, Session> open, boolean payloadMatters) {
    pairing = new TestPairing(payloadMatters);
    session = new CheckedSession(open.apply(pairing), seen);
    upstream = new Lane(Direction.UPSTREAM, seen, false);
    downstream = new Lane(Direction.DOWNSTREAM, seen, payloadMatters);
  }

  Lane lane(Direction direction) {
    return direction == Direction.UPSTREAM ? upstream : downstream;
  }

  void say(Direction from, String bytes) {
    lane(from).pending.append(bytes);
    advance();
  }

  void advance() {
    while (advance(upstream) || advance(downstream)) {
      // Each side may have waited for the other.
    }
  }

  private boolean advance(Lane lane) {
    if (refused != null || lane.pending.length() <= lane.moreAt) {
      return false;
    }
    Cut cut = session.ask(lane);
    switch (cut.kind()) {
      case REQUEST -> beginRequest((Request) Objects.requireNonNull(cut.message()), cut.length());
      case REPLY -> beginReply((Reply) Objects.requireNonNull(cut.message()), cut.length());
      case BODY -> lane.goesOn(cut.length(), cut.isFraming());
      case PASS -> lane.passes(cut.length());
      case MORE -> lane.moreAt = lane.pending.length();
      case REFUSE -> refuse(cut);
      case UNANSWERED -> {
        session.require(
            !lane.ofRequests() && pairing.answered() != null, "no request is without a reply");
        seen.add("< none to " + pairing.replied().label);
        tellRendered();
      }
      case AWAIT -> {}
      case NOTHING -> session.require(false, "the session said NOTHING before the end");
    }
    forward(lane, cut);
    return cut.length() > 0 || cut.kind() == Cut.Kind.UNANSWERED;
  }

  private void beginRequest(Request request, int length) {
    String head = upstream.pending.substring(0, length);
    String label = session.label(request, head);
    session.unabridged(request, head);
    upstream.begins(request, length, request.expectsReply() ? label : label + ", no reply");
    Asked asked = pairing.requested(request, label);
    asked.withheld = fault.hits(asked);
    upstream.withheld = asked.withheld;
    if (asked.withheld && request.failsAtOnce()) {
      withhold(asked);
    }
  }

  private void beginReply(Reply reply, int length) {
    session.require(pairing.answered() != null, "a reply to no request");
    Asked asked = Objects.requireNonNull(pairing.oldest());
    downstream.begins(
        reply, length, session.label(reply, downstream.pending.substring(0, length)));
    downstream.withheld = !reply.interim() && (asked.substituted || faultAtReply.hits(asked));
    if (downstream.withheld) {
      downstream.forwarded.append(fail(asked, asked.substituted ? fault : faultAtReply));
    }
  }

  /** Has the piece that was just cut go on. */
  private void forward(Lane lane, Cut cut) {
    int length = cut.length();
    if (length == 0) {
      return;
    }
    ByteBuf replacement = cut.replacement();
    String bytes =
        replacement == null
            ? lane.pending.substring(0, length)
            : CheckedSession.taken(replacement);
    lane.forwarded.append(lane.withheld && cut.kind() != Cut.Kind.PASS ? "" : bytes);
    lane.pending.delete(0, length);
    lane.moreAt = 0;
    if (!lane.ofRequests()) {
      pairing.replying();
    }
    if (cut.last()) {
      complete(lane);
    }
  }

  private void complete(Lane lane) {
    lane.ends();
    if (lane.ofRequests()) {
      pairing.requestEnds();
      if (lane.withheld && !pairing.newest().request.failsAtOnce()) {
        withhold(pairing.newest());
      }
    } else if (!((Reply) lane.message()).interim()) {
      pairing.replied();
      tellRendered();
    }
  }

  /** The backend gets nothing of a request, or a substitute. */
  private void withhold(Asked asked) {
    String substitute = session.substitute(asked.request);
    if (substitute != null) {
      upstream.forwarded.append(substitute);
      asked.substituted = true;
    } else if (asked.request.expectsReply()) {
      asked.rendered = fail(asked, fault);
      tellRendered();
    }
  }

  private String fail(Asked asked, Fault with) {
    Rendering rendering = render(with.failure(), asked);
    seen.add("! " + rendering.label());
    return CheckedSession.taken(rendering.bytes());
  }

  /** Renders a failure; its bytes are the caller's to release. */
  Rendering render(Failure with, Asked asked) {
    return session.render(
        with, connection.exchange(asked.ordinal).withRequest(asked.request));
  }

  private void tellRendered() {
    downstream.forwarded.append(pairing.rendered());
  }

  void end(Lane lane) {
    if (refused == null) {
      Cut cut = session.askAtEnd(lane);
      switch (cut.kind()) {
        case PASS -> {
          lane.passes(cut.length());
          forward(lane, cut);
        }
        case REFUSE -> refuse(cut);
        case NOTHING -> {}
        default -> session.require(false, cut.kind() + " at the end of a direction");
      }
    }
  }

  private void refuse(Cut cut) {
    refused = cut.reason();
    Rendering rendering = cut.rendering();
    farewell = rendering == null ? null : CheckedSession.taken(rendering.bytes());
  }
}
