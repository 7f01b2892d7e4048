package io.galopin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.galopin.app.run.Ready;
import io.galopin.config.tls.ConfiguredTls;
import io.galopin.engine.Proxy;
import io.galopin.tls.AuthorityStore;
import io.galopin.tls.PublicFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TLS at either side of a proxy, as users write it, with Java's own client and curl. */
class TlsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WEB = "web { listen = LISTEN, upstream = BACKEND, protocol = http";

  @TempDir private Path folder;
  private HttpServer backend;

  @BeforeEach
  void start() throws IOException {
    backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    backend.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("ok".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    backend.start();
  }

  @AfterEach
  void stop() {
    backend.stop(0);
  }

  private Path write(String proxies) throws IOException {
    String text =
        ("galopin { http { enabled = true, host = \"127.0.0.1\", port = 0 }, proxies { "
                + proxies
                + " } }")
            .replace("LISTEN", "\"127.0.0.1:0\"")
            .replace("BACKEND", "\"127.0.0.1:" + backend.getAddress().getPort() + "\"");
    return Files.writeString(folder.resolve("my.conf"), text);
  }

  private Ran run(String proxies, RunHere.Story story, String... more) throws IOException {
    return RunHere.with(write(proxies), story, more);
  }

  private static int port(Ready ready, String name) {
    for (Proxy proxy : ready.proxies()) {
      if (proxy.spec().name().equals(name)) {
        return proxy.address().orElseThrow().getPort();
      }
    }
    throw new AssertionError(name);
  }

  private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
    return HttpClient.newBuilder()
        .sslContext(ConfiguredTls.trusting())
        .build()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }

  private static JsonNode change(Ready ready, String body) throws IOException {
    HttpResponse<String> reply = RunHere.call(ready, "POST", "/proxies/web", body);
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    return JSON.readTree(reply.body());
  }

  @Test
  void anHttpsClientThatTrustsTheAuthorityIsServed() throws IOException {
    Ran ran =
        run(
            WEB + ", listen-tls = auto }",
            ready -> {
              for (String host : List.of("localhost", "127.0.0.1")) {
                HttpResponse<String> reply = get("https://" + host + ":" + port(ready, "web"));
                assertThat(reply.statusCode()).isEqualTo(200);
                assertThat(reply.body()).isEqualTo("ok");
              }
              JsonNode shown = JSON.readTree(RunHere.call(ready, "GET", "/proxies/web", "").body());
              assertThat(shown.path("listen-tls").asText()).isEqualTo("auto");
              assertThat(shown.path("layers").toString()).isEqualTo("[\"tls\"]");
            });
    assertThat(ran.out() + ran.err()).doesNotContain("PRIVATE KEY");
  }

  @Test
  void curlIsServedToo() throws IOException, InterruptedException {
    assumeThat(Path.of("/usr/bin/curl")).as("curl, which this test needs").exists();
    run(
        WEB + ", listen-tls = auto }",
        ready -> {
          Path ca =
              new PublicFiles(AuthorityStore.in(AuthorityStore.defaultFolder())).certificate();
          Process curl =
              new ProcessBuilder(
                      "curl",
                      "-sS",
                      "--cacert",
                      ca.toString(),
                      "https://localhost:" + port(ready, "web"))
                  .redirectErrorStream(true)
                  .start();
          String said = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
          assertThat(curl.waitFor(10, TimeUnit.SECONDS)).isTrue();
          assertThat(said).isEqualTo("ok");
        });
  }

  @Test
  void plainHttpAtATlsPortIsToldSo() throws IOException {
    run(
        WEB + ", listen-tls = auto }",
        ready -> {
          HttpResponse<String> reply = get("http://127.0.0.1:" + port(ready, "web"));
          assertThat(reply.statusCode()).isEqualTo(400);
          assertThat(reply.body()).contains("this port speaks TLS (expected: https in place");
        });
  }

  @Test
  void tlsAtAPlainPortIsSaidOnceWithTheWaysOut() throws IOException {
    Ran ran =
        run(
            WEB + " }",
            ready -> {
              for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> get("https://127.0.0.1:" + port(ready, "web")))
                    .isInstanceOf(IOException.class);
              }
            });
    assertThat(ran.err().lines().filter(line -> line.contains("begins with TLS")))
        .singleElement()
        .asString()
        .contains("--listen-tls auto")
        .contains("--protocol tls");
  }

  @Test
  void callsSwitchItOnAndOffForNewConnections() throws IOException {
    run(
        WEB + " }",
        ready -> {
          String address = "://127.0.0.1:" + port(ready, "web");
          JsonNode on = change(ready, "{\"listen_tls\":{\"versions\":[\"1.3\"]}}");
          assertThat(on.path("listen-tls").path("versions").toString()).isEqualTo("[\"1.3\"]");
          assertThat(get("https" + address).body()).isEqualTo("ok");
          // What is not about TLS leaves it as it is.
          JsonNode same = change(ready, "{\"behaviors\":\"100:dummy\"}");
          assertThat(same.path("listen-tls")).isEqualTo(on.path("listen-tls"));
          JsonNode off = change(ready, "{\"listen_tls\":\"off\"}");
          assertThat(off.has("listen-tls")).isFalse();
          assertThat(off.has("layers")).isFalse();
          assertThat(get("http" + address).body()).isEqualTo("ok");
        });
  }

  @Test
  void aFileThatCannotBeUsedIsRefusedAndNothingChanges() throws IOException {
    run(
        WEB + ", listen-tls = auto }",
        ready -> {
          HttpResponse<String> reply =
              RunHere.call(
                  ready,
                  "POST",
                  "/proxies/web",
                  "{\"listen_tls\":{\"certificate\":\"/no/such.pem\"}}");
          assertThat(reply.statusCode()).isEqualTo(400);
          assertThat(reply.body()).contains("listen-tls: certificate: /no/such.pem cannot be read");
          assertThat(get("https://127.0.0.1:" + port(ready, "web")).body()).isEqualTo("ok");
        });
    Ran ran = Ran.galopin("--listen-tls", "/no/such.pem", "--proxy", "127.0.0.1:0");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("/no/such.pem cannot be read");
  }

  @Test
  void theSchemeOfTheUpstreamComesAndGoes() throws IOException {
    run(
        "inner { listen = LISTEN, upstream = BACKEND, protocol = http, listen-tls = auto }, "
            + WEB
            + " }",
        ready -> {
          String inner = "127.0.0.1:" + port(ready, "inner");
          JsonNode on =
              change(
                  ready,
                  "{\"upstream\":\"tls://" + inner + "\",\"backend_tls\":{\"verify\":false}}");
          assertThat(on.path("upstream").asText()).isEqualTo("tls://" + inner);
          assertThat(on.path("backend-tls").path("verify").asBoolean(true)).isFalse();
          assertThat(get("http://127.0.0.1:" + port(ready, "web")).body()).isEqualTo("ok");
          JsonNode plain = change(ready, "{\"upstream\":\"" + inner + "\"}");
          assertThat(plain.path("upstream").asText()).isEqualTo(inner);
          assertThat(plain.has("backend-tls")).isFalse();
          assertThat(get("http://127.0.0.1:" + port(ready, "web")).statusCode()).isEqualTo(400);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "expired | certificate expired on",
        "wrong-name | for another name",
        "unknown-authority | unknown authority",
        "self-signed | unknown authority"
      })
  void aBackendWithABadCertificateIsATroubleOfTheNetwork(String kind, String words)
      throws IOException {
    Path ca = new PublicFiles(AuthorityStore.in(AuthorityStore.defaultFolder())).certificate();
    run(
        "bad { listen = LISTEN, upstream = BACKEND, protocol = http, listen-tls = auto,"
            + " rules = [\"when tls.handshake certificate kind="
            + kind
            + "\"] }, "
            + WEB
            + " }",
        ready -> {
          change(
              ready,
              "{\"upstream\":\"tls://localhost:"
                  + port(ready, "bad")
                  + "\",\"backend_tls\":{\"trust\":\""
                  + ca
                  + "\"}}");
          HttpResponse<String> reply = get("http://127.0.0.1:" + port(ready, "web"));
          assertThat(reply.statusCode()).as(reply.body()).isEqualTo(502);
          assertThat(reply.body()).contains(words);
          String journal = RunHere.call(ready, "GET", "/journal", "").body();
          JsonNode entries = JSON.readTree(journal).path("entries");
          assertThat(entries)
              .as(journal)
              .anyMatch(
                  entry ->
                      entry.path("proxy").asText().equals("web")
                          && entry.path("origin").asText().equals("network")
                          && entry.toString().contains(words));
          assertThat(entries)
              .noneMatch(
                  entry ->
                      entry.path("proxy").asText().equals("web")
                          && !entry.path("origin").asText().equals("network"));
        });
  }

  @Test
  void aBackendThatSpeaksNoTlsOrNothingIsATroubleOfTheNetwork() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      run(
          "plain { listen = LISTEN, upstream = BACKEND, protocol = http }, "
              + WEB
              + " }, silent { listen = LISTEN, upstream = \"tls://127.0.0.1:"
              + silent.getLocalPort()
              + "\", protocol = http, connect-timeout = 300 ms }",
          ready -> {
            change(ready, "{\"upstream\":\"tls://127.0.0.1:" + port(ready, "plain") + "\"}");
            HttpResponse<String> plain = get("http://127.0.0.1:" + port(ready, "web"));
            assertThat(plain.statusCode()).isEqualTo(502);
            assertThat(plain.body()).contains("it does not speak TLS");
            HttpResponse<String> mute = get("http://127.0.0.1:" + port(ready, "silent"));
            assertThat(mute.statusCode()).as(mute.body()).isEqualTo(504);
            assertThat(mute.body()).contains("no answer to the handshake in time");
          });
    }
  }

  @Test
  void otherProtocolsSayItInTheirOwnWords() throws IOException {
    run(
        "plain { listen = LISTEN, upstream = BACKEND, protocol = http }, "
            + WEB.replace("= http", "= redis")
            + " }",
        ready -> {
          String tls = "{\"backend\":\"tls://127.0.0.1:" + port(ready, "plain") + "\"}";
          HttpResponse<String> set = RunHere.call(ready, "PUT", "/proxies/web/backend", tls);
          assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
          assertThat(RunHere.call(ready, "GET", "/proxies/web/backend", "").body()).isEqualTo(tls);
          try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port(ready, "web"))) {
            client.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.UTF_8));
            String said =
                new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            assertThat(said).startsWith("-ERR ").contains("it does not speak TLS");
          }
        });
  }

  @Test
  void verifyOffIsSaidAtTheStart() throws IOException {
    Ran ran =
        run(
            "web { listen = LISTEN, upstream = \"tls://127.0.0.1:9\", backend-tls.verify = off }",
            ready -> {});
    assertThat(ran.out()).contains("tls://127.0.0.1:9 (not verified)");
    assertThat(ran.err()).contains("web: verify is off, so anybody can pretend to be tls://");
  }

  @Test
  void aReloadTakesIt() throws IOException {
    run(
        WEB + " }",
        ready -> {
          write(WEB + ", listen-tls = auto }");
          HttpResponse<String> reply = RunHere.call(ready, "POST", "/reload", "");
          assertThat(reply.body()).contains("proxy web: listen-tls: none → auto");
          assertThat(get("https://127.0.0.1:" + port(ready, "web")).body()).isEqualTo("ok");
          // A call has changed it, and the file says the same as before.
          change(ready, "{\"listen_tls\":\"off\"}");
          RunHere.call(ready, "POST", "/reload", "");
          assertThat(get("http://127.0.0.1:" + port(ready, "web")).body()).isEqualTo("ok");
        });
  }

  @Test
  void theStateKeepsIt() throws IOException {
    String state = folder.resolve("state.json").toString();
    run(
        WEB + " }",
        ready -> change(ready, "{\"listen_tls\":{\"versions\":[\"1.2\"]}}"),
        "--state",
        state);
    assertThat(Files.readString(Path.of(state))).doesNotContain("PRIVATE");
    run(
        WEB + " }",
        ready -> {
          JsonNode shown = JSON.readTree(RunHere.call(ready, "GET", "/proxies/web", "").body());
          assertThat(shown.path("listen-tls").path("versions").toString()).isEqualTo("[\"1.2\"]");
          assertThat(get("https://127.0.0.1:" + port(ready, "web")).body()).isEqualTo("ok");
        },
        "--state",
        state);
  }

  @Test
  void aClientThatTrustsNobodyOfGalopinIsNotServed() throws IOException {
    run(
        WEB + ", listen-tls = auto }",
        ready ->
            assertThatThrownBy(
                    () ->
                        HttpClient.newHttpClient()
                            .send(
                                HttpRequest.newBuilder(
                                        URI.create("https://127.0.0.1:" + port(ready, "web")))
                                    .build(),
                                BodyHandlers.ofString()))
                .isInstanceOf(SSLHandshakeException.class));
  }
}
