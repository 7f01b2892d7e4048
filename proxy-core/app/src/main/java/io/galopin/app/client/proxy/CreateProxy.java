package io.galopin.app.client.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.app.client.command.ClientCommand;
import io.galopin.app.client.command.ClientOption;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Json;
import io.galopin.app.client.command.Report;
import io.galopin.app.client.command.Syntax;
import java.util.List;

/** Creates a proxy. */
public final class CreateProxy implements ClientCommand {

  private static final ClientOption PROTOCOL =
      ClientOption.of("NAME", "the protocol of the traffic; see galopin protocols", "--protocol");
  private static final ClientOption LISTEN_TLS =
      ClientOption.of(
          "auto|FILE",
          "ends TLS of clients, with certificates of the server's authority or one in a file there",
          "--listen-tls");
  private static final ClientOption BEHAVIOR =
      ClientOption.of(
          "LIST", "behaviors with their share in percent, as in 20:delay,5:error", "--behavior");
  private static final ClientOption RULE =
      ClientOption.repeated(
          "TEXT", "a rule, as in 'first 3 error'; repeat it for more rules", "--rule");

  @Override
  public Syntax syntax() {
    return new Syntax(
        "create",
        List.of("c", "new"),
        List.of("PROXY"),
        "Creates a proxy, which listens at once.",
        List.of(Proxies.LISTEN, Proxies.UPSTREAM, LISTEN_TLS, PROTOCOL, BEHAVIOR, RULE),
        """
        galopin create web --listen localhost:8001 --upstream localhost:3000
        galopin create shop -l :8002 -u localhost:3000 --protocol http --rule 'first 3 error'\
        """);
  }

  @Override
  public void run(Given given, ControlApi server, Report report) {
    ObjectNode body =
        Json.object()
            .put("name", given.operand())
            .put("listen", given.required(Proxies.LISTEN))
            .put("upstream", given.required(Proxies.UPSTREAM))
            .put("enabled", true);
    given.value(LISTEN_TLS).ifPresent(tls -> body.put("listen_tls", tls));
    given.value(PROTOCOL).ifPresent(name -> body.put("protocol", name));
    given.value(BEHAVIOR).ifPresent(mix -> body.put("behaviors", mix));
    if (given.has(RULE)) {
      given.values(RULE).forEach(body.putArray("rules")::add);
    }
    JsonNode created = server.post("/proxies", body);
    report.change(
        created,
        Proxies.single(created),
        "created " + Proxies.line(created, report.console().style()));
  }
}
