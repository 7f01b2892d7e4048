package io.galopin.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.promise.SmallGalopin;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What holds, delays or cuts, in the smallest pieces, in a process with 64 MiB of heap: it goes on
 * as it should, and nobody else notices.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmallHeapTest {

  private static final long LARGE = 40_000_000;

  private static final String PROXIES =
      """
      galopin {
        http { enabled = true, host = 127.0.0.1, port = %2$d }
        defaults { listen = "127.0.0.1:0", upstream = "127.0.0.1:%1$d", protocol = http }
        proxies {
          neighbor {}
          throttle { rules = ["throttle rate=1000"] }
          drip { rules = ["throttle rate=1"] }
          dots { rules = ["throttle rate=20000"] }
          slicer { protocol = tcp, toxics = [{ type = slicer, average-size = 1 }, { type = latency, latency = 60 s }] }
          pieces { protocol = tcp, toxics = [{ type = slicer, average-size = 1 }] }
          corrupt { rules = ["corrupt every=1000 continue", "delay sleep=3s before=false"] }
          stats { protocol = memcache, rules = ["delay sleep=3s before=false"] }
          queue { rules = ["delay sleep=1h"] }
          lost { rules = ["delay sleep=1h before=false"] }
        }
      }
      """;

  private final List<Socket> clients = new ArrayList<>();
  private final PieceServer server;
  private final int control;
  private SmallGalopin galopin;

  SmallHeapTest() throws IOException {
    server = new PieceServer();
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      control = free.getLocalPort();
    }
  }

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("small.conf");
    Files.writeString(file, PROXIES.formatted(server.port(), control));
    galopin = SmallGalopin.start(10, "--config", file.toString(), "--log-level", "error");
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> call("GET", "/version").statusCode() == 200);
  }

  @AfterEach
  void letGo() throws Exception {
    for (Socket client : clients) {
      client.setSoLinger(true, 0);
      client.close();
    }
    clients.clear();
    nobodyElseNotices();
  }

  @AfterAll
  void close() throws Exception {
    galopin.close();
    server.close();
  }

  private Socket ask(String proxy, String request) throws IOException {
    Socket client = new Socket();
    // Else the platform takes most of it for a client that does not read.
    client.setReceiveBufferSize(1 << 16);
    client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), galopin.port(proxy)));
    client.setSoTimeout(60_000);
    client.getOutputStream().write(request.getBytes(US_ASCII));
    clients.add(client);
    return client;
  }

  private Socket get(String proxy, String path) throws IOException {
    return ask(proxy, "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
  }

  /** Another proxy's client, and one of the control API, get what they ask for. */
  private void nobodyElseNotices() throws IOException, InterruptedException {
    Socket neighbor = get("neighbor", "/length/1000000");
    expectHead(neighbor.getInputStream(), "Content-Length: 1000000");
    expectBody(neighbor.getInputStream(), 0, 1_000_000);
    assertThat(call("GET", "/proxies").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> call(String method, String path)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + control + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  /** Nothing more is taken from the backend. */
  private void awaitRest() throws IOException, InterruptedException {
    long before;
    do {
      before = server.said.get();
      nobodyElseNotices();
    } while (server.said.get() - before > 2_000_000);
  }

  private static void expectHead(InputStream in, String field) throws IOException {
    String expected = "HTTP/1.1 200 OK\r\n" + field + "\r\n\r\n";
    assertThat(new String(in.readNBytes(expected.length()), US_ASCII)).isEqualTo(expected);
  }

  private static void expectBody(InputStream in, long from, long to) throws IOException {
    byte[] expected = new byte[1 << 16];
    for (long place = from; place < to; ) {
      int length = (int) Math.min(expected.length, to - place);
      for (int i = 0; i < length; i++) {
        expected[i] = PieceServer.at(place + i);
      }
      assertThat(Arrays.equals(in.readNBytes(length), Arrays.copyOf(expected, length)))
          .as("bytes from " + place)
          .isTrue();
      place += length;
    }
  }

  @Test
  void aThrottledReplyGoesOn() throws Exception {
    InputStream in = get("throttle", "/length/" + LARGE).getInputStream();
    InputStream drip = get("drip", "/length/" + LARGE).getInputStream();
    InputStream dots = get("dots", "/chunks/" + LARGE).getInputStream();
    expectHead(in, "Content-Length: " + LARGE);
    expectBody(in, 0, 1_000);
    awaitRest();
    expectBody(in, 1_000, 3_000);
    expectHead(drip, "Content-Length: " + LARGE);
    expectBody(drip, 0, 2);
    expectHead(dots, "Transfer-Encoding: chunked");
    assertThat(new String(dots.readNBytes(60_000), US_ASCII))
        .isEqualTo("1\r\nx\r\n".repeat(10_000));
  }

  @Test
  void bytesInPiecesAreDelayedAndThenAllGo() throws Exception {
    InputStream late = ask("slicer", "bytes 4000000\n").getInputStream();
    InputStream in = ask("pieces", "bytes 1000000\n").getInputStream();
    awaitRest();
    expectBody(in, 0, 1_000_000);
    assertThat(call("DELETE", "/proxies/slicer/toxics/latency_downstream").statusCode())
        .isEqualTo(204);
    expectBody(late, 0, 4_000_000);
  }

  @Test
  void pieceyRepliesThatAreHeldBackArriveComplete() throws Exception {
    InputStream in = get("corrupt", "/chunks/1000000").getInputStream();
    InputStream stats = ask("stats", "stats\r\n").getInputStream();
    awaitRest();
    expectHead(in, "Transfer-Encoding: chunked");
    byte[] chunks = in.readNBytes(6_000_000);
    assertThat(in.readNBytes(5)).asString(US_ASCII).isEqualTo("0\r\n\r\n");
    byte[] sent = "1\r\nx\r\n".repeat(1_000_000).getBytes(US_ASCII);
    int differing = 0;
    for (int i = 0; i < sent.length; i++) {
      differing += chunks[i] == sent[i] ? 0 : 1;
    }
    assertThat(differing).isEqualTo(1_000);
    byte[] lines = stats.readNBytes(PieceServer.STATS * PieceServer.STAT.length());
    assertThat(Arrays.equals(lines, PieceServer.STAT.repeat(PieceServer.STATS).getBytes(US_ASCII)))
        .isTrue();
    assertThat(stats.readNBytes(5)).asString(US_ASCII).isEqualTo("END\r\n");
  }

  /** Their clients write until they have to wait. */
  @Test
  void requestsThatWaitAreBounded() throws Exception {
    for (String proxy : List.of("queue", "lost")) {
      Socket client = get(proxy, "/length/1");
      Thread writing =
          new Thread(
              () -> {
                try {
                  byte[] requests =
                      "GET /length/1 HTTP/1.1\r\nHost: a\r\n\r\n".repeat(1_000).getBytes(US_ASCII);
                  for (int i = 0; i < 1_000; i++) {
                    client.getOutputStream().write(requests);
                  }
                } catch (IOException closed) {
                  // As it is at the end.
                }
              });
      writing.setDaemon(true);
      writing.start();
    }
    for (int i = 0; i < 10; i++) {
      nobodyElseNotices();
    }
  }

  @Test
  @Tag("thorough")
  void manyClientsThatDoNotReadTakeNothingFromOthers() throws Exception {
    for (int i = 0; i < 150; i++) {
      get("neighbor", "/length/4000000");
    }
    awaitRest();
    InputStream in = clients.get(149).getInputStream();
    expectHead(in, "Content-Length: 4000000");
    expectBody(in, 0, 4_000_000);
  }
}
