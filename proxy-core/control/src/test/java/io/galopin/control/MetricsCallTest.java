package io.galopin.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class MetricsCallTest {

  @Test
  void repliesWithTheTextOfTheMetrics() throws IOException {
    try (ControlRig rig = ControlRig.options().start()) {
      String reply =
          rig.raw("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

      assertThat(reply)
          .startsWith("HTTP/1.1 200 OK\r\n")
          .containsIgnoringCase("content-type: text/plain; version=0.0.4; charset=utf-8\r\n")
          .endsWith("\r\n\r\n# metrics\n");
    }
  }
}
