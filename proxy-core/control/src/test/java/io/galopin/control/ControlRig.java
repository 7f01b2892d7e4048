package io.galopin.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.config.ConfigLoader;
import io.galopin.config.GalopinConfig;
import io.galopin.engine.Catalog;
import io.galopin.engine.Engine;
import io.galopin.engine.EngineSettings;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** An engine with real plugins, a real backend and a control server on loopback, for tests. */
final class ControlRig implements AutoCloseable {

  static final Catalog CATALOG = TestCatalog.ALL;

  final Engine engine;
  final ControlServer server;
  final InetSocketAddress address;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Backend backend;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final Map<String, Proxy> proxies = new HashMap<>();

  /** The reply to a call. */
  record Answer(int status, JsonNode json, HttpResponse<byte[]> response) {

    String text() {
      return json.toString();
    }
  }

  /** What differs between tests. */
  static final class Options {
    private String host = "127.0.0.1";
    private Optional<String> token = Optional.empty();
    private Optional<String> main = Optional.empty();
    private String config = "";
    private Limits limits =
        new Limits(1_000, Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1));
    private int journalEntries = 65_536;
    private ListenNames names = new ListenNames(InetAddress::getByName, Duration.ofSeconds(5));
    private Supplier<String> metrics = () -> "# metrics\n";
    private List<PluginFile> files = List.of();
    private List<PluginProblem> problems = List.of();

    Options host(String value) {
      host = value;
      return this;
    }

    Options token(String value) {
      token = Optional.of(value);
      return this;
    }

    Options main(String value) {
      main = Optional.of(value);
      return this;
    }

    /** Proxies in HOCON; LISTEN and BACKEND are replaced by addresses. */
    Options config(String value) {
      config = value;
      return this;
    }

    Options idle(Duration value) {
      return limits(1_000, value, value, value);
    }

    Options limits(int connections, Duration head, Duration body, Duration idle) {
      limits = new Limits(connections, head, body, idle);
      return this;
    }

    Options journalEntries(int value) {
      journalEntries = value;
      return this;
    }

    Options names(ListenNames value) {
      names = value;
      return this;
    }

    Options metrics(Supplier<String> value) {
      metrics = value;
      return this;
    }

    Options plugins(PluginFile file, PluginProblem problem) {
      files = List.of(file);
      problems = List.of(problem);
      return this;
    }

    ControlRig start() {
      return new ControlRig(this);
    }
  }

  static Options options() {
    return new Options();
  }

  /** One proxy called {@code web} with protocol http, and a server. */
  static ControlRig start() {
    return options()
        .config("galopin.proxies.web { listen = LISTEN, upstream = BACKEND, protocol = http }")
        .start();
  }

  /** A proxy called {@code web} and one called {@code db}, and a server. */
  static Options two() {
    return options()
        .config(
            "galopin.proxies { web { listen = LISTEN, upstream = BACKEND, protocol = http },"
                + " db { listen = LISTEN, upstream = BACKEND } }");
  }

  private ControlRig(Options options) {
    engine = new Engine(EngineSettings.withSeed(42).withJournalEntries(options.journalEntries));
    backend = new Backend();
    String config =
        options
            .config
            .replace("LISTEN", "\"127.0.0.1:0\"")
            .replace("BACKEND", "\"" + backend() + "\"");
    Optional<GalopinConfig> loaded =
        config.isEmpty() ? Optional.empty() : Optional.of(ConfigLoader.load(config, "test.conf"));
    loaded.ifPresent(found -> found.specs(CATALOG).forEach(this::open));
    server =
        new ControlServer(
            new ControlSettings(
                options.host,
                0,
                options.token,
                "0.1.0-test",
                options.main,
                Optional.of(options.metrics)),
            engine,
            Plugins.fixed(CATALOG, options.files, options.problems),
            options.limits,
            options.names);
    server.start();
    address = server.address().join();
  }

  void open(ProxySpec spec) {
    proxies.put(spec.name(), engine.open(spec).join());
  }

  Proxy proxy(String name) {
    return Optional.ofNullable(proxies.get(name)).orElseThrow();
  }

  /** Returns the address of the backend. */
  Address backend() {
    return backend.address();
  }

  /** Calls as Vaurien's client does: without a Content-Type. */
  Answer get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).build());
  }

  Answer put(String path, String body) {
    return put(path, body.getBytes(StandardCharsets.UTF_8));
  }

  Answer put(String path, byte[] body) {
    return send(HttpRequest.newBuilder(uri(path)).PUT(BodyPublishers.ofByteArray(body)).build());
  }

  Answer post(String path, String body) {
    return call("POST", path, body);
  }

  Answer patch(String path, String body) {
    return call("PATCH", path, body);
  }

  Answer delete(String path) {
    return call("DELETE", path, "");
  }

  Answer call(String method, String path, String body) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .method(method, BodyPublishers.ofString(body, StandardCharsets.UTF_8))
            .build());
  }

  URI uri(String path) {
    return URI.create("http://" + Address.of(address) + path);
  }

  Answer send(HttpRequest request) {
    try {
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), Json.MAPPER.readTree(response.body()), response);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** Opens a connection to the control server. */
  Socket connect() {
    return connect(address);
  }

  /** Opens a connection to a proxy. */
  Socket connect(String proxy) {
    return connect(proxy(proxy).address().orElseThrow());
  }

  private Socket connect(InetSocketAddress to) {
    try {
      Socket socket = new Socket(to.getAddress(), to.getPort());
      socket.setSoTimeout(20_000);
      sockets.add(socket);
      return socket;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Sends bytes to the control server and returns all that comes back until it closes. */
  String raw(String request) {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Makes an exchange through a proxy with protocol http and returns the reply's status line. */
  static String exchange(Socket socket) throws IOException {
    socket
        .getOutputStream()
        .write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    StringBuilder read = new StringBuilder();
    while (read.indexOf("\r\n\r\n") < 0) {
      read.append((char) socket.getInputStream().read());
    }
    int length =
        Integer.parseInt(read.toString().replaceAll("(?is).*content-length: (\\d+).*", "$1"));
    socket.getInputStream().readNBytes(length);
    return read.substring(0, read.indexOf("\r\n"));
  }

  @Override
  public void close() throws IOException {
    server.close();
    backend.close();
    engine.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
