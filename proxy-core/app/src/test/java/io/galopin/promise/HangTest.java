package io.galopin.promise;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import io.galopin.engine.Proxy;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HangTest {

  private static final int CLIENTS = 200;

  @Test
  void hungConnectionsDisturbNobodyAndLeaveNothing() throws Exception {
    try (WebServer server = new WebServer();
        Stand stand = new Stand(1)) {
      Proxy hung =
          stand.open("hung", server.address(), "protocol = http, behaviors = \"100:hang\"");
      Proxy fine = stand.open("fine", server.address(), "protocol = http");
      assertThat(getOnANewConnection(fine)).isEqualTo(200);
      await().until(() -> fine.connections() == 0);
      long descriptors = openDescriptors();

      List<Socket> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), Stand.port(hung));
        client.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
        clients.add(client);
      }
      await().until(() -> stand.faults().size() == CLIENTS);
      for (int i = 0; i < 20; i++) {
        assertThat(getOnANewConnection(fine)).isEqualTo(200);
      }
      assertThat(hung.connections()).isEqualTo(CLIENTS);

      for (Socket client : clients) {
        client.close();
      }
      await().until(() -> hung.connections() == 0);
      assertThat(stand.engine.heldBytes()).isZero();
      await().until(() -> openDescriptors() <= descriptors);
    }
  }

  private static int getOnANewConnection(Proxy proxy) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(Stand.url(proxy, "/a")).toURL().openConnection();
    connection.setRequestProperty("Connection", "close");
    try {
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }

  private static long openDescriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }
}
