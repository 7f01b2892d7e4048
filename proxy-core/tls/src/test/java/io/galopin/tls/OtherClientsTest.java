package io.galopin.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.galopin.api.BadCertificate;
import io.galopin.api.HandshakeChange;
import io.galopin.engine.socket.Address;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What OpenSSL, Node.js and Python make of certificates that are wrong on purpose, where they are
 * installed: the table in docs/tls.md.
 */
@Tag("thorough")
class OtherClientsTest {

  private static final String NAME = "api.example.com";

  private static final String NODE =
      """
      const socket = require('tls').connect(
        {host: '127.0.0.1', port: %1$d, servername: '%2$s'},
        () => { console.log('accepted'); socket.destroy(); });
      socket.on('error', e => console.log(e.code + ' ' + e.message));
      """;

  private static final String PYTHON =
      """
      import socket, ssl
      try:
          with socket.create_connection(('127.0.0.1', %1$d)) as plain:
              ssl.create_default_context().wrap_socket(plain, server_hostname='%2$s')
          print('accepted')
      except ssl.SSLCertVerificationError as e:
          print(e.verify_message)
      """;

  @TempDir private static Path folder;
  private static AuthorityStore store;
  private static TlsServer server;

  @BeforeAll
  static void listen() {
    store = AuthorityStore.in(folder);
    server = new TlsServer(new Tls(store).at(ListenTls.AUTO, new Address("127.0.0.1", 0)));
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "| accepted | accepted | accepted",
        "EXPIRED | certificate has expired | CERT_HAS_EXPIRED | certificate has expired",
        "NOT_YET_VALID | certificate is not yet valid | CERT_NOT_YET_VALID"
            + " | certificate is not yet valid",
        "WRONG_NAME | hostname mismatch | ERR_TLS_CERT_ALTNAME_INVALID | Hostname mismatch",
        "SELF_SIGNED | self-signed certificate | DEPTH_ZERO_SELF_SIGNED_CERT"
            + " | self-signed certificate",
        "UNKNOWN_AUTHORITY | unable to get local issuer certificate"
            + " | UNABLE_TO_GET_ISSUER_CERT_LOCALLY | unable to get local issuer certificate",
        "MISSING_INTERMEDIATE | unable to get local issuer certificate"
            + " | UNABLE_TO_VERIFY_LEAF_SIGNATURE | unable to get local issuer certificate",
        "WRONG_USAGE | unsuitable certificate purpose | INVALID_PURPOSE"
            + " | unsuitable certificate purpose",
        "WEAK_KEY | EE certificate key too weak | EE certificate key too weak"
            + " | EE certificate key too weak",
        "NO_NAME | accepted | accepted | accepted",
        "REVOKED | accepted | accepted | accepted"
      })
  void isRefusedOrAccepted(BadCertificate kind, String openssl, String node, String python)
      throws Exception {
    server.with(new HandshakeChange(Optional.ofNullable(kind), Optional.empty(), Optional.empty()));

    ask("openssl", openssl, openssl());
    ask("node", node, List.of("node", "-e", NODE.formatted(server.port(), NAME)));
    ask("python3", python, List.of("python3", "-c", PYTHON.formatted(server.port(), NAME)));
  }

  private static List<String> openssl() {
    return List.of(
        "openssl",
        "s_client",
        "-connect",
        "127.0.0.1:" + server.port(),
        "-servername",
        NAME,
        "-verify_hostname",
        NAME,
        "-CAfile",
        certificate(),
        "-verify_return_error");
  }

  private static String certificate() {
    return new PublicFiles(store).certificate().toString();
  }

  private static void ask(String program, String expected, List<String> command)
      throws IOException, InterruptedException {
    assumeTrue(isInstalled(program), program + " is not installed");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .putAll(Map.of("NODE_EXTRA_CA_CERTS", certificate(), "SSL_CERT_FILE", certificate()));
    Process process = builder.start();
    process.getOutputStream().close();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            // What OpenSSL says in place of it.
            .replace("Verify return code: 0 (ok)", "accepted");
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(said).as(program).contains(expected);
  }

  private static boolean isInstalled(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Path.of(folder, program).toFile().canExecute());
  }
}
