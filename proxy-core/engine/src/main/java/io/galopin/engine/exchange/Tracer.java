package io.galopin.engine.exchange;

import io.galopin.api.Request;
import io.galopin.engine.journal.ExchangeRef;
import io.galopin.engine.trace.ExchangeListeners;
import io.galopin.engine.trace.FinishedExchange;
import io.galopin.engine.trace.Listening;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Traces the exchanges of one connection while somebody listens, and tells of each when it is over.
 * Used only on the connection's event loop.
 */
public final class Tracer {

  private static final long NEVER = Long.MIN_VALUE;

  /** Of a {@code traceparent}. */
  private static final int LONGEST_PARENT = 55;

  /** Stands for the address of a client that had gone before it was read. */
  private static final InetSocketAddress UNKNOWN = new InetSocketAddress(0);

  private final ConnectionFacts connection;
  private final ConnectionSpec spec;
  private final ExchangeListeners listeners;
  private final GuardedSession session;
  private final Recorder recorder;
  private @Nullable Audience audience;
  private @Nullable ArrayDeque<LiveTrace> open;
  private long headSince = NEVER;

  Tracer(
      ConnectionFacts connection,
      ConnectionSpec spec,
      ExchangeListeners listeners,
      GuardedSession session,
      Recorder recorder) {
    this.connection = connection;
    this.spec = spec;
    this.listeners = listeners;
    this.session = session;
    this.recorder = recorder;
  }

  /** Made for the first exchange that is traced. */
  private Audience audience() {
    if (audience == null) {
      audience = new Audience(connection, spec, listeners, session, recorder);
    }
    return audience;
  }

  /** Whether somebody listens who may be told of an exchange that begins now. */
  public boolean isOn() {
    return !listeners.isEmpty() && audience().any();
  }

  /** Called when a part of a head has arrived that may be the first bytes of an exchange. */
  void headWaits() {
    if (headSince == NEVER && isOn()) {
      headSince = connection.now();
    }
  }

  /** Called when the bytes that waited have been cut into something. */
  void headCame() {
    headSince = NEVER;
  }

  /** Returns the trace of an exchange that begins. */
  Trace begin(ActiveExchange exchange) {
    if (!isOn() && !ExchangeLog.isOn()) {
      return Trace.NONE;
    }
    long now = connection.now();
    long first = headSince == NEVER ? now : headSince;
    Instant began = listeners.clock().instant();
    TraceTimes times =
        new TraceTimes(
            connection.loop().ticker(),
            first == now ? began : began.minusNanos(now - first),
            first,
            now);
    LiveTrace trace = new LiveTrace(exchange, audience(), times, this::tell);
    if (open == null) {
      open = new ArrayDeque<>(4);
    }
    open.addLast(trace);
    return trace;
  }

  private void tell(LiveTrace trace) {
    if (open != null) {
      open.removeFirstOccurrence(trace);
    }
    List<Listening> hearers = trace.hearers().sure();
    if (hearers.isEmpty() && !ExchangeLog.isOn()) {
      return;
    }
    FinishedExchange finished = finished(trace);
    for (Listening each : hearers) {
      each.tell(finished);
    }
    ExchangeLog.over(finished);
  }

  private FinishedExchange finished(LiveTrace trace) {
    ActiveExchange exchange = trace.exchange();
    InetSocketAddress client = connection.client();
    return new FinishedExchange(
        connection.proxy(),
        spec.protocolName(),
        connection.ordinal(),
        client == null ? UNKNOWN : client,
        new ExchangeRef(
            exchange.layer(),
            exchange.ordinal(),
            exchange.label(),
            exchange.identity(),
            exchange.digest()),
        trace.replyLabel(),
        trace.isError(),
        trace.how(),
        trace.times().began(),
        trace.times().times(),
        trace.requestBytes(),
        trace.replyBytes(),
        parent(exchange.request()),
        List.copyOf(trace.faults()));
  }

  private String parent(Request request) {
    String parent = session.heads().told("traceParent", request::traceParent, "");
    return parent.length() > LONGEST_PARENT ? parent.substring(0, LONGEST_PARENT) : parent;
  }

  /** Called when the connection ends, before its session is closed. */
  void close() {
    if (open != null) {
      List.copyOf(open).forEach(LiveTrace::close);
    }
  }

  /** Called when nothing is left of the connection. */
  void abandon() {
    if (open != null) {
      List.copyOf(open).forEach(LiveTrace::abandon);
    }
  }
}
