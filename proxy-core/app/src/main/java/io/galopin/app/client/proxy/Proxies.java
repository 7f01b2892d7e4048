package io.galopin.app.client.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.app.client.command.Cell;
import io.galopin.app.client.command.ClientOption;
import io.galopin.app.client.command.Table;
import io.galopin.app.console.Style;
import java.util.List;

/** Tables and sentences about proxies. */
final class Proxies {

  static final ClientOption LISTEN =
      ClientOption.of(
          "HOST:PORT", "where clients connect; port 0 picks a free one", "-l", "--listen");
  static final ClientOption UPSTREAM =
      ClientOption.of(
          "HOST:PORT", "the backend; tls://HOST:PORT if it speaks TLS", "-u", "--upstream");

  private Proxies() {}

  /** A table with a row per proxy. */
  static Table table(Iterable<JsonNode> proxies) {
    Table table = new Table("NAME", "LISTEN", "UPSTREAM", "STATE", "TOXICS");
    for (JsonNode proxy : proxies) {
      int toxics = proxy.path("toxics").size();
      table.row(
          List.of(
              Cell.of(name(proxy), Style::bold),
              Cell.of(listen(proxy)),
              Cell.of(upstream(proxy)),
              Cell.of(state(proxy), isEnabled(proxy) ? Style::green : Style::red),
              new Cell(
                  Integer.toString(toxics),
                  toxics == 0 ? "-" : Integer.toString(toxics),
                  Style::yellow)));
    }
    return table;
  }

  static Table single(JsonNode proxy) {
    return table(List.of(proxy));
  }

  /** One line with the proxy's name, its addresses and whether it listens. */
  static String line(JsonNode proxy, Style style) {
    return style.bold(Cell.of(name(proxy)).shown())
        + "  "
        + Cell.of(listen(proxy)).shown()
        + " "
        + style.arrow()
        + " "
        + Cell.of(upstream(proxy)).shown()
        + "  "
        + (isEnabled(proxy) ? style.green(state(proxy)) : style.red(state(proxy)));
  }

  static boolean isEnabled(JsonNode proxy) {
    return proxy.path("enabled").asBoolean();
  }

  static String state(JsonNode proxy) {
    return isEnabled(proxy) ? "enabled" : "disabled";
  }

  static String name(JsonNode proxy) {
    return proxy.path("name").asText();
  }

  private static String listen(JsonNode proxy) {
    return proxy.path("listen").asText();
  }

  /** With a word of warning if nobody checks the backend's certificate. */
  private static String upstream(JsonNode proxy) {
    boolean verified = proxy.path("backend-tls").path("verify").asBoolean(true);
    return proxy.path("upstream").asText() + (verified ? "" : " (not verified)");
  }
}
