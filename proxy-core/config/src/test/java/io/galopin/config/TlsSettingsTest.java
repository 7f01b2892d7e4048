package io.galopin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.galopin.config.settings.LongOptions;
import io.galopin.config.tls.TlsConfig;
import io.galopin.config.tls.Upstream;
import io.galopin.engine.socket.Address;
import io.galopin.rules.source.ConfigProblem;
import io.galopin.tls.BackendTls;
import io.galopin.tls.ClientCertificate;
import io.galopin.tls.Keys;
import io.galopin.tls.ListenTls;
import io.galopin.tls.Password;
import io.galopin.tls.Trust;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what the settings of TLS become, in files, in calls and on the command line. */
class TlsSettingsTest {

  private static TlsConfig file(String lines) {
    String upstream = lines.contains("upstream") ? "" : "upstream = \"tls://h:2\"\n";
    return ConfigLoader.load(
            "galopin.proxies.web { listen = \"h:1\"\n" + upstream + lines + "}", "my.conf")
        .proxies()
        .get(0)
        .tls();
  }

  /** Returns what a proxy's own settings make of those of all proxies. */
  private static Optional<ListenTls> above(String defaults, String own) {
    return ConfigLoader.load(
            "galopin.defaults { listen-tls { "
                + defaults
                + " } }\ngalopin.proxies.web { listen = \"h:1\", upstream = \"h:2\", "
                + own
                + " }",
            "my.conf")
        .proxies()
        .get(0)
        .tls()
        .listen();
  }

  private static TlsConfig line(LongOptions options) {
    return ConfigLoader.load(options).proxies().get(0).tls();
  }

  private static Optional<Password> in(String file) {
    return Optional.of(new Password.InFile(Path.of(file)));
  }

  @Test
  void isPlainTextUnlessItIsSaid() {
    TlsConfig plain = file("upstream = \"h:2\"\n");
    assertThat(plain.listen()).isEmpty();
    assertThat(plain.backend()).isEmpty();
    assertThat(plain.layers()).isEmpty();
  }

  @Test
  void autoIsAWordOrAnObjectWithoutACertificate() {
    assertThat(file("listen-tls = auto").listen()).contains(ListenTls.AUTO);
    assertThat(file("listen_tls { }").listen()).contains(ListenTls.AUTO);
    assertThat(file("listen-tls { versions = [\"1.3\"] }").listen())
        .contains(
            new ListenTls(
                new Keys.Auto(),
                ClientCertificate.NONE,
                Optional.empty(),
                List.of("1.3"),
                List.of()));
    assertThat(file("listen-tls = auto").layers()).singleElement().isNotNull();
  }

  @Test
  void everyKeyOfTheClientsSideArrives() {
    TlsConfig tls =
        file(
            """
            listen-tls {
              certificate = site.pem, key = site.key, password-file = pw.txt
              client-certificate = required
              client-trust = clients.p12, client-trust-password-env = TRUST
              versions = ["1.2", "1.3"], ciphers = [A, B]
              handshake-timeout = 5 s
              authority = ca.pem, authority-key = ca.key, authority-password-env = CA
            }
            """);
    assertThat(tls.listen())
        .contains(
            new ListenTls(
                    new Keys.Pem(Path.of("site.pem"), Path.of("site.key"), in("pw.txt")),
                    ClientCertificate.REQUIRED,
                    Optional.of(
                        new Trust(
                            Path.of("clients.p12"),
                            Optional.of(new Password.InEnvironment("TRUST")))),
                    List.of("1.2", "1.3"),
                    List.of("A", "B"))
                .withHandshakeTimeout(Optional.of(Duration.ofSeconds(5)))
                .withAuthority(
                    Optional.of(
                        new Keys.Pem(
                            Path.of("ca.pem"),
                            Path.of("ca.key"),
                            Optional.of(new Password.InEnvironment("CA"))))));
  }

  @Test
  void anAuthorityIsOneFileOrTwo() {
    assertThat(authority("authority = ca.p12, authority-password-file = pw.txt"))
        .contains(new Keys.Pkcs12(Path.of("ca.p12"), in("pw.txt")));
    assertThat(authority("authority = ca.pem"))
        .contains(new Keys.Pem(Path.of("ca.pem"), Path.of("ca.pem"), Optional.empty()));
  }

