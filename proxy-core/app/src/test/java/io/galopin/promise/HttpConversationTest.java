package io.galopin.promise;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.Proxy;
import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the forms of HTTP between real clients and a real server. */
class HttpConversationTest {

  private final Stand stand = new Stand(5);
  private final WebServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  HttpConversationTest() throws Exception {
    server = new WebServer();
  }

  @AfterEach
  void close() throws Exception {
    stand.close();
    server.close();
  }

  private Proxy open(String settings) {
    return stand.open("web", server.address(), "protocol = http, " + settings);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder to(Proxy proxy, String path) {
    return HttpRequest.newBuilder(URI.create(Stand.url(proxy, path)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"enabled = true", "behaviors { delay { weight = 100, sleep = 1 ms } }"})
  void theUsualFormsPassTouchedOrNot(String settings) throws Exception {
    Proxy proxy = open(settings);
    assertThat(send(to(proxy, "/a")).body()).isEqualTo("GET /a");
    assertThat(
            send(to(proxy, "/b").method("HEAD", HttpRequest.BodyPublishers.noBody())).statusCode())
        .isEqualTo(200);
    assertThat(send(to(proxy, "/status/204")).statusCode()).isEqualTo(204);
    assertThat(send(to(proxy, "/status/304")).statusCode()).isEqualTo(304);
    assertThat(send(to(proxy, "/early-hints")).body()).isEqualTo("after 103");
    assertThat(send(to(proxy, "/echo").POST(HttpRequest.BodyPublishers.ofString("abc"))).body())
        .isEqualTo("abc");
    assertThat(
            send(to(proxy, "/sum/")
                    .POST(
                        HttpRequest.BodyPublishers.ofInputStream(() -> Pattern.stream(3_000_000))))
                .body())
        .isEqualTo("3000000 " + Pattern.checksum(3_000_000));
    assertThat(send(to(proxy, "/bytes/100000")).body()).isNotEmpty();
    assertThat(
            send(to(proxy, "/echo")
                    .expectContinue(true)
                    .POST(HttpRequest.BodyPublishers.ofString("expected")))
                .body())
        .isEqualTo("expected");
  }

  @Test
  void anErrorIsAWholeReplyOnAConnectionThatGoesOn() throws Exception {
    Proxy proxy = open("behaviors = \"100:error\"");
    for (int i = 0; i < 20; i++) {
      HttpResponse<String> reply =
          send(to(proxy, "/echo").POST(HttpRequest.BodyPublishers.ofString("x".repeat(1000))));
      assertThat(reply.statusCode()).isIn(500, 501, 502, 503);
      assertThat(reply.body()).contains("Galopin");
    }
    assertThat(server.requests).hasValue(0);
    assertThat(stand.faults()).hasSize(20);
    assertThat(stand.faults()).allSatisfy(fault -> assertThat(fault.connection()).isEqualTo(1));
  }

  @Test
  void anErrorIsGivenToAClientThatWaitsFor100Continue() throws Exception {
    Proxy proxy = open("behaviors = \"100:error\"");
    try (CloseableHttpClient apache =
        HttpClients.custom()
            .setDefaultRequestConfig(RequestConfig.custom().setExpectContinueEnabled(true).build())
            .disableAutomaticRetries()
            .build()) {
      for (int i = 0; i < 5; i++) {
        HttpPost post = new HttpPost(Stand.url(proxy, "/echo"));
        post.setEntity(new ByteArrayEntity(new byte[100_000], ContentType.DEFAULT_BINARY));
        assertThat(
                apache.<Integer>execute(
                    post,
                    reply -> {
                      EntityUtils.consume(reply.getEntity());
                      return reply.getCode();
                    }))
            .isIn(500, 501, 502, 503);
      }
    }
    assertThat(server.requests).hasValue(0);
  }

  @Test
  void chunkedUploadsOfAPoolingClientPass() throws Exception {
    Proxy proxy = open("");
    try (CloseableHttpClient apache = HttpClients.createDefault()) {
      for (int i = 0; i < 5; i++) {
        HttpPost post = new HttpPost(Stand.url(proxy, "/sum/"));
        post.setEntity(
            new InputStreamEntity(Pattern.stream(500_000), -1, ContentType.DEFAULT_BINARY));
        assertThat(apache.<String>execute(post, reply -> EntityUtils.toString(reply.getEntity())))
            .isEqualTo("500000 " + Pattern.checksum(500_000));
      }
    }
  }

  @Test
  void repliesToPipelinedRequestsComeInOrderAlsoWhenSomeFail() throws Exception {
    Proxy proxy = open("behaviors { error = 30, delay { weight = 30, sleep = 2 ms } }");
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      requests.append("GET /").append(i).append(" HTTP/1.1\r\nHost: a\r\n\r\n");
    }
    requests.append("GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    String replies = exchange(Stand.port(proxy), requests.toString());
    List<String> seen = new ArrayList<>();
    for (String line : replies.split("(?=HTTP/1.1 )")) {
      seen.add(line.startsWith("HTTP/1.1 200") ? line.substring(line.indexOf("GET /")) : "failed");
    }
    assertThat(seen).hasSize(51).contains("failed");
    for (int i = 0; i < 50; i++) {
      assertThat(seen.get(i)).isIn("GET /" + i, "failed");
    }
  }

  @Test
  void aBackendThatIsNotThereIsAnsweredFor() throws Exception {
    Address nowhere;
    try (ServerSocket brief = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nowhere = new Address("127.0.0.1", brief.getLocalPort());
    }
    Proxy proxy = stand.open("gone", nowhere, "protocol = http");
    HttpResponse<String> reply = send(to(proxy, "/"));
    assertThat(reply.statusCode()).isEqualTo(502);
    assertThat(reply.body()).contains("Galopin").contains("cannot be reached");
    assertThat(stand.faults()).isEmpty();
  }

  @Test
  void theHostHeaderBecomesTheBackendsWhereThatIsAskedFor() throws Exception {
    CompletableFuture<String> heard = new CompletableFuture<>();
    try (ServerSocket backend = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread serving = new Thread(() -> heard.complete(serveOnce(backend)), "test-backend");
      serving.start();
      Address address = new Address("127.0.0.1", backend.getLocalPort());
      Proxy proxy =
          stand.open("host", address, "protocol { name = http, overwrite-host-header = true }");
      exchange(
          Stand.port(proxy),
          "GET / HTTP/1.1\r\nHOST:  example.com\r\nx-odd :ok\r\n\r\n".replace(" :ok", ": ok"));
      assertThat(heard.get())
          .isEqualTo("GET / HTTP/1.1\r\nHOST:  " + address + "\r\nx-odd: ok\r\n\r\n");
      serving.join();
    }
  }

  @Test
  void bytesPassBothWaysAfterAnUpgrade() throws Exception {
    try (ServerSocket backend = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread serving =
          new Thread(
              () -> {
                try (Socket socket = backend.accept()) {
                  readHead(socket);
                  socket
                      .getOutputStream()
                      .write(
                          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n"
                              .getBytes(US_ASCII));
                  socket.getInputStream().transferTo(socket.getOutputStream());
                } catch (IOException failure) {
                  throw new AssertionError(failure);
                }
              },
              "test-backend");
      serving.start();
      Proxy proxy =
          stand.open(
              "upgrade", new Address("127.0.0.1", backend.getLocalPort()), "protocol = http");
      String reply =
          exchange(
              Stand.port(proxy),
              "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n\0\1 not http\n");
      assertThat(reply).startsWith("HTTP/1.1 101 ").endsWith("\r\n\r\n\0\1 not http\n");
      serving.join();
    }
  }

  private static String serveOnce(ServerSocket backend) {
    try (Socket socket = backend.accept()) {
      String head = readHead(socket);
      socket
          .getOutputStream()
          .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
      return head;
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static String readHead(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) socket.getInputStream().read());
    }
    return head.toString();
  }

  /** Sends all, ends the output, and reads to the end. */
  private static String exchange(int port, String bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
      socket.getOutputStream().write(bytes.getBytes(US_ASCII));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }
}
