package io.galopin.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A collector on loopback that keeps what it is sent. Thread-safe. */
final class FakeCollector implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "test-collector");
            thread.setDaemon(true);
            return thread;
          });

  private final List<ExportTraceServiceRequest> traces = new CopyOnWriteArrayList<>();
  private final List<ExportMetricsServiceRequest> metrics = new CopyOnWriteArrayList<>();
  private final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();
  private final CountDownLatch silence = new CountDownLatch(1);
  private volatile int status = 200;
  private volatile boolean mute;

  private FakeCollector(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  static FakeCollector start() throws IOException {
    return new FakeCollector(0);
  }

  /** Starts where another one was. */
  static FakeCollector startAt(URI address) throws IOException {
    return new FakeCollector(address.getPort());
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void answerWith(int otherStatus) {
    status = otherStatus;
  }

  /** Reads requests and answers none, until it is closed. */
  void fallSilent() {
    mute = true;
  }

  private void handle(HttpExchange request) throws IOException {
    try (request) {
      byte[] body = request.getRequestBody().readAllBytes();
      if (mute) {
        silence.await();
        return;
      }
      if (status == 200) {
        headers.add(Map.copyOf(request.getRequestHeaders()));
        keep(request.getRequestURI().getPath(), body);
      }
      request.sendResponseHeaders(status, -1);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void keep(String path, byte[] body) throws IOException {
    if (path.endsWith("/v1/traces")) {
      traces.add(ExportTraceServiceRequest.parseFrom(body));
    } else if (path.endsWith("/v1/metrics")) {
      metrics.add(ExportMetricsServiceRequest.parseFrom(body));
    } else {
      throw new IOException(path);
    }
  }

  List<Span> spans() {
    return traces.stream()
        .flatMap(request -> request.getResourceSpansList().stream())
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  /** Returns the attributes of the process that sent spans. */
  Map<String, Object> resource() {
    return attributes(
        traces.stream()
            .flatMap(request -> request.getResourceSpansList().stream())
            .map(ResourceSpans::getResource)
            .map(Resource::getAttributesList)
            .findFirst()
            .orElseThrow());
  }

  /** Returns the latest report, by name. */
  Map<String, Metric> latestMetrics() {
    return metrics.isEmpty()
        ? Map.of()
        : metrics.get(metrics.size() - 1).getResourceMetricsList().stream()
            .flatMap(resource -> resource.getScopeMetricsList().stream())
            .flatMap(scope -> scope.getMetricsList().stream())
            .collect(Collectors.toMap(Metric::getName, metric -> metric));
  }

  int reports() {
    return metrics.size();
  }

  List<Map<String, List<String>>> headers() {
    return headers;
  }

  static Map<String, Object> attributes(List<KeyValue> pairs) {
    return pairs.stream()
        .collect(Collectors.toMap(KeyValue::getKey, pair -> value(pair.getValue())));
  }

  private static Object value(io.opentelemetry.proto.common.v1.AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> value.getIntValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      case BOOL_VALUE -> value.getBoolValue();
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream().map(FakeCollector::value).toList();
      default -> throw new IllegalArgumentException(value.toString());
    };
  }

  @Override
  public void close() {
    silence.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