  private static Optional<Keys> authority(String keys) {
    return file("listen-tls { " + keys + " }").listen().flatMap(ListenTls::authority);
  }

  @Test
  void anotherAuthorityComesWithoutThePasswordOfTheOneBelow() {
    ListenTls own =
        above(
                "authority = all.p12, authority-password-env = PW, handshake-timeout = 7",
                "listen-tls { authority = mine.p12 }")
            .orElseThrow();
    assertThat(own.authority()).contains(new Keys.Pkcs12(Path.of("mine.p12"), Optional.empty()));
    assertThat(own.handshakeTimeout()).contains(Duration.ofSeconds(7));
  }

  @Test
  void everyKeyOfTheBackendsSideArrives() {
    TlsConfig tls =
        file(
            """
            backend-tls {
              verify = off, trust = ca.pem, trust_password_file = t.txt, server-name = api.test
              keystore = own.p12, password-env = PW, versions = "1.3", ciphers = "A, B"
              handshake-timeout = 200 ms
            }
            """);
    assertThat(tls.backend())
        .contains(
            new BackendTls(
                    false,
                    Optional.of(new Trust(Path.of("ca.pem"), in("t.txt"))),
                    Optional.of(
                        new Keys.Pkcs12(
                            Path.of("own.p12"), Optional.of(new Password.InEnvironment("PW")))),
                    Optional.of("api.test"),
                    List.of("1.3"),
                    List.of("A", "B"))
                .withHandshakeTimeout(Optional.of(Duration.ofMillis(200))));
  }

  @Test
  void aFileAloneHasItsKeyOrIsAStore() {
    assertThat(file("listen-tls = both.pem").listen().map(ListenTls::keys))
        .contains(new Keys.Pem(Path.of("both.pem"), Path.of("both.pem"), Optional.empty()));
    assertThat(file("listen-tls = Site.P12").listen().map(ListenTls::keys))
        .contains(new Keys.Pkcs12(Path.of("Site.P12"), Optional.empty()));
  }

  @Test
  void theCommandLineHasAllOfIt() {
    TlsConfig tls =
        line(
            new LongOptions()
                .set("backend", "tls://h:443")
                .set("listen-tls", "site.pem")
                .set("listen-tls-key", "site.key")
                .set("listen-tls-client-certificate", "requested")
                .set("listen-tls-versions", "1.2,1.3")
                .set("listen-tls-handshake-timeout", "90s")
                .set("listen-tls-authority", "ca.p12")
                .set("listen-tls-authority-password-file", "pw.txt")
                .set("backend-tls-handshake-timeout", "1.5")
                .set("backend-tls-verify", "off")
                .set("backend-tls-trust", "ca.pem"));
    assertThat(tls.listen().map(ListenTls::keys))
        .contains(new Keys.Pem(Path.of("site.pem"), Path.of("site.key"), Optional.empty()));
    assertThat(tls.listen().map(ListenTls::clients)).contains(ClientCertificate.REQUESTED);
    assertThat(tls.listen().map(ListenTls::versions)).contains(List.of("1.2", "1.3"));
    assertThat(tls.listen().flatMap(ListenTls::handshakeTimeout)).contains(Duration.ofSeconds(90));
    assertThat(tls.listen().flatMap(ListenTls::authority))
        .contains(new Keys.Pkcs12(Path.of("ca.p12"), in("pw.txt")));
    assertThat(tls.backend().flatMap(BackendTls::handshakeTimeout))
        .contains(Duration.ofMillis(1500));
    assertThat(tls.backend().map(BackendTls::verify)).contains(false);
    assertThat(tls.backend().flatMap(BackendTls::trust))
        .contains(new Trust(Path.of("ca.pem"), Optional.empty()));
  }

  @Test
  void anotherKeyComesWithoutThePasswordOfTheOneBelow() {
    String defaults = "keystore = all.p12, password-env = PW, versions = [\"1.3\"]";
    ListenTls own = above(defaults, "listen-tls = auto").orElseThrow();
    assertThat(own.keys()).isEqualTo(new Keys.Auto());
    assertThat(own.versions()).containsExactly("1.3");
    assertThat(above(defaults, "listen-tls = off")).isEmpty();
  }

