package io.galopin.control;

import static io.galopin.control.ToxiproxyRig.assertEchoes;
import static io.galopin.control.ToxiproxyRig.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.control.ControlRig.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests {@code POST /populate}: all or nothing, and proxies that already match are not touched. */
class PopulateTest {

  private static final String SLOW =
      ",\"toxics\":[{\"type\":\"latency\",\"attributes\":{\"latency\":1}}]";

  private final ToxiproxyRig rig = new ToxiproxyRig();

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  private Answer populate(String... entries) {
    return rig.post("/populate", "[" + String.join(",", entries) + "]");
  }

  private String entry(String name, String listen, String more) {
    return "{\"name\":\"%s\",\"listen\":\"%s\",\"upstream\":\"%s\"%s}"
        .formatted(name, listen, rig.echo.address(), more);
  }

  private JsonNode shown(String name) {
    return rig.get("/proxies/" + name).json();
  }

  @Test
  void createsProxiesAndRepliesInTheirOrder() throws IOException {
    Answer answer = populate(rig.entry("b", SLOW), rig.entry("a", ",\"enabled\":false"));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json()).hasSize(1);
    assertThat(answer.json().get("proxies")).containsExactly(shown("b"), shown("a"));
    assertThat(shown("b").at("/toxics/0/name").textValue()).isEqualTo("latency_downstream");
    assertThat(shown("a").get("enabled").booleanValue()).isFalse();
    assertEchoes(rig.connect("b"));
  }

  @Test
  void anEmptyListIsFine() {
    assertThat(populate().text()).isEqualTo("{\"proxies\":[]}");
    assertThat(populate().status()).isEqualTo(201);
  }

  @Test
  void leavesAloneWhatIsAsItIsToBe() throws IOException {
    String listen = rig.create("web", SLOW).get("listen").textValue();
    JsonNode before = shown("web");
    try (Socket client = rig.connect("web")) {
      assertEchoes(client);
      for (String same :
          new String[] {
            before.toString(),
            entry("web", listen, ""),
            entry("web", listen.replace("127.0.0.1", "localhost"), SLOW),
            rig.entry("web", ",\"enabled\":true,\"toxics\":null")
          }) {
        assertThat(populate(same, rig.entry("other", "")).status()).isEqualTo(201);
        assertThat(shown("web")).isEqualTo(before);
        assertEchoes(client);
      }
    }
  }

  @Test
  void replacesWhatHasAnotherAddressAndDropsItsConnections() throws IOException {
    rig.create("web", SLOW + ",\"protocol\":\"http\",\"behaviors\":\"20:delay\"");
    try (Socket client = rig.connect("web")) {
      String listen = "127.0.0.1:" + ToxiproxyRig.freePort();

      Answer answer = populate(entry("web", listen, ""));

      assertThat(client.getInputStream().read()).isEqualTo(-1);
      assertThat(answer.json().at("/proxies/0").toString())
          .isEqualTo(
              "{\"name\":\"web\",\"listen\":\"%s\",\"upstream\":\"%s\",\"enabled\":true,\"toxics\":[]}"
                  .formatted(listen, rig.echo.address()));
    }
    assertEchoes(rig.connect("web"));
  }

  @Test
  void swapsTheAddressesOfProxies() throws IOException {
    String a = rig.create("a").get("listen").textValue();
    String b = rig.create("b").get("listen").textValue();

    assertThat(populate(entry("a", b, ""), entry("b", a, "")).status()).isEqualTo(201);

    assertThat(shown("a").get("listen").textValue()).isEqualTo(b);
    assertThat(shown("b").get("listen").textValue()).isEqualTo(a);
    assertEchoes(rig.connect("a"));
    assertEchoes(rig.connect("b"));
  }

  @Test
  void changesToxicsWithoutDroppingConnections() throws IOException {
    rig.create("web", SLOW);
    try (Socket client = rig.connect("web")) {
      assertEchoes(client);

      populate(rig.entry("web", ",\"toxics\":[{\"type\":\"noop\"}]"));

      assertThat(shown("web").at("/toxics/0/type").textValue()).isEqualTo("noop");
      assertEchoes(client);
    }
  }

  @Test
  void changesNothingIfOneAddressIsTaken() throws IOException {
    JsonNode web = rig.create("web");
    JsonNode off = rig.create("off", ",\"enabled\":false");
    try (Socket client = rig.connect("web");
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertEchoes(client);
      String address = "127.0.0.1:" + taken.getLocalPort();

      Answer refused =
          populate(
              entry("web", "127.0.0.1:" + ToxiproxyRig.freePort(), SLOW),
              rig.entry("off", ""),
              rig.entry("new", ""),
              entry("bad", address, ""));

      assertRefused(
          refused, 500, "listen tcp " + address + ": bind: address already in use at proxy bad");
      assertEchoes(client);
      assertThat(rig.get("/proxies").json()).hasSize(2);
      assertThat(shown("web")).isEqualTo(web);
      assertThat(shown("off")).isEqualTo(off);
    }
  }

  @Test
  void changesNothingIfTwoEntriesWantOneAddress() throws IOException {
    String listen = "127.0.0.1:" + ToxiproxyRig.freePort();

    Answer refused = populate(entry("a", listen, ""), entry("b", listen, ""));

    assertThat(refused.status()).isEqualTo(500);
    assertThat(refused.json().get("error").textValue())
        .matches("listen tcp " + listen + ": bind: address already in use at proxy [ab]");
    assertThat(rig.get("/proxies").text()).isEqualTo("{}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"upstream\":\"a:1\"}|missing required field: name at proxy 2",
        "{\"name\":\"x\"}|missing required field: upstream at proxy 2",
        "{\"name\":\"web\",\"upstream\":\"a:1\"}|bad request body: name: \"web\" at proxy 2",
        "{\"name\":\"x\",\"upstream\":\"a:0\"}|bad request body: proxies.x.upstream: a:0",
        "{\"name\":\"x\",\"upstream\":\"a:1\",\"toxics\":[{\"type\":\"nonsense\"}]}|invalid toxic type: \"nonsense\"",
        "{\"name\":\"x\",\"upstream\":\"a:1\",\"toxics\":[{\"type\":\"noop\",\"stream\":\"x\"}]}|stream was invalid",
        "{\"name\":\"x\",\"upstream\":\"a:1\",\"toxics\":[{\"type\":\"noop\"},{\"type\":\"noop\"}]}|bad request body: ",
        "{\"name\":\"x\",\"upstream\":\"a:1\",\"toxics\":[{\"type\":\"latency\",\"attributes\":{\"latency\":\"9\"}}]}|bad request body: attributes.latency",
        "{\"name\":\"x\",\"upstream\":\"a:1\",\"toxics\":[{\"type\":\"slicer\"}]}|bad request body: ",
        "{\"name\":\"x\",\"upstream\":\"a:1\",\"toxics\":[5]}|bad request body: ",
        "5|bad request body: 5 at proxy 2",
        "null|bad request body: null at proxy 2"
      })
  void changesNothingIfOneEntryIsWrongAndNamesIt(String entry, String start) {
    Answer refused = populate(rig.entry("web", ""), entry);

    assertRefused(refused, 400, start);
    assertThat(refused.json().get("error").textValue()).containsAnyOf("at proxy 2", "proxy x");
    assertThat(rig.get("/proxies").text()).isEqualTo("{}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{}|object", "{\"proxies\":[]}|object", "\"x\"|string", "[|"})
  void wantsAnArray(String body, String kind) {
    assertRefused(
        rig.post("/populate", body), 400, "bad request body: " + (kind == null ? "" : kind));
  }
}
