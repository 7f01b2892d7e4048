package io.galopin.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.galopin.api.BadCertificate;
import io.galopin.api.HandshakeChange;
import io.galopin.engine.socket.Address;
import io.galopin.tls.certificate.Pem;
import io.galopin.tls.certificate.Revocations;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Shows each wrong certificate to clients of several languages and settings, and compares what they
 * say with the tables of docs/tls-clients.md, cell by cell.
 */
class CertificatesAtClientsTest {

  private static final Path PAGE = Path.of("..", "..", "docs", "tls-clients.md");
  private static final String NAME = "shop.example";

  private static AuthorityStore store;
  private static TlsServer server;
  @TempDir static Path folder;

  /** Connects once with a setting, and says how it was. */
  private interface Client {
    String connect(String setting) throws Exception;
  }

  @BeforeAll
  static void listen() {
    store = AuthorityStore.in(folder.resolve("state"));
    server = new TlsServer(new Tls(store).at(ListenTls.AUTO, new Address("127.0.0.1", 0)));
  }

  @AfterAll
  static void close() {
    server.close();
  }

  private static Path authorities() throws IOException {
    return Files.writeString(folder.resolve("ca.pem"), Pem.write(store.get().root()));
  }

  private static Path lists() throws IOException {
    StringBuilder text = new StringBuilder();
    for (X509CRL list : Revocations.lists(store.get(), Instant.now())) {
      text.append(Pem.write(list));
    }
    return Files.writeString(folder.resolve("crl.pem"), text);
  }

  /** Returns the rows of a client's table: by kind, what is said for each setting. */
  private static Map<String, List<String>> table(String client) throws IOException {
    List<String> lines =
        Files.readAllLines(PAGE).stream()
            .dropWhile(line -> !line.equals("## " + client))
            .skip(1)
            .takeWhile(line -> !line.startsWith("## "))
            .filter(line -> line.startsWith("|"))
            .toList();
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (String line : lines) {
      List<String> cells =
          Stream.of(line.split("\\|")).map(cell -> cell.strip().replace("`", "")).toList();
      rows.put(cells.get(1), cells.subList(2, cells.size()));
    }
    return rows;
  }

  private static void compare(String name, Client client) throws Exception {
    Map<String, List<String>> expected = table(name);
    List<String> settings = expected.getOrDefault("kind", List.of());
    Map<String, List<String>> found = new LinkedHashMap<>();
    found.put("kind", settings);
    expected.keySet().stream()
        .filter(row -> row.startsWith("-"))
        .forEach(row -> found.put(row, expected.get(row)));
    found.put("none", row(client, HandshakeChange.NONE, settings));
    for (BadCertificate kind : BadCertificate.values()) {
      HandshakeChange change =
          new HandshakeChange(Optional.of(kind), Optional.empty(), Optional.empty());
      found.put(
          kind.name().toLowerCase(Locale.ROOT).replace('_', '-'), row(client, change, settings));
    }
    server.with(HandshakeChange.NONE);
    assertThat(lines(found)).isEqualTo(lines(expected));
  }

  private static List<String> row(Client client, HandshakeChange change, List<String> settings)
      throws Exception {
    server.with(change);
    List<String> cells = new ArrayList<>();
    for (String setting : settings) {
      // Older OpenSSLs write it without the hyphen.
      cells.add(client.connect(setting).replace("self signed", "self-signed"));
    }
    return cells;
  }

  private static String lines(Map<String, List<String>> rows) {
    StringBuilder text = new StringBuilder();
    rows.forEach(
        (kind, cells) ->
            text.append("| ")
                .append(kind)
                .append(" | ")
                .append(String.join(" | ", cells))
                .append(" |\n"));
    return text.toString();
  }

  /** The words of older versions are others. */
  private static void assumeOpenSsl3(String... version) throws Exception {
    assumeTrue(
        ClientProgram.isThere(version[0]),
        () -> version[0] + " is not installed here, so its table is not checked");
    assumeTrue(
        ClientProgram.said(List.of(version), "3.").matches("(OpenSSL )?3[.].*"),
        () -> version[0] + " does not have OpenSSL 3 here, so its table is not checked");
  }

  private static void withProgram(String name, String interpreter, String script) throws Exception {
    Path own = Files.createDirectories(folder.resolve(interpreter));
    try (ClientProgram program =
        new ClientProgram(
            interpreter,
            script,
            own,
            List.of(
                Integer.toString(server.port()), authorities().toString(), lists().toString()))) {
      compare(name, setting -> program.connect(NAME, setting));
    }
  }

  @Test
  void python() throws Exception {
    assumeOpenSsl3("python3", "-c", "import ssl; print(ssl.OPENSSL_VERSION)");
    withProgram("Python", "python3", "tls_client.py");
  }

  @Test
  void node() throws Exception {
    assumeOpenSsl3("node", "-p", "process.versions.openssl");
    withProgram("Node", "node", "tls_client.js");
  }

  @Test
  void openssl() throws Exception {
    assumeOpenSsl3("openssl", "version");
    String authorities = authorities().toString();
    String list = lists().toString();
    compare("OpenSSL", setting -> openssl(setting, authorities, list));
  }

  private static String openssl(String setting, String authorities, String list)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "openssl",
                "s_client",
                "-connect",
                "127.0.0.1:" + server.port(),
                "-servername",
                NAME,
                "-CAfile",
                authorities,
                "-verify_return_error",
                "-brief"));
    switch (setting) {
      case "default" -> command.addAll(List.of("-verify_hostname", NAME));
      case "no-name-check" -> {}
      case "crl" -> command.addAll(List.of("-verify_hostname", NAME, "-crl_check", "-CRL", list));
      default -> throw new IllegalArgumentException(setting);
    }
    String said = ClientProgram.said(command, "verify error");
    return said.equals("exit code 0") ? "accepted" : said.replaceFirst("^verify error:", "");
  }

  @Test
  void java() throws Exception {
    compare("Java", CertificatesAtClientsTest::java);
  }

  private static String java(String setting) {
    try (Socket plain = new Socket()) {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust(setting)}, null);
      plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
      plain.setSoTimeout(20_000);
      SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket(plain, NAME, server.port(), true);
      if (setting.equals("default") || setting.equals("crl")) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
      }
      socket.getOutputStream().write('x');
      return socket.getInputStream().read() == 'x' ? "accepted" : "ended";
    } catch (SSLException refused) {
      Throwable root = refused;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      return root.getClass().getSimpleName();
    } catch (GeneralSecurityException | IOException failure) {
      return failure.toString();
    }
  }

  private static TrustManager trust(String setting) throws GeneralSecurityException, IOException {
    return switch (setting) {
      case "default", "no-name-check" -> TrustFiles.of(List.of(store.get().root()));
      case "crl" -> CheckedLists.trusting(store.get());
      case "off" -> new AnyTrust();
      default -> throw new IllegalArgumentException(setting);
    };
  }
}
