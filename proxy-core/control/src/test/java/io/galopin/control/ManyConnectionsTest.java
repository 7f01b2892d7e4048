package io.galopin.control;

import static io.galopin.control.ToxiproxyRig.assertEchoes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

class ManyConnectionsTest {

  private static final int WANTED = 5_000;

  /** A connection's sockets: the client's, the two of the proxy, the backend's. */
  private static final int DESCRIPTORS = 4;

  private static final int RESERVE = 600;

  /** Returns the number of connections wanted, or what the limit of descriptors allows. */
  private static int many() {
    UnixOperatingSystemMXBean system =
        (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long free = system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount() - RESERVE;
    return (int) Math.min(WANTED, free / DESCRIPTORS);
  }

  private static int threads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }

  @Test
  void fiveThousandConnectionsWithALatencyTakeNoThreadEach(TestReporter reporter)
      throws IOException {
    int many = many();
    reporter.publishEntry("connections", many + " of " + WANTED + " that are wanted");
    try (ToxiproxyRig rig = new ToxiproxyRig()) {
      rig.create("web");
      rig.add("web", "{\"type\":\"latency\",\"attributes\":{\"latency\":200,\"jitter\":50}}");
      String listen = rig.get("/proxies/web").json().get("listen").textValue();
      List<Socket> sockets = new ArrayList<>();
      int few = 0;
      for (int i = 0; i < many; i++) {
        Socket socket = rig.connectTo(listen);
        sockets.add(socket);
        if (i == 100) {
          assertEchoes(socket);
          few = threads();
        }
      }

      for (Socket socket : sockets) {
        ToxiproxyRig.send(socket, "hello");
      }
      assertThat(rig.control.engine.heldBytes()).isLessThan(64L << 20);
      for (Socket socket : sockets) {
        assertThat(ToxiproxyRig.read(socket, 5)).isEqualTo("hello");
      }

      assertThat(rig.control.engine.proxies().iterator().next().connections()).isEqualTo(many);
      assertThat(threads()).isLessThanOrEqualTo(few + 5);
      await().until(() -> rig.control.engine.heldBytes() == 0);
    }
  }
}
