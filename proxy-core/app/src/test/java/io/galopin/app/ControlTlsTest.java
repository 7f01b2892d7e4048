package io.galopin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.BadCertificate;
import io.galopin.app.run.Ready;
import io.galopin.client.Control;
import io.galopin.client.ControlApi;
import io.galopin.client.GalopinException;
import io.galopin.config.tls.ConfiguredTls;
import io.galopin.tls.AuthorityStore;
import io.galopin.tls.PublicFiles;
import io.galopin.tls.certificate.Authority;
import io.galopin.tls.certificate.Hosts;
import io.galopin.tls.certificate.Leaf;
import io.galopin.tls.certificate.LeafMaker;
import io.galopin.tls.certificate.Pem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The control API over TLS, with each of its clients. */
class ControlTlsTest {

  @TempDir private Path folder;

  private Ran run(String tls, RunHere.Story story) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("my.conf"),
            "galopin { http { enabled = true, host = \"127.0.0.1\", port = 0, "
                + tls
                + " }, proxies { web { listen = \"127.0.0.1:0\", upstream = \"127.0.0.1:9\" } } }");
    return RunHere.with(config, story);
  }

  private static String url(Ready ready) {
    return "https:/" + ready.control().orElseThrow();
  }

  private static Path authority() {
    return new PublicFiles(AuthorityStore.in(AuthorityStore.defaultFolder())).certificate();
  }

  private static HttpResponse<String> get(Ready ready, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(ready) + path));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return HttpClient.newBuilder()
        .sslContext(ConfiguredTls.trusting())
        .build()
        .send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void isServedToThoseWhoTrustTheAuthority() throws IOException {
    Ran ran =
        run(
            "tls = auto",
            ready -> {
              HttpResponse<String> reply = get(ready, "/proxies");
              assertThat(reply.statusCode()).isEqualTo(200);
              assertThat(reply.body()).contains("\"web\"");
              assertThat(reply.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
              Ran list = Ran.galopin("list", "--host", url(ready), "--ca", authority().toString());
              assertThat(list.exitCode()).as(list.err()).isZero();
              assertThat(list.out()).contains("web");
            });
    assertThat(ran.out()).contains("https://127.0.0.1:");
  }

  @Test
  void theJavaClientTrustsAFile() throws IOException {
    run(
        "tls = auto",
        ready -> {
          try (Control galopin = ControlApi.at(url(ready)).trusting(authority())) {
            assertThat(galopin.existing("web").upstream()).isEqualTo("127.0.0.1:9");
          }
          try (Control galopin =
              ControlApi.at(url(ready)).withSslContext(ConfiguredTls.trusting())) {
            assertThat(
                    galopin
                        .proxy("more", "tls://127.0.0.1:9")
                        .withListenTls()
                        .withBackendTls("verify", false)
                        .start()
                        .upstream())
                .isEqualTo("tls://127.0.0.1:9");
          }
          try (Control stranger = ControlApi.at(url(ready))) {
            assertThatThrownBy(stranger::proxies).isInstanceOf(GalopinException.class);
          }
        });
  }

  @Test
  void followersGetEventsOverTls() throws IOException {
    run(
        "tls = auto",
        ready -> {
          // Nobody is at its backend, so the journal gets an entry.
          new Socket(
                  InetAddress.getLoopbackAddress(),
                  ready.proxies().get(0).address().orElseThrow().getPort())
              .close();
          HttpResponse<Stream<String>> events =
              HttpClient.newBuilder()
                  .sslContext(ConfiguredTls.trusting())
                  .build()
                  .send(
                      HttpRequest.newBuilder(URI.create(url(ready) + "/journal"))
                          .header("Accept", "text/event-stream")
                          .build(),
                      BodyHandlers.ofLines());
          assertThat(events.statusCode()).isEqualTo(200);
          try (Stream<String> lines = events.body()) {
            assertThat(lines.filter(line -> line.startsWith("data:")).findFirst())
                .hasValueSatisfying(line -> assertThat(line).contains("\"web\""));
          }
        });
  }

  @Test
  void pagesOfOtherSitesAreKeptOutAsBefore() throws IOException {
    run(
        "tls = auto",
        ready -> {
          assertThat(get(ready, "/proxies", "Origin", "https://evil.test").statusCode())
              .isEqualTo(403);
          assertThat(get(ready, "/proxies", "Origin", url(ready)).statusCode()).isEqualTo(200);
          assertThat(
                  get(ready, "/proxies", "Origin", url(ready).replace("https", "http"))
                      .statusCode())
              .isEqualTo(403);
        });
  }

  @Test
  void clientsWithoutACertificateAreRefusedIfOneIsRequired() throws IOException {
    Authority authority = Authority.make(Instant.now());
    Leaf leaf =
        new LeafMaker(authority, InstantSource.system())
            .bad(Hosts.local(), BadCertificate.WRONG_USAGE); // for clients, not for servers
    Path clients = Files.writeString(folder.resolve("clients.pem"), Pem.write(authority.root()));
    Path own = folder.resolve("me.pem");
    Files.createFile(
        own, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    StringBuilder text = new StringBuilder();
    leaf.chain().forEach(each -> text.append(Pem.write(each)));
    Files.writeString(own, text + Pem.write(leaf.key()));
    run(
        "tls { client-certificate = required, client-trust = \"" + clients + "\" }",
        ready -> {
          assertThatThrownBy(() -> get(ready, "/proxies")).isInstanceOf(IOException.class);
          String[] list = {"list", "--host", url(ready), "--ca", authority().toString()};
          assertThat(Ran.galopin(list).exitCode()).isEqualTo(1);
          String[] shown = Arrays.copyOf(list, list.length + 2);
          shown[list.length] = "--certificate";
          shown[list.length + 1] = own.toString();
          Ran with = Ran.galopin(shown);
          assertThat(with.exitCode()).as(with.err()).isZero();
          assertThat(with.out()).contains("web");
        });
  }

  @Test
  void aFileThatCannotBeUsedIsSaidBeforeAnythingListens() {
    Ran ran = Ran.galopin("--http", "--http-tls", "/no/such.pem");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("http.tls: certificate: /no/such.pem cannot be read");
    Ran client = Ran.galopin("list", "--host", "https://127.0.0.1:1", "--ca", "/no/ca.pem");
    assertThat(client.exitCode()).isEqualTo(2);
    assertThat(client.err()).contains("--ca: /no/ca.pem cannot be read");
  }
}
