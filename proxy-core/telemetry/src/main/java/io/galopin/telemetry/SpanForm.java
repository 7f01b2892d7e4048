package io.galopin.telemetry;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.galopin.engine.trace.FinishedExchange;
import io.galopin.engine.trace.FinishedExchange.Did;
import io.galopin.engine.trace.FinishedExchange.How;
import io.galopin.engine.trace.FinishedExchange.Times;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The span of an exchange. Used by one thread.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/">OpenTelemetry's semantic
 *     conventions</a>
 */
final class SpanForm {

  static final AttributeKey<String> PROXY = AttributeKey.stringKey("galopin.proxy");
  static final AttributeKey<String> PROTOCOL = AttributeKey.stringKey("galopin.protocol");
  static final AttributeKey<String> LAYER = AttributeKey.stringKey("galopin.layer");
  static final AttributeKey<Long> CONNECTION = AttributeKey.longKey("galopin.connection");
  static final AttributeKey<Long> EXCHANGE = AttributeKey.longKey("galopin.exchange");
  static final AttributeKey<String> REQUEST = AttributeKey.stringKey("galopin.request");
  static final AttributeKey<String> REPLY = AttributeKey.stringKey("galopin.reply");
  static final AttributeKey<String> HOW = AttributeKey.stringKey("galopin.how");
  static final AttributeKey<Long> IN = AttributeKey.longKey("galopin.request.size");
  static final AttributeKey<Long> OUT = AttributeKey.longKey("galopin.reply.size");
  static final AttributeKey<Double> BACKEND = AttributeKey.doubleKey("galopin.backend.duration");
  static final AttributeKey<Double> ADDED = AttributeKey.doubleKey("galopin.added.duration");
  static final AttributeKey<List<String>> FAULT = AttributeKey.stringArrayKey("galopin.fault");
  static final AttributeKey<String> RULE = AttributeKey.stringKey("galopin.rule");
  static final AttributeKey<String> BEHAVIOR = AttributeKey.stringKey("galopin.behavior");
  static final AttributeKey<String> DID = AttributeKey.stringKey("galopin.did");

  private static final AttributeKey<String> CLIENT = AttributeKey.stringKey("client.address");
  private static final AttributeKey<Long> CLIENT_PORT = AttributeKey.longKey("client.port");
  private static final AttributeKey<String> TRANSPORT = AttributeKey.stringKey("network.transport");
  private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

  /** Longer texts are cut. Labels are shorter; names of rules need not be. */
  private static final int LONGEST_TEXT = 1024;

  private static final TextMapGetter<String> PARENT =
      (parent, key) -> key.equals("traceparent") ? parent : null;

  private final EndedSpans ended = new EndedSpans();
  private final SdkTracerProvider provider;
  private final Tracer tracer;

  /**
   * Creates a form.
   *
   * @param sample the share of traces, 0 to 1, that is kept of those that begin here
   */
  SpanForm(Resource resource, double sample, InstrumentationScopeInfo scope) {
    provider =
        SdkTracerProvider.builder()
            .setResource(resource)
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(sample)))
            .setSpanLimits(SpanLimits.builder().setMaxAttributeValueLength(LONGEST_TEXT).build())
            .addSpanProcessor(ended)
            .build();
    tracer =
        provider
            .tracerBuilder(scope.getName())
            .setInstrumentationVersion(String.valueOf(scope.getVersion()))
            .build();
  }

  /** Returns the spans of exchanges, without those that are not sampled. */
  List<SpanData> spans(List<FinishedExchange> exchanges) {
    exchanges.forEach(this::make);
    return ended.take();
  }

  private void make(FinishedExchange exchange) {
    Convention convention = Convention.of(exchange);
    long began = nanos(exchange.began());
    SpanBuilder builder =
        tracer
            .spanBuilder(convention.name(exchange))
            .setSpanKind(SpanKind.SERVER)
            .setStartTimestamp(began, NANOSECONDS)
            .setParent(parent(exchange.parent()));
    Span span = builder.startSpan();
    if (span.isRecording()) {
      describe(span, exchange);
      convention.describe(span, exchange);
      for (Did did : exchange.faults()) {
        span.addEvent("galopin.fault", attributes(did), began, NANOSECONDS);
      }
      judge(span, exchange, convention);
    }
    span.end(began + Math.max(0, exchange.times().total()), NANOSECONDS);
  }

  private static Context parent(String traceParent) {
    return traceParent.isEmpty()
        ? Context.root()
        : W3CTraceContextPropagator.getInstance().extract(Context.root(), traceParent, PARENT);
  }

  /** Nanoseconds since 1970, as OpenTelemetry has times. */
  static long nanos(Instant time) {
    return time.getEpochSecond() * 1_000_000_000 + time.getNano();
  }

  private static void describe(Span span, FinishedExchange exchange) {
    span.setAttribute(PROXY, exchange.proxy())
        .setAttribute(PROTOCOL, exchange.protocol())
        .setAttribute(CONNECTION, exchange.connection())
        .setAttribute(EXCHANGE, exchange.exchange().ordinal())
        .setAttribute(REQUEST, exchange.exchange().request())
        .setAttribute(HOW, word(exchange.how()))
        .setAttribute(IN, exchange.requestBytes())
        .setAttribute(OUT, exchange.replyBytes())
        .setAttribute(ADDED, exchange.times().added() / 1e9)
        .setAttribute(CLIENT, address(exchange.client()))
        .setAttribute(CLIENT_PORT, (long) exchange.client().getPort())
        .setAttribute(TRANSPORT, "tcp");
    if (!exchange.exchange().layer().isEmpty()) {
      span.setAttribute(LAYER, exchange.exchange().layer());
    }
    if (!exchange.reply().isEmpty()) {
      span.setAttribute(REPLY, exchange.reply());
    }
    if (exchange.times().backend() != Times.UNKNOWN) {
      span.setAttribute(BACKEND, exchange.times().backend() / 1e9);
    }
    if (!exchange.faults().isEmpty()) {
      span.setAttribute(FAULT, exchange.faults().stream().map(Did::behavior).distinct().toList());
    }
  }

  /** Without a name, which nobody looks up. */
  private static String address(InetSocketAddress client) {
    InetAddress address = client.getAddress();
    return address == null ? client.getHostString() : address.getHostAddress();
  }

  private static Attributes attributes(Did did) {
    return Attributes.of(RULE, did.rule(), BEHAVIOR, did.behavior(), DID, did.what());
  }

  private static void judge(Span span, FinishedExchange exchange, Convention convention) {
    if (exchange.error()) {
      String type = convention.errorType(exchange);
      span.setStatus(StatusCode.ERROR).setAttribute(ERROR_TYPE, type);
    } else if (exchange.how() == How.CUT || convention.misses(exchange)) {
      String what =
          exchange.how() == How.CUT
              ? "the connection ended inside the reply"
              : "the connection ended before a reply came";
      span.setStatus(StatusCode.ERROR, what).setAttribute(ERROR_TYPE, word(exchange.how()));
    }
  }

  private static String word(How how) {
    return how.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
