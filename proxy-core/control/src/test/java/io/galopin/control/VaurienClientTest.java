package io.galopin.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Acts like a program written for Vaurien: reads the behavior, sets another with options, does its
 * work, and sets the first one again.
 */
class VaurienClientTest {

  private ControlRig rig = ControlRig.start();

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  private String behavior() {
    return rig.get("/behavior").json().get("behavior").textValue();
  }

  private void set(ObjectNode body) {
    assertThat(rig.put("/behavior", body.toString()).json().get("status").textValue())
        .isEqualTo("ok");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"dummy", "delay", "20:delay", "20:delay,5:error", "100:dummy", "2.5:hang"})
  void restoresWhatItRead(String before) throws IOException {
    set(Json.object().put("name", before));
    String read = behavior();
    String acting = rig.proxy("web").spec().rules().toString();
    Socket socket = rig.connect("web");

    set(Json.object().put("name", "error").put("warmup", 0));
    assertThat(ControlRig.exchange(socket)).startsWith("HTTP/1.1 50");
    set(Json.object().put("name", read));

    assertThat(behavior()).isEqualTo(read);
    assertThat(rig.proxy("web").spec().rules()).hasToString(acting);
  }
}
