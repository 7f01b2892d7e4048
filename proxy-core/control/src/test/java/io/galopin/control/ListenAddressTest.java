package io.galopin.control;

import static io.galopin.control.ToxiproxyRig.assertEchoes;
import static io.galopin.control.ToxiproxyRig.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.control.ControlRig.Answer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests where proxies listen, and what replies say about it. */
class ListenAddressTest {

  private final ToxiproxyRig rig = new ToxiproxyRig();

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  private String body(String listen, String more) {
    return "{\"name\":\"web\",\"upstream\":\"%s\"%s%s}".formatted(rig.echo.address(), listen, more);
  }

  private String listenNow() {
    return rig.get("/proxies/web").json().get("listen").textValue();
  }

  private Answer update(String fields) {
    return rig.post("/proxies/web", "{" + fields + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|\\[::]",
        ",\"listen\":null|\\[::]",
        ",\"listen\":\"\"|\\[::]",
        ",\"listen\":\":0\"|\\[::]",
        ",\"listen\":\"0.0.0.0:0\"|\\[::]",
        ",\"listen\":\"[::]:0\"|\\[::]",
        ",\"listen\":\"localhost:0\"|127\\.0\\.0\\.1",
        ",\"LISTEN\":\"127.0.0.2:0\"|127\\.0\\.0\\.2"
      })
  void showsWhereAProxyReallyListens(String listen, String host) throws IOException {
    Answer created = rig.post("/proxies", body(listen, ""));

    assertThat(created.json().get("listen").textValue()).matches(host + ":[1-9][0-9]*");
    assertEchoes(rig.connect("web"));
  }

  @ParameterizedTest
  @ValueSource(strings = {":0", "localhost:0", "[::]:8000", "0.0.0.0:8000", "no.such.host:80"})
  void echoesTheAddressOfADisabledProxyAsGiven(String listen) {
    Answer created =
        rig.post("/proxies", body(",\"listen\":\"" + listen + "\"", ",\"enabled\":false"));

    assertThat(created.json().get("listen").textValue()).isEqualTo(listen);
    assertThat(listenNow()).isEqualTo(listen);
  }

  @ParameterizedTest
  @ValueSource(strings = {":0", "localhost:0"})
  void keepsItsPortWhileItIsDisabled(String listen) throws IOException {
    rig.post("/proxies", body(",\"listen\":\"" + listen + "\"", ""));
    String before = listenNow();

    assertThat(update("\"enabled\":false").json().get("listen").textValue()).isEqualTo(before);
    assertThat(update("\"enabled\":true").json().get("listen").textValue()).isEqualTo(before);
    assertEchoes(rig.connect("web"));
  }

  @Test
  void aNameOfTheSameAddressIsNoChange() throws IOException {
    rig.create("web");
    String before = listenNow();
    try (Socket client = rig.connect("web")) {
      assertEchoes(client);
      for (String same : new String[] {before.replace("127.0.0.1", "localhost"), "localhost:0"}) {
        assertThat(update("\"listen\":\"" + same + "\"").json().get("listen").textValue())
            .isEqualTo(before);
        assertEchoes(client);
      }
    }
  }

  @Test
  void everyFormOfAllAddressesIsNoChange() throws IOException {
    rig.post("/proxies", body("", ""));
    String before = listenNow();
    String port = before.substring("[::]".length());
    try (Socket client = rig.connect("web")) {
      assertEchoes(client);
      for (String same : new String[] {before, port, "0.0.0.0" + port, ":0", ""}) {
        assertThat(update("\"listen\":\"" + same + "\"").json().get("listen").textValue())
            .isEqualTo(before);
        assertEchoes(client);
      }
    }
  }

  @Test
  void anotherAddressRestartsTheProxyAndDropsItsConnections() throws IOException {
    rig.create("web");
    String before = listenNow();
    String wanted = "127.0.0.1:" + ToxiproxyRig.freePort();
    try (Socket client = rig.connect("web")) {
      assertEchoes(client);

      Answer moved = update("\"listen\":\"" + wanted + "\"");

      assertThat(moved.json().get("listen").textValue()).isEqualTo(wanted).isNotEqualTo(before);
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    assertEchoes(rig.connect("web"));
  }

  @Test
  void movesToAllAddressesOfItsPort() throws IOException {
    rig.create("web");
    String port = listenNow().substring("127.0.0.1".length());

    Answer moved = update("\"listen\":\"0.0.0.0" + port + "\"");

    assertThat(moved.status()).isEqualTo(200);
    assertThat(moved.json().get("listen").textValue()).isEqualTo("[::]" + port);
    assertEchoes(rig.connect("web"));
  }

  @Test
  void anAddressThatIsTakenLeavesTheProxyAsItIs() throws IOException {
    rig.create("web");
    rig.create("other");
    String taken = rig.get("/proxies/other").json().get("listen").textValue();
    try (Socket client = rig.connect("web")) {
      assertEchoes(client);

      assertRefused(
          update("\"listen\":\"" + taken + "\""),
          500,
          "listen tcp " + taken + ": bind: address already in use");
      assertEchoes(client);
    }
  }

  @Test
  void aNameThatIsUnknownIsSaid() {
    assertRefused(
        rig.post("/proxies", body(",\"listen\":\"no.such.host.invalid:80\"", "")),
        500,
        "listen tcp: lookup no.such.host.invalid: no such host");
  }

  @Test
  void anAddressOfAnotherMachineIsSaid() {
    assertRefused(
        rig.post("/proxies", body(",\"listen\":\"192.0.2.1:4000\"", "")),
        500,
        "listen tcp 192.0.2.1:4000: bind: cannot assign requested address");
  }

  /**
   * Go shows the address of a name, and keeps the written form of the address for all interfaces.
   */
  @ParameterizedTest
  @CsvSource({"localhost, 127.0.0.1", "0.0.0.0, 0.0.0.0", "[::], [::]", "'', ''"})
  void saysTheAddressThatANameMeans(String written, String said) throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      String listen = ",\"listen\":\"" + written + ":" + taken.getLocalPort() + "\"";

      assertRefused(
          rig.post("/proxies", body(listen, "")),
          500,
          "listen tcp " + said + ":" + taken.getLocalPort() + ": bind: address already in use");
    }
  }
}
