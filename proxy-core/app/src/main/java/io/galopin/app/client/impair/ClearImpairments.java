package io.galopin.app.client.impair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.galopin.api.Names;
import io.galopin.app.client.command.Cell;
import io.galopin.app.client.command.ClientCommand;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Json;
import io.galopin.app.client.command.Report;
import io.galopin.app.client.command.Syntax;
import io.galopin.app.console.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Takes back what the other commands have set. */
public final class ClearImpairments implements ClientCommand {

  private static final String ALL = "all";
  private static final String OUTAGE = "outage";
  private static final List<String> TOXICS = List.of("latency", "timeout", "bandwidth");
  private static final String FLAP = "flap";
  private static final String PROFILE = "profile";
  private static final List<String> WORDS =
      List.of("latency", "timeout", "bandwidth", OUTAGE, FLAP, PROFILE, ALL);

  @Override
  public Syntax syntax() {
    return new Syntax(
        "impair clear",
        List.of(),
        List.of("[WHAT]"),
        "Takes an impairment back: latency, timeout, bandwidth, outage, flap, profile, or all, the"
            + " default."
            + " Taking back a timeout ends an outage that was set by impair, too.",
        List.of(Targets.PROXY, Targets.ALL),
        """
        galopin impair clear
        galopin impair clear latency --all\
        """);
  }

  @Override
  public void run(Given given, ControlApi server, Report report) {
    String what = given.operands().isEmpty() ? ALL : given.operand();
    if (!WORDS.contains(what)) {
      throw CommandFailure.wrong(
          "WHAT: "
              + what
              + " (expected: "
              + Names.nearest(what, WORDS).map(near -> near + "? ").orElse("")
              + "one of "
              + String.join(", ", WORDS)
              + ")");
    }
    Map<String, JsonNode> proxies = Targets.of(given, server);
    boolean galopin = Signature.isGalopin(server);
    proxies.forEach(
        (name, now) -> {
          List<String> cleared = clear(server, name, now, what, galopin);
          report.sentence(
              MissingNode.getInstance(),
              Cell.of(name).shown()
                  + ": "
                  + (cleared.isEmpty()
                      ? "nothing to clear"
                      : "cleared " + String.join(", ", cleared)));
        });
  }

  private static List<String> clear(
      ControlApi server, String name, JsonNode now, String what, boolean galopin) {
    List<String> cleared = new ArrayList<>();
    if ((what.equals(FLAP) || what.equals(ALL)) && clearFlap(server, name, now, galopin)) {
      cleared.add(FLAP);
    }
    for (String type : TOXICS) {
      ToxicPair toxics = ToxicPair.impair(type);
      if ((what.equals(type) || what.equals(ALL)) && toxics.isAt(now)) {
        toxics.clear(server, name, now);
        cleared.add(type);
      }
    }
    if ((what.equals(PROFILE) || what.equals(ALL)) && ImpairProfile.clear(server, name, now)) {
      cleared.add(PROFILE);
    }
    if (!now.path("enabled").asBoolean(true) && ends(now, what, galopin)) {
      server.post(ControlApi.path("proxies", name), Json.object().put("enabled", true));
      cleared.add(OUTAGE);
    }
    return cleared;
  }

  /** Ends a flap. At a Toxiproxy, removes what one has left behind whose command was killed. */
  private static boolean clearFlap(ControlApi server, String name, JsonNode now, boolean galopin) {
    ToxicPair left = new ToxicPair("flap-", "timeout");
    if (!galopin && left.isAt(now)) {
      left.clear(server, name, now);
      return true;
    }
    if (now.has(FLAP)) {
      server.remove(FlapWatch.path(name));
    }
    return now.has(FLAP);
  }

  /**
   * A proxy that somebody else has disabled stays so, unless it is named. Toxiproxy cannot tell.
   */
  private static boolean ends(JsonNode now, String what, boolean galopin) {
    boolean included = what.equals(ALL) || what.equals("timeout");
    return what.equals(OUTAGE) || (included && (!galopin || now.has("set-at")));
  }
}