  @Test
  void callsHaveTheSame() {
    TlsConfig tls =
        ToxiproxyJson.proxy(
                Map.of(
                    "name",
                    "web",
                    "upstream",
                    "tls://h:443",
                    "listen_tls",
                    Map.of("certificate", "c.pem", "key", "k.pem"),
                    "backend_tls",
                    Map.of("verify", false, "versions", List.of("1.3"))))
            .tls();
    assertThat(tls.listen().map(ListenTls::keys))
        .contains(new Keys.Pem(Path.of("c.pem"), Path.of("k.pem"), Optional.empty()));
    assertThat(tls.backend().map(BackendTls::verify)).contains(false);
    assertThat(tls.backend().map(BackendTls::versions)).contains(List.of("1.3"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "upstream = \"h:2\", backend-tls.verify = off | proxies.web.backend-tls.verify: off"
            + " (expected: an upstream that begins with tls://, too)",
        "listen-tls { certificate = a, keystore = b } | proxies.web.listen-tls.keystore: b"
            + " (expected: either a keystore, or a certificate and its key)",
        "listen-tls { authority-key = a } | proxies.web.listen-tls.authority-key: a (expected: the"
            + " certificate that it belongs to, too)",
        "listen-tls { authority = a.p12, authority-key = b } | proxies.web.listen-tls.authority:"
            + " a.p12 (expected: a certificate in PEM and its key, or PKCS #12 alone)",
        "listen-tls { handshake-timeout = 0 } | proxies.web.listen-tls.handshake-timeout: 0"
            + " (expected: a duration from 1 ms to 24 h",
        "listen-tls { key = a } | proxies.web.listen-tls.key: a (expected: the certificate that it"
            + " belongs to, too)",
        "listen-tls { versions = [\"1.1\"] } | proxies.web.listen-tls.versions: 1.1 (expected: 1.2,"
            + " 1.3, or both)",
        "listen-tls { client-certificate = maybe } | proxies.web.listen-tls.client-certificate:"
            + " maybe (expected: one of none, requested, required)",
        "listen-tls { client-trust = a.pem } | proxies.web.listen-tls.client-trust: a.pem"
            + " (expected: client-certificate required or requested, too)",
        "listen-tls { password = x } | proxies.web.listen-tls.password: unknown key (expected:",
        "upstream = \"https://h:2\" | proxies.web.upstream: https://h:2 (expected: host:port, or"
            + " tls://host:port",
        "upstream = \"tls://h\" | proxies.web.upstream: tls://h (expected: tls://host:port",
        "upstream = \"tls://h:0\" | proxies.web.upstream: tls://h:0 (expected: a host and a port",
        "backend-tls = off | proxies.web.backend-tls: off (expected: an object",
        "backend-tls { server-name = \"a b\" } | proxies.web.backend-tls.server-name: ",
        "backend-tls { password-env = A, password-file = b } | proxies.web.backend-tls.password-env"
            + ": A (expected: a password from a file or",
      })
  void refusesInWords(String lines, String words) {
    ConfigProblem problem = catchThrowableOfType(ConfigProblem.class, () -> file(lines));
    assertThat(problem.lines()).anyMatch(line -> line.startsWith(words));
    assertThat(problem.lines()).allMatch(line -> line.contains(" in my.conf: "));
  }

  @Test
  void refusesOptionsThatMeanNothingAlone() {
    ConfigProblem problem =
        catchThrowableOfType(
            ConfigProblem.class, () -> line(new LongOptions().set("listen-tls-versions", "1.3")));
    assertThat(problem.lines())
        .singleElement()
        .asString()
        .isEqualTo(
            "--listen-tls-versions: 1.3 (expected: --listen-tls auto, or --listen-tls FILE with a"
                + " certificate, too)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tls://h:443", "h:443", "tls://[::1]:443"})
  void anUpstreamIsWrittenAsItWas(String text) {
    assertThat(Upstream.parse("upstream", text)).hasToString(text);
  }

  @Test
  void theSchemeIsNoPartOfTheAddress() {
    assertThat(Upstream.parse("upstream", "TLS://h:443"))
        .isEqualTo(new Upstream(new Address("h", 443), true));
  }
}
