package io.galopin.engine.exchange;

import io.galopin.api.Reply;
import io.galopin.engine.match.Term;
import io.galopin.engine.rule.Made;
import io.galopin.engine.trace.ExchangeListeners;
import io.galopin.engine.trace.Listening;
import io.galopin.engine.trouble.PluginFailure;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The listeners who may be told of the exchanges of one connection. Tests their conditions as those
 * of rules are tested, and reads what they are told. Used only on the connection's event loop.
 */
final class Audience {

  private final ExchangeListeners listeners;
  private final List<String> layers;
  private final String protocol;
  private final GuardedSession session;
  private final Recorder recorder;
  private final Inquiry inquiry;
  private List<Listening> seen = List.of();
  private Hearers hearers = Hearers.NONE;

  Audience(
      ConnectionFacts connection,
      ConnectionSpec spec,
      ExchangeListeners listeners,
      GuardedSession session,
      Recorder recorder) {
    this.listeners = listeners;
    this.protocol = spec.protocolName();
    this.layers =
        spec.stack().size() == 1 ? List.of() : spec.stack().stream().map(Made::plugin).toList();
    this.session = session;
    this.recorder = recorder;
    this.inquiry = new Inquiry(connection, session);
  }

  /** Whether somebody may be told of an exchange that begins now. */
  boolean any() {
    return !hearers().isEmpty();
  }

  /** Returns who may be told of an exchange that begins now. */
  @SuppressWarnings("ReferenceEquality") // each change is a new list
  Hearers hearers() {
    List<Listening> now = listeners.now();
    if (now != seen) {
      seen = now;
      hearers =
          new Hearers(
              now.stream().filter(Listening::isOfAll).toList(),
              now.stream()
                  .filter(each -> !each.isOfAll() && each.fits(below(), protocol))
                  .toList());
    }
    return hearers;
  }

  private List<String> below() {
    return layers.isEmpty() ? layers : layers.subList(0, layers.size() - 1);
  }

  /** Tests what can be tested when the request's head is known, and labels the request. */
  Hearers atRequest(Hearers before, ActiveExchange exchange, ByteBuf in, int length) {
    inquiry.atRequest(exchange, in, length);
    try {
      if (!exchange.isLabeled()) {
        inquiry.label(exchange);
      }
      return before.perhaps().isEmpty() ? before : tested(before, exchange);
    } finally {
      inquiry.end();
    }
  }

  private Hearers tested(Hearers before, ActiveExchange exchange) {
    List<Listening> sure = new ArrayList<>(before.sure());
    List<Listening> late = new ArrayList<>();
    Set<Term> terms = new LinkedHashSet<>();
    for (Listening each : before.perhaps()) {
      if (!each.concerns(exchange.layer(), exchange.isOpening())) {
        continue;
      }
      if (each.looksAtReply()) {
        late.add(each);
        terms.addAll(each.requestTerms());
      } else if (holds(each)) {
        sure.add(each);
      }
    }
    return late.isEmpty() ? new Hearers(sure, late) : keep(sure, late, List.copyOf(terms));
  }

  private Hearers keep(List<Listening> sure, List<Listening> late, List<Term> terms) {
    try {
      return new Hearers(sure, late, inquiry.keep(terms));
    } catch (PluginFailure failure) {
      failed(failure);
      return new Hearers(sure, List.of());
    }
  }

  /** Tests the conditions on the reply. */
  Hearers atReply(Hearers before, ActiveExchange exchange, Reply reply, ByteBuf in, int length) {
    if (before.perhaps().isEmpty()) {
      return before;
    }
    inquiry.atReply(exchange, before.known(), reply, in, length);
    return decided(before, this::holds);
  }

  /** Tests the conditions that were not tested yet: the reply has no values. */
  Hearers atEnd(Hearers before, ActiveExchange exchange) {
    if (before.perhaps().isEmpty()) {
      return before;
    }
    inquiry.atEnd(exchange, before.known());
    return decided(
        before, each -> each.concerns(exchange.layer(), exchange.isOpening()) && holds(each));
  }

  private Hearers decided(Hearers before, Predicate<Listening> test) {
    List<Listening> sure = new ArrayList<>(before.sure());
    before.perhaps().stream().filter(test).forEach(sure::add);
    inquiry.end();
    return new Hearers(sure, List.of());
  }

  private boolean holds(Listening listening) {
    try {
      return listening.when().holds(inquiry);
    } catch (PluginFailure failure) {
      failed(failure);
      return false;
    }
  }

  private void failed(PluginFailure failure) {
    recorder.failed(failure, "a listener is not told of an exchange");
  }

  /** Returns the label of a reply. */
  String label(Reply reply) {
    return session.heads().label(reply);
  }

  /** Whether a reply says that its request failed. */
  boolean error(Reply reply) {
    return session.heads().told("error", reply::error, false);
  }

  /** Whether a reply ends with the connection. */
  boolean endsWithConnection(Reply reply) {
    return session.heads().told("endsWithConnection", reply::endsWithConnection, false);
  }
}
