package io.galopin.embed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.galopin.client.ProxyDraft;
import io.galopin.client.Toxic;
import io.galopin.engine.Engine;
import io.galopin.engine.EngineSettings;
import io.galopin.engine.loop.EventLoops;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the first exchanges of each protocol before a client waits for one. They take half a second
 * of processor time to load classes, longer than typical timeouts in tests. Runs once per JVM on a
 * separate engine that is closed afterwards, so that no journal, count or draw shows it.
 * Thread-safe: concurrent callers wait.
 */
final class WarmUp {

  private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

  /** How long each step may take, in milliseconds. */
  private static final int PATIENCE = 5_000;

  /**
   * A conversation to play.
   *
   * @param greeting what the backend says before
   * @param login what the client answers to that, before its request
   * @param welcome what the backend answers to that
   * @param fault what happens to it the second time
   * @param reached whether the backend sees it anyway
   */
  private record Talk(
      String greeting,
      String login,
      String welcome,
      String request,
      String reply,
      String fault,
      boolean reached) {

    Talk(String request, String reply) {
      this("", request, reply);
    }

    Talk(String greeting, String request, String reply) {
      this(greeting, "", "", request, reply);
    }

    Talk(String greeting, String login, String welcome, String request, String reply) {
      this(greeting, login, welcome, request, reply, "error", false);
    }
  }

  private static final Map<String, Talk> TALKS =
      Map.of(
          "tcp", new Talk("", "", "", "a", "b", "abort", true),
          "http",
              new Talk(
                  "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
                  "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
          "redis", new Talk("PING\r\n", "+PONG\r\n"),
          "memcache", new Talk("version\r\n", "VERSION 1\r\n"),
          "smtp", new Talk("220 a\r\n", "NOOP\r\n", "250 a\r\n"),
          "mysql",
              new Talk(
                  "\42\0\0\0\n8\0\1\0\0\0saltsalt\0\0\2!\2" + "\0".repeat(14),
                  "\43\0\0\1\0\2\0\0\0\0\0\1!" + "\0".repeat(23) + "a\0\0",
                  "\7\0\0\2\0\0\0\2\0\0\0",
                  "\11\0\0\0\3SELECT 1",
                  "\7\0\0\1\0\0\0\2\0\0\0"),
          "postgres",
              new Talk(
                  "",
                  "\0\0\0\20\0\3\0\0user\0a\0\0",
                  "R\0\0\0\10\0\0\0\0Z\0\0\0\5I",
                  "Q\0\0\0\15SELECT 1\0",
                  "C\0\0\0\15SELECT 1\0Z\0\0\0\5I"));

  private static final Set<String> WARM = new HashSet<>();

  private WarmUp() {}

  /** Warms up a protocol. Does nothing if that was done, or is not possible here. */
  static synchronized void of(String protocol, InstalledPlugins plugins, EventLoops loops) {
    if (TALKS.containsKey(protocol) && WARM.add(protocol)) {
      attempt(protocol, plugins, loops);
    }
  }

  /** Tries to warm up a protocol and returns whether that worked. */
  static boolean attempt(String protocol, InstalledPlugins plugins, EventLoops loops) {
    Talk talk = Objects.requireNonNull(TALKS.get(protocol));
    try {
      twice(protocol, talk, plugins, loops);
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } catch (IOException | ExecutionException | TimeoutException | RuntimeException cannot) {
      log.debug("The first exchange of {} will take longer: {}", protocol, cannot.toString());
      return false;
    }
  }

  /** Lets one exchange pass through a toxic, and fails one. */
  private static void twice(String protocol, Talk talk, InstalledPlugins plugins, EventLoops loops)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (ServerSocket backend = new ServerSocket(0, 2, loopback);
        Engine engine = new Engine(EngineSettings.withSeed(0), loops)) {
      backend.setSoTimeout(PATIENCE);
      ProxyDraft draft =
          new ProxyDraft(
                  "warm-up",
                  "127.0.0.1:" + backend.getLocalPort(),
                  nobody -> {
                    throw new IllegalStateException("warm-up: not to be started this way");
                  })
              .protocol(protocol)
              .rule("when connection=2 " + talk.fault())
              .toxic(Toxic.latency(Duration.ofMillis(1)));
      InetSocketAddress address =
          engine
              .open(plugins.spec(draft.fields()))
              .get(PATIENCE, TimeUnit.MILLISECONDS)
              .address()
              .orElseThrow();
      once(talk, address, backend, true);
      try {
        once(talk, address, backend, talk.reached());
      } catch (SocketException reset) {
        // This is expected.
      }
    }
  }

  private static void say(Socket to, String text) throws IOException {
    to.getOutputStream().write(text.getBytes(US_ASCII));
  }

  private static void once(
      Talk talk, InetSocketAddress proxy, ServerSocket backend, boolean reached)
      throws IOException {
    try (Socket client = new Socket()) {
      client.setSoTimeout(PATIENCE);
      client.connect(proxy, PATIENCE);
      say(client, talk.login() + talk.request());
      try (Socket upstream = backend.accept()) {
        upstream.setSoTimeout(PATIENCE);
        say(upstream, talk.greeting());
        upstream.getInputStream().readNBytes(talk.login().length());
        say(upstream, talk.welcome());
        if (reached) {
          upstream.getInputStream().readNBytes(talk.request().length());
          say(upstream, talk.reply());
        }
        int before = talk.greeting().length() + talk.welcome().length();
        client.getInputStream().readNBytes(before + 1);
      }
    }
  }
}
