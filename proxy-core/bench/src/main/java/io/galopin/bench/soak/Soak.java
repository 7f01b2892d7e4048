package io.galopin.bench.soak;

import io.galopin.bench.load.EchoHandler;
import io.galopin.bench.load.Exchange;
import io.galopin.bench.load.HttpBackend;
import io.galopin.bench.load.HttpCalls;
import io.galopin.bench.load.Network;
import io.galopin.bench.load.Network.Backend;
import io.galopin.bench.load.RedisCommands;
import io.galopin.bench.peer.Peers;
import io.galopin.bench.peer.RedisServer;
import io.galopin.bench.peer.Relay;
import io.galopin.bench.peer.Site;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Runs one Galopin under a mixed load for a given time and reports whether anything grows: a line
 * per sample, a table, a picture. Asks for a garbage collection only twice, because more of them
 * would hide garbage that is normally left.
 */
public final class Soak {

  private static final double MIB = 1 << 20;
  private static final int SAMPLES = 120;
  private static final Duration LEAST_PAUSE = Duration.ofSeconds(10);

  private final Duration time;
  private final Path folder;
  private final Site site;
  private final List<Sample> samples = new ArrayList<>();
  private final List<Double> live = new ArrayList<>();

  private Soak(Duration time, Path folder, Site site) {
    this.time = time;
    this.folder = folder;
    this.site = site;
  }

  /** Exits with 1 if something grows or fails, with 2 if the arguments are wrong. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Map<String, String> options = new TreeMap<>(Map.of("--minutes", "60"));
    for (int i = 0; i < args.length; i += 2) {
      boolean known = List.of("--minutes", "--folder", "--galopin", "--peers").contains(args[i]);
      if (!known || i + 1 == args.length) {
        System.err.println(
            args[i]
                + (known ? ": nothing (expected: a value)" : ": unknown (expected: --minutes)"));
        System.exit(2);
      }
      options.put(args[i], args[i + 1]);
    }
    Site site =
        new Site(
            path(options, "--galopin"),
            Optional.empty(),
            path(options, "--peers"),
            Files.createTempDirectory("galopin-soak"));
    Soak soak = new Soak(minutes(options), path(options, "--folder"), site);
    Findings findings = soak.run();
    findings.write(soak.folder);
    System.out.println();
    System.out.print(findings.markdown());
    System.out.println(soak.folder.resolve("soak.md"));
    System.exit(findings.growing().isEmpty() ? 0 : 1);
  }

  private static Path path(Map<String, String> options, String option) {
    return Path.of(options.getOrDefault(option, "")).toAbsolutePath();
  }

  private static Duration minutes(Map<String, String> options) {
    String text = options.getOrDefault("--minutes", "");
    try {
      double minutes = Double.parseDouble(text);
      if (minutes >= 1) {
        return Duration.ofMillis(Math.round(minutes * 60_000));
      }
    } catch (NumberFormatException noNumber) {
      // Refused below, because it is less than 1.
    }
    System.err.println("--minutes: " + text + " (expected: 1 or more)");
    System.exit(2);
    return Duration.ZERO;
  }

  private Findings run() throws IOException, InterruptedException {
    try (Network network = new Network();
        Backend http = network.listen(HttpBackend::new);
        Backend echo = network.listen(EchoHandler::new);
        Relay galopin = Relay.start(Peers.GALOPIN_SOAK, http.port(), site)) {
      galopin.awaitControl();
      boolean redis = site.has(RedisServer.PEER);
      if (!redis) {
        System.out.println("There is no redis-server here: bytes are sent back instead.");
        return run(network, galopin, echo.port(), "tcp", echo);
      }
      try (RedisServer server = RedisServer.start(site)) {
        return run(network, galopin, server.port(), "redis", echo);
      }
    }
  }

  private Findings run(Network network, Relay galopin, int cache, String protocol, Backend echo)
      throws IOException, InterruptedException {
    Exchange exchange = protocol.equals("redis") ? RedisCommands.get(1) : Exchange.echo(100);
    InetSocketAddress cached = proxy(galopin, "cache", cache, protocol);
    InetSocketAddress raw = proxy(galopin, "raw", echo.port(), "tcp");
    try (HttpCalls calls = new HttpCalls(galopin.control())) {
      calls.call("PUT", "/proxies/cache/rules", "[\"2% delay sleep=1ms\"]");
    }
    try (Load load = new Load(network)) {
      load.http(galopin.address());
      load.requests(cached, exchange);
      load.connects(raw);
      load.toxics(galopin.control(), "raw");
      watch(galopin, load);
    }
    return new Findings(samples, live);
  }

  private static InetSocketAddress proxy(Relay galopin, String name, int backend, String protocol)
      throws IOException {
    int port = Site.freePort();
    try (HttpCalls calls = new HttpCalls(galopin.control())) {
      calls.call(
          "POST",
          "/proxies",
          "{\"name\": \"%s\", \"listen\": \"127.0.0.1:%d\", \"upstream\": \"127.0.0.1:%d\", \"protocol\": \"%s\"}"
              .formatted(name, port, backend, protocol));
    }
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private void watch(Relay galopin, Load load) throws IOException, InterruptedException {
    long pause = Math.max(LEAST_PAUSE.toNanos(), time.toNanos() / SAMPLES);
    int count = Math.max(Trend.LEAST, (int) (time.toNanos() / pause));
    System.out.println(" min  MiB   descr. threads  p99 ms  requests/s");
    long start = System.nanoTime();
    for (int i = 1; i <= count; i++) {
      TimeUnit.NANOSECONDS.sleep(start + i * pause - System.nanoTime());
      load.check();
      Sample sample =
          new Sample(
              i * pause / 60e9,
              galopin.residentBytes() / MIB,
              galopin.descriptors(),
              galopin.threads(),
              load.takeControlMillis(),
              load.takeRequests() / (pause / 1e9));
      samples.add(sample);
      System.out.println(line(sample));
      if (i == count / 5) {
        live.add(galopin.liveBytes() / MIB);
      }
    }
    live.add(galopin.liveBytes() / MIB);
  }

  private static String line(Sample sample) {
    return Findings.text(
        "%4.1f %5.0f %6.0f %6.0f %8.1f %8.0f",
        sample.minutes(),
        sample.residentMiB(),
        sample.descriptors(),
        sample.threads(),
        sample.controlMillis(),
        sample.requestsPerSecond());
  }
}
