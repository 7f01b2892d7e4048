package io.galopin.app.client.impair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.app.client.command.ClientCommand;
import io.galopin.app.client.command.ClientOption;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Json;
import io.galopin.app.client.command.Pause;
import io.galopin.app.client.command.Report;
import io.galopin.app.client.command.Syntax;
import io.galopin.app.console.CommandFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets proxies come and go. The server does it; the command shows it, and ends it when it is ended
 * itself. If it dies, the server notices that nobody renews the flap. A Toxiproxy cannot do it, so
 * the command does.
 */
public final class ImpairFlap implements ClientCommand {

  private static final ClientOption MODE =
      ClientOption.of(
          "refuse|timeout",
          "refuse: disables the proxy; timeout, the default: drops all data",
          "--mode");
  private static final ClientOption UP =
      ClientOption.of("TIME", "how long it is up; default: 15000", "--up-ms", "--up");
  private static final ClientOption DOWN =
      ClientOption.of("TIME", "how long it is down; default: 15000", "--down-ms", "--down");
  private static final ClientOption TIMEOUT =
      ClientOption.of(
          "TIME",
          "with mode timeout: when connections are closed; default: 30000",
          "--timeout-ms",
          "--timeout");
  private static final ClientOption DIRECTION =
      Streams.option(Streams.BOTH, "--timeout-stream", "--direction");
  private static final ClientOption ITERATIONS =
      ClientOption.of(
          "N", "how many times it is up and then down; default: 0, no limit", "--iterations");
  private static final ClientOption DETACH =
      ClientOption.flag("leaves it running, and returns at once", "--detach");

  private final Pause pause;

  public ImpairFlap() {
    this(Pause::sleep);
  }

  ImpairFlap(Pause pause) {
    this.pause = pause;
  }

  @Override
  public Syntax syntax() {
    return new Syntax(
        "impair flap",
        List.of(),
        List.of(),
        "Lets proxies come and go: up for a time, then down for a time, until it is ended."
            + " Ctrl-C ends it.",
        Impair.options(List.of(MODE, UP, DOWN, TIMEOUT, DIRECTION, ITERATIONS, DETACH)),
        """
        galopin impair flap --mode refuse --up 15s --down 15s --for 10m
        galopin impair flap --up 60s --down 5s --iterations 20 --detach\
        """);
  }

  @Override
  public void run(Given given, ControlApi server, Report report) {
    ObjectNode body = body(given);
    Optional<Duration> time = Signature.time(given);
    Map<String, JsonNode> proxies = Targets.of(given, server);
    Signature signature = Signature.of(given, time, server);
    if (!signature.galopin()) {
      refuseDetached(given);
      Streams streams = Streams.of(given, DIRECTION, Streams.BOTH);
      new OwnFlap(server, report, proxies, body, streams).run(pause);
      return;
    }
    signature.sign(body);
    if (given.has(DETACH)) {
      proxies.forEach(
          (name, now) -> tell(report, server.put(FlapWatch.path(name), body), name, now, body));
      return;
    }
    FlapWatch watch = new FlapWatch(server, report);
    Thread undo = watch.endedWithTheCommand();
    proxies.forEach(
        (name, now) ->
            watch.start(name, body).ifPresent(reply -> tell(report, reply, name, now, body)));
    watch.follow(pause);
    watch.release(undo);
  }

  private static void refuseDetached(Given given) {
    if (given.has(DETACH)) {
      throw CommandFailure.failed(
          "--detach: the server cannot flap itself, as it is a Toxiproxy (expected: no --detach; or"
              + " a Galopin server)");
    }
  }

  private static void tell(
      Report report, JsonNode reply, String name, JsonNode now, ObjectNode body) {
    String what =
        "flap, "
            + body.path("mode").asText()
            + ", up "
            + Times.shown(Times.read("up", body.path("up").asText(), Duration.ZERO))
            + ", down "
            + Times.shown(Times.read("down", body.path("down").asText(), Duration.ZERO));
    Impair.tell(report, reply, name, now.has("flap"), what);
  }

  private static ObjectNode body(Given given) {
    Duration least = Duration.ofMillis(1);
    String mode = given.value(MODE).orElse("timeout");
    if (!List.of("refuse", "timeout").contains(mode)) {
      throw CommandFailure.wrong(MODE.name() + ": " + mode + " (expected: refuse or timeout)");
    }
    Streams streams = Streams.of(given, DIRECTION, Streams.BOTH);
    return Json.object()
        .put("mode", mode)
        .put("up", time(given, UP, "15000", least))
        .put("down", time(given, DOWN, "15000", least))
        .put("timeout", time(given, TIMEOUT, "30000", least))
        .put("stream", streams.wire())
        .put("iterations", iterations(given));
  }

  private static String time(Given given, ClientOption option, String standard, Duration least) {
    return Times.read(option.name(), given.value(option).orElse(standard), least).toMillis()
        + " ms";
  }

  private static long iterations(Given given) {
    String text = given.value(ITERATIONS).orElse("0");
    if (text.matches("[0-9]{1,15}")) {
      return Long.parseLong(text);
    }
    throw CommandFailure.wrong(
        ITERATIONS.name() + ": " + text + " (expected: a whole number, 0 or more)");
  }
}
