package io.galopin.control;

import io.galopin.engine.Catalog;
import io.galopin.engine.Engine;
import io.galopin.live.Live;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control API of an engine, on its own port. It runs beside the data path, on one event loop
 * and a few worker threads that nothing else uses. Close it before the engine. Thread-safe.
 */
public final class ControlServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

  private static final Duration CLOSING = Duration.ofSeconds(5);

  /** How long to wait for the name on which a proxy is to listen. */
  private static final Duration NAME_PATIENCE = Duration.ofSeconds(5);

  private final ListenNames names;
  private final ControlSettings settings;
  private final Engine engine;
  private final Live live;
  private final RunFiles files;
  private final Plugins plugins;
  private final Limits limits;
  private final Feeds feeds;
  private final Callers callers;
  private final Door door;
  private final RequestIds ids = new RequestIds();
  private final CompletableFuture<InetSocketAddress> address = new CompletableFuture<>();
  private final CompletableFuture<Vertx> vertx = new CompletableFuture<>();
  private final CompletableFuture<Context> loop = new CompletableFuture<>();

  /**
   * Creates a server that does not run yet.
   *
   * @param limits what callers may take
   * @param names looks up the names on which proxies are to listen
   */
  ControlServer(
      ControlSettings settings, Engine engine, Plugins plugins, Limits limits, ListenNames names) {
    this(
        settings,
        engine,
        plugins,
        limits,
        names,
        live(engine, settings.impairMax()),
        RunFiles.none());
  }

  private ControlServer(
      ControlSettings settings,
      Engine engine,
      Plugins plugins,
      Limits limits,
      ListenNames names,
      Live live,
      RunFiles files) {
    this.names = names;
    this.settings = settings;
    this.engine = engine;
    this.live = live;
    this.files = files;
    this.plugins = plugins;
    this.limits = limits;
    this.callers = new Callers(limits, System::nanoTime);
    this.door =
        new Door(limits.connections(), most -> loop.join().runOnContext(on -> makeRoom(most)));
    // Half of the connections are for other calls.
    this.feeds = new Feeds(callers, limits.idle().dividedBy(4), limits.connections() / 2);
  }

  /** Returns what changes {@code engine} for a server, and limits what all proxies may take. */
  public static Live live(Engine engine, Optional<Duration> impairMax) {
    return new Live(engine, Stock::refuseTooMuch, impairMax);
  }

  /**
   * Starts a server that alone changes its engine, with plugins that never change, on another
   * thread, and returns at once.
   */
  public static ControlServer start(ControlSettings settings, Engine engine, Catalog catalog) {
    return start(
        settings,
        engine,
        Plugins.fixed(catalog),
        live(engine, settings.impairMax()),
        RunFiles.none());
  }

  /**
   * Starts a server on another thread and returns at once.
   *
   * @param live made by {@link #live}; the server closes it
   * @param files the files of the run that calls are about
   */
  public static ControlServer start(
      ControlSettings settings, Engine engine, Plugins plugins, Live live, RunFiles files) {
    ControlServer server =
        new ControlServer(
            settings,
            engine,
            plugins,
            Limits.ofThisProcess(),
            new ListenNames(InetAddress::getByName, NAME_PATIENCE),
            live,
            files);
    server.start();
    return server;
  }

  /**
   * Completes with the server's address once it listens. If it cannot, fails with an {@link
   * IOException} whose message is a sentence.
   */
  public CompletableFuture<InetSocketAddress> address() {
    return address.copy();
  }

  void start() {
    begin("galopin-control-start", this::listen);
    // Loading the JSON parser takes as long as everything else.
    begin("galopin-control-json", Json::object);
  }

  private static void begin(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** The clients that follow something. */
  Set<Feed> feeds() {
    return feeds.open();
  }

  /** How many connections are open. */
  int callers() {
    return door.inside();
  }

  private void listen() {
    try {
      InetAddress host =
          settings.host().isEmpty()
              ? new InetSocketAddress(0).getAddress()
              : InetAddress.getByName(settings.host());
      Vertx started =
          VertxBootstrap.create()
              .options(ServerOptions.threads())
              .transport(door.transport())
              .init()
              .vertx();
      vertx.complete(started);
      listen(started, host);
    } catch (UnknownHostException unknown) {
      fail("its name is unknown", unknown);
    } catch (RuntimeException | LinkageError broken) {
      fail(broken.toString(), broken);
    } finally {
      // For close(), which waits for it.
      vertx.cancel(false);
    }
  }

  private void listen(Vertx started, InetAddress host) {
    Routes routes =
        new Routes(
            new Gate(host.isLoopbackAddress(), settings), callers, feeds, names, live, files);
    Handler<HttpServerRequest> router = routes.router(started, settings, engine, plugins);
    // The context of this thread, and so of the server and its connections.
    loop.complete(started.getOrCreateContext());
    started.setPeriodic(limits.look().toMillis(), timer -> callers.look());
    started
        .createHttpServer(ServerOptions.http(limits.idle(), settings.tls()))
        .requestHandler(
            request -> {
              callers.called(request);
              request.response().putHeader(RequestIds.HEADER, ids.next());
              router.handle(request);
            })
        .invalidRequestHandler(
            request -> {
              request.response().putHeader(RequestIds.HEADER, ids.next());
              Failures.answerMalformed(request);
            })
        .connectionHandler(this::welcome)
        .listen(SocketAddress.inetSocketAddress(settings.port(), host.getHostAddress()))
        .onSuccess(
            server -> {
              if (!host.isLoopbackAddress() && !settings.knowsCallers()) {
                LOG.warn(
                    "the control API on {} has no token: anyone who reaches it controls the"
                        + " proxies",
                    settings.host());
              }
              address.complete(new InetSocketAddress(host, server.actualPort()));
            })
        .onFailure(cannot -> fail(String.valueOf(cannot.getMessage()), cannot));
  }

  private void welcome(HttpConnection connection) {
    callers.add(connection);
    connection.closeHandler(
        closed -> {
          callers.remove(connection);
          PipelinedLeftovers.release(connection);
        });
  }

  private void makeRoom(int most) {
    // By then the bytes that have arrived are read.
    vertx.join().setTimer(1, read -> callers.makeRoom(most));
  }

  private CompletableFuture<Void> sendTheRest() {
    Context started = loop.getNow(null);
    CompletableFuture<Void> sent = new CompletableFuture<>();
    if (started == null) {
      return CompletableFuture.completedFuture(null);
    }
    try {
      started.runOnContext(
          on -> {
            feeds.sendTheRest();
            sent.complete(null);
          });
    } catch (RejectedExecutionException ended) {
      sent.complete(null);
    }
    return sent;
  }

  private void fail(String reason, Throwable cause) {
    address.completeExceptionally(
        new IOException(
            "control API: cannot listen on "
                + settings.host()
                + ":"
                + settings.port()
                + ": "
                + reason,
            cause));
  }

  /**
   * Stops serving and returns when no connection is left. Who follows something gets what there is,
   * as far as the client takes it. Do not call it on the server's threads.
   */
  @Override
  public void close() {
    live.close();
    try {
      sendTheRest().get(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException cannot) {
      LOG.debug("followers miss the end: {}", cannot.toString());
    }
    try {
      vertx.join().close().await(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (CancellationException neverStarted) {
      LOG.debug("the control API had not started");
    } catch (CompletionException | TimeoutException cannot) {
      LOG.warn("the control API does not end: {}", cannot.toString());
    }
  }
}
