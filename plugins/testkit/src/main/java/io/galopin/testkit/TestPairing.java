package io.galopin.testkit;

import io.galopin.api.Message;
import io.galopin.api.Pairing;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Pairs replies with requests as an engine does that forwards everything at once. */
final class TestPairing implements Pairing {

  private static final class Asked {
    private final Message request;
    private boolean complete;

    Asked(Message request) {
      this.request = request;
    }
  }

  private final ArrayDeque<Asked> unanswered = new ArrayDeque<>();
  private final boolean payloadMatters;
  private @Nullable Asked newest;
  private boolean newestAnswered;

  TestPairing(boolean payloadMatters) {
    this.payloadMatters = payloadMatters;
  }

  /** A request begins. One that never ended, a turn, is over. */
  void requested(Message request) {
    newest = new Asked(request);
    newestAnswered = false;
    while (!unanswered.isEmpty() && !unanswered.element().complete) {
      unanswered.remove();
    }
    if (request.expectsReply()) {
      unanswered.add(newest);
    }
  }

  /** The newest request has come to its end. */
  void requestEnds() {
    if (newest != null) {
      newest.complete = true;
    }
  }

  /** A byte of the reply to the oldest request is forwarded. */
  void replying() {
    newestAnswered |= newest != null && unanswered.peek() == newest;
  }

  /** The reply to the oldest request is complete, or none will come. */
  void replied() {
    unanswered.remove();
  }

  @Override
  public @Nullable Message answered() {
    Asked oldest = unanswered.peek();
    return oldest == null ? null : oldest.request;
  }

  @Override
  public boolean replyForwarded() {
    return newestAnswered;
  }

  @Override
  public boolean settled() {
    return true;
  }

  @Override
  public boolean payloadMatters() {
    return payloadMatters;
  }

  @Override
  public String upstream() {
    return "backend.example:1";
  }
}
