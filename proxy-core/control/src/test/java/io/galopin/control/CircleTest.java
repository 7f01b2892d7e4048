package io.galopin.control;

import static io.galopin.control.ToxiproxyRig.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests calls that would make proxies lead to each other in a circle. */
class CircleTest {

  private static final String WAY_OUT =
      " (expected: a backend that does not lead back to a proxy on the way to it)";

  private final ToxiproxyRig rig = new ToxiproxyRig();

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  @Test
  void areRefusedWithTheWayThatTheyTake() {
    rig.create("web");
    String web = rig.get("/proxies/web").json().get("listen").textValue();
    rig.post("/proxies", "{\"name\":\"front\",\"upstream\":\"%s\"}".formatted(web));
    String port = rig.get("/proxies/front").json().get("listen").textValue().replaceAll(".*:", "");
    String circle = "localhost:" + port + " leads in a circle, web → front → web";

    assertRefused(
        rig.post("/proxies/web", "{\"upstream\":\"localhost:%s\"}".formatted(port)),
        400,
        "bad request body: upstream: " + circle + WAY_OUT);
    assertRefused(
        rig.post(
            "/populate",
            "[{\"name\":\"web\",\"listen\":\"%s\",\"upstream\":\"localhost:%s\"}]"
                .formatted(web, port)),
        400,
        "bad request body: upstream: " + circle + WAY_OUT);
    assertThat(
            rig.put("/proxies/web/backend", "{\"backend\":\"localhost:%s\"}".formatted(port))
                .status())
        .isEqualTo(400);
    assertThat(rig.get("/proxies/web").json().get("upstream").textValue())
        .isEqualTo(rig.echo.address().toString());
  }
}
