package io.galopin.control;

import static io.galopin.control.ToxiproxyRig.assertEchoes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.control.ControlRig.Answer;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that, as in Toxiproxy, an upstream needs a port only when somebody connects. */
class UpstreamWithoutPortTest {

  private final ToxiproxyRig rig = new ToxiproxyRig();

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  private static String proxy(String upstream) {
    return "{\"name\":\"web\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"" + upstream + "\"}";
  }

  private String shown() {
    return rig.get("/proxies/web").json().get("upstream").textValue();
  }

  private String told() {
    for (JsonNode entry : rig.get("/journal").json().get("entries")) {
      if (entry.get("origin").textValue().equals("network")) {
        return entry.get("decision").textValue();
      }
    }
    return "nothing";
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.com", "localhost", "127.0.0.1", "a_name"})
  void isAcceptedAndShownAsItWasGiven(String upstream) {
    Answer created = rig.post("/proxies", proxy(upstream));

    assertThat(created.status()).as(created.text()).isEqualTo(201);
    assertThat(created.json().get("upstream").textValue()).isEqualTo(upstream);
    assertThat(shown()).isEqualTo(upstream);
  }

  @Test
  void closesItsConnectionsAndSaysWhy() throws IOException {
    rig.post("/proxies", proxy("example.com"));

    try (Socket client = rig.connect("web")) {
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }

    assertThat(told())
        .isEqualTo("backend example.com cannot be reached: it has no port (expected: host:port)");
  }

  @Test
  void canBeChangedIntoOneThatHasAPortAndBack() throws IOException {
    rig.post("/proxies", proxy("localhost"));
    String port = rig.echo.address().toString();

    assertThat(rig.post("/proxies/web", "{\"enabled\":true}").status()).isEqualTo(200);
    assertThat(shown()).isEqualTo("localhost");
    assertThat(rig.post("/proxies/web", "{\"upstream\":\"" + port + "\"}").status()).isEqualTo(200);
    assertEchoes(rig.connect("web"));
    assertThat(rig.post("/proxies/web", "{\"upstream\":\"localhost\"}").status()).isEqualTo(200);
    assertThat(shown()).isEqualTo("localhost");
  }

  @Test
  void isPopulatedAndLeftAloneWhenItIsTheSame() {
    assertThat(rig.post("/populate", "[" + proxy("localhost") + "]").status()).isEqualTo(201);
    String listen = rig.get("/proxies/web").json().get("listen").textValue();

    assertThat(rig.post("/populate", "[" + proxy("localhost") + "]").status()).isEqualTo(201);
    assertThat(rig.get("/proxies/web").json().get("listen").textValue()).isEqualTo(listen);
  }

  /** An upstream must still have a valid host, and Vaurien's call stays strict. */
  @Test
  void otherSlipsAreRefused() {
    assertThat(rig.post("/proxies", proxy("not a host")).status()).isEqualTo(400);
    assertThat(rig.post("/proxies", proxy("http://localhost")).status()).isEqualTo(400);
    assertThat(rig.post("/proxies", proxy("localhost:http")).status()).isEqualTo(400);
    rig.post("/proxies", proxy("localhost:1"));
    assertThat(rig.put("/backend", "{\"backend\":\"localhost\"}").status()).isEqualTo(400);
  }
}
