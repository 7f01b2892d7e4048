package io.galopin.app.client.impair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.app.client.command.ClientCommand;
import io.galopin.app.client.command.ClientOption;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Json;
import io.galopin.app.client.command.Report;
import io.galopin.app.client.command.Syntax;
import io.galopin.app.console.CommandFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Impairs proxies by toxics of one type. What exists already is updated.
 *
 * @param type the type, and the command's word
 * @param syntax what the command line looks like
 * @param direction the option for the directions
 * @param standard the directions without it
 * @param impairment reads what is asked for
 */
public record ImpairToxic(
    String type,
    Syntax syntax,
    ClientOption direction,
    Streams standard,
    Function<Given, Wanted> impairment)
    implements ClientCommand {

  /**
   * What is asked for.
   *
   * @param attributes of the toxics
   * @param shown the same for people
   */
  record Wanted(ObjectNode attributes, String shown) {}

  private static final ClientOption JITTER =
      ClientOption.of("TIME", "how much it varies, up and down; default: 0", "--jitter");
  private static final ClientOption TIMEOUT =
      ClientOption.of("TIME", "the same as TIME; default: 30000", "--timeout-ms");
  private static final long KILOBYTE = 1000;

  /** Delays what passes. */
  public static ClientCommand latency() {
    ClientOption direction = Streams.option(Streams.UP, "--direction");
    return new ImpairToxic(
        "latency",
        syntax(
            "latency",
            "TIME",
            "Delays everything by a time. Bare numbers are milliseconds.",
            List.of(JITTER, direction),
            """
            galopin impair latency 1500
            galopin impair latency 1.5s --jitter 200 --direction both --for 10m"""),
        direction,
        Streams.UP,
        given -> {
          Duration latency = Times.read("TIME", given.operand(), Duration.ZERO);
          Duration jitter =
              Times.read(JITTER.name(), given.value(JITTER).orElse("0"), Duration.ZERO);
          return new Wanted(
              Json.object().put("latency", latency.toMillis()).put("jitter", jitter.toMillis()),
              "latency "
                  + Times.shown(latency)
                  + (jitter.isZero() ? "" : ", jitter " + Times.shown(jitter)));
        });
  }

  /** Drops what passes, and closes connections after a time. */
  public static ClientCommand timeout() {
    ClientOption direction = Streams.option(Streams.BOTH, "--timeout-stream", "--direction");
    return new ImpairToxic(
        "timeout",
        syntax(
            "timeout",
            "[TIME]",
            "Drops all data, and closes each connection after a time; 0: not before the end.",
            List.of(TIMEOUT, direction),
            """
            galopin impair timeout 30s
            galopin impair timeout --timeout-ms 5000 --timeout-stream down"""),
        direction,
        Streams.BOTH,
        given -> {
          Duration timeout = timeout(given);
          return new Wanted(
              Json.object().put("timeout", timeout.toMillis()),
              "timeout " + (timeout.isZero() ? "without end" : Times.shown(timeout)));
        });
  }

  private static Duration timeout(Given given) {
    if (!given.operands().isEmpty() && given.has(TIMEOUT)) {
      throw CommandFailure.wrong(TIMEOUT.name() + ": given beside TIME (expected: one of them)");
    }
    return given.operands().isEmpty()
        ? Times.read(TIMEOUT.name(), given.value(TIMEOUT).orElse("30000"), Duration.ZERO)
        : Times.read("TIME", given.operand(), Duration.ZERO);
  }

  /** Limits how much passes. */
  public static ClientCommand bandwidth() {
    ClientOption direction = Streams.option(Streams.BOTH, "--direction");
    return new ImpairToxic(
        "bandwidth",
        syntax(
            "bandwidth",
            "RATE",
            "Limits how much each connection may pass per second, in each direction.",
            List.of(direction),
            """
            galopin impair bandwidth 256KB/s
            galopin impair bandwidth 2MB/s --direction down --for 10m"""),
        direction,
        Streams.BOTH,
        given -> {
          long bytes = Rates.read("RATE", given.operand());
          return new Wanted(
              Json.object().put("rate", bytes / KILOBYTE),
              "bandwidth " + bytes / KILOBYTE + " KB/s");
        });
  }

  private static Syntax syntax(
      String word, String operand, String description, List<ClientOption> own, String example) {
    return new Syntax(
        "impair " + word, List.of(), List.of(operand), description, Impair.options(own), example);
  }

  @Override
  public void run(Given given, ControlApi server, Report report) {
    Wanted wanted = impairment.apply(given);
    Streams streams = Streams.of(given, direction, standard);
    Optional<Duration> time = Signature.time(given);
    Map<String, JsonNode> proxies = Targets.of(given, server);
    Signature signature = Signature.of(given, time, server);
    ToxicPair toxics = ToxicPair.impair(type);
    proxies.forEach(
        (name, now) -> {
          boolean there = toxics.isAt(now);
          JsonNode reply = toxics.set(server, name, now, streams, wanted.attributes(), signature);
          Impair.tell(report, reply, name, there, wanted.shown() + ", " + streams);
        });
  }
}
