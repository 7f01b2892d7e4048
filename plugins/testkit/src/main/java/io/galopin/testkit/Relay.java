package io.galopin.testkit;

import io.galopin.api.Cut;
import io.galopin.api.Direction;
import io.galopin.api.Failure;
import io.galopin.api.Message;
import io.galopin.api.Rendering;
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
      case HEAD -> begin(lane, cut);
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
      case NONE -> session.require(false, "the session gave no answer");
    }
    forward(lane, cut);
    return cut.length() > 0 || cut.kind() == Cut.Kind.UNANSWERED;
  }

  private void begin(Lane lane, Cut cut) {
    Message message = Objects.requireNonNull(cut.message());
    String label = session.label(message, lane.pending.substring(0, cut.length()));
    if (lane.ofRequests()) {
      session.unabridged(message, lane.pending.substring(0, cut.length()));
      lane.begins(message, cut.length(), message.expectsReply() ? label : label + ", no reply");
      Asked asked = pairing.requested(message, label);
      asked.withheld = fault.hits(asked);
      lane.withheld = asked.withheld;
      if (asked.withheld && message.failsAtOnce()) {
        withhold(asked);
      }
      return;
    }
    session.require(pairing.answered() != null, "a reply to no request");
    Asked asked = Objects.requireNonNull(pairing.oldest());
    lane.begins(message, cut.length(), label);
    lane.withheld = !message.interim() && (asked.substituted || faultAtReply.hits(asked));
    if (lane.withheld) {
      lane.forwarded.append(fail(asked, asked.substituted ? fault : faultAtReply));
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
      if (lane.withheld && !lane.message().failsAtOnce()) {
        withhold(pairing.newest());
      }
    } else if (!lane.message().interim()) {
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
        case NONE -> {}
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
