package io.galopin.testkit;

import io.galopin.api.Pairing;
import io.galopin.api.Request;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Pairs replies with requests as an engine does that decides at once about everything. */
final class TestPairing implements Pairing {

  private final ArrayDeque<Asked> unanswered = new ArrayDeque<>();
  private final boolean payloadMatters;
  private @Nullable Asked newest;
  private boolean newestAnswered;
  private long requests;
  boolean settled = true;

  TestPairing(boolean payloadMatters) {
    this.payloadMatters = payloadMatters;
  }

  /** A request begins. One that never ended, a turn, is over. */
  Asked requested(Request request, String label) {
    Asked asked = new Asked(request, label, ++requests);
    newest = asked;
    newestAnswered = false;
    while (!unanswered.isEmpty() && !unanswered.element().complete) {
      unanswered.remove();
    }
    if (request.expectsReply()) {
      unanswered.add(asked);
    }
    return asked;
  }

  /** The newest request has come to its end. */
  void requestEnds() {
    newest().complete = true;
  }

  /** A byte of the reply to the oldest request is forwarded. */
  void replying() {
    newestAnswered |= newest != null && unanswered.peek() == newest;
  }

  /** The reply to the oldest request is complete, or none will come. */
  Asked replied() {
    return unanswered.remove();
  }

  /** What the client gets of the proxy's own now that it is the turn of these requests. */
  String rendered() {
    StringBuilder all = new StringBuilder();
    for (Asked oldest = unanswered.peek();
        oldest != null && oldest.rendered != null;
        oldest = unanswered.peek()) {
      all.append(unanswered.remove().rendered);
    }
    return all.toString();
  }

  /** The request that came last. */
  Asked newest() {
    if (newest == null) {
      throw new IllegalStateException("no request has come");
    }
    return newest;
  }

  /** The request to which the next byte from the backend belongs, if there is one. */
  @Nullable Asked oldest() {
    Asked oldest = unanswered.peek();
    return oldest == null || (oldest.withheld && !oldest.substituted) ? null : oldest;
  }

  @Override
  public @Nullable Request answered() {
    Asked oldest = oldest();
    return oldest == null ? null : oldest.request;
  }

  @Override
  public boolean replyForwarded() {
    return newestAnswered;
  }

  @Override
  public boolean settled() {
    return settled;
  }

  @Override
  public boolean payloadMatters() {
    return payloadMatters;
  }

  @Override
  public String upstream() {
    return "backend.example:80";
  }
}
