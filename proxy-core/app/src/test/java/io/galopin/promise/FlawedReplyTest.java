package io.galopin.promise;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.Proxy;
import io.galopin.engine.socket.Address;
import io.galopin.promise.WireClient.End;
import io.galopin.promise.WireClient.Heard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;

/**
 * Tests that complete replies that arrive before a flawed one, in the same piece, reach the client.
 */
class FlawedReplyTest {

  private final Stand stand = new Stand(1);
  private final ServerSocket server;

  FlawedReplyTest() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    stand.close();
  }

  /**
   * Sends requests, lets the backend reply to all at once, and returns what the client receives.
   */
  private Heard heard(String protocol, String requests, String replies) throws IOException {
    Address backend = new Address("127.0.0.1", server.getLocalPort());
    Proxy proxy = stand.open("backend", backend, "protocol = " + protocol);
    try (WireClient client = new WireClient(proxy);
        Socket accepted = server.accept()) {
      client.send(requests);
      accepted.getInputStream().readNBytes(requests.length());
      accepted.getOutputStream().write(replies.getBytes(ISO_8859_1));
      return client.heard();
    }
  }

  @RepeatedTest(5)
  void ofRedis() throws IOException {
    String whole = "+PONG\r\n".repeat(5);
    String deep = "*1\r\n".repeat(70) + ":1\r\n";

    Heard heard =
        heard(
            "{ name = redis, max-depth = 64 }",
            "PING\r\n".repeat(5) + "EVAL x 0\r\n",
            whole + deep);

    assertThat(heard.bytes()).startsWith(whole);
    assertThat(whole + deep).startsWith(heard.bytes());
    assertThat(heard.end()).isEqualTo(End.RESET);
  }

  @RepeatedTest(5)
  void ofHttp() throws IOException {
    String whole = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi".repeat(2);
    String flawed = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\nnone\r\n";

    Heard heard = heard("http", "GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(3), whole + flawed);

    assertThat(heard.bytes()).startsWith(whole);
    assertThat(whole + flawed).startsWith(heard.bytes());
    assertThat(heard.end()).isEqualTo(End.RESET);
  }

  @RepeatedTest(5)
  void ofMemcache() throws IOException {
    String whole = "VALUE a 0 1\r\nx\r\nEND\r\n".repeat(2);
    String flawed = "VALUE a 0 1\r\nxyz\r\nEND\r\n";

    Heard heard = heard("memcache", "get a\r\n".repeat(3), whole + flawed);

    assertThat(heard.bytes()).startsWith(whole);
    assertThat(whole + flawed).startsWith(heard.bytes());
    assertThat(heard.end()).isEqualTo(End.RESET);
  }
}
