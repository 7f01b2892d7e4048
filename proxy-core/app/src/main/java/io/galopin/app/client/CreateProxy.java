package io.galopin.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Makes a proxy. */
final class CreateProxy implements ClientCommand {

  @Override
  public Syntax syntax() {
    return new Syntax(
        "create",
        List.of("c", "new"),
        List.of("PROXY"),
        "Makes a proxy, which listens at once.",
        List.of(Proxies.LISTEN, Proxies.UPSTREAM),
        "galopin create web --listen localhost:8001 --upstream localhost:3000");
  }

  @Override
  public void run(Given given, ControlApi server, Report report) {
    JsonNode created =
        server.post(
            "/proxies",
            Json.object()
                .put("name", given.operand())
                .put("listen", given.required(Proxies.LISTEN))
                .put("upstream", given.required(Proxies.UPSTREAM))
                .put("enabled", true));
    report.change(
        created,
        Proxies.single(created),
        "created " + Proxies.line(created, report.console().style()));
  }
}
