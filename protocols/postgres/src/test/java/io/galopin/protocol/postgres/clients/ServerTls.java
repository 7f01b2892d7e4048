package io.galopin.protocol.postgres.clients;

import static io.galopin.protocol.postgres.Messages.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;

/** TLS at the server. */
final class ServerTls {

  private static final char[] PASSWORD = "changeit".toCharArray();

  private ServerTls() {}

  /** Lets the server encrypt, with a certificate that is kept in a folder. */
  static void on(Path folder) throws Exception {
    Path store = folder.resolve("store.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process tool =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "db",
                "-dname",
                "CN=localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(tool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
    Key key = keys.getKey("db", PASSWORD);
    Certificate certificate = keys.getCertificate("db");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    set("ssl_key_file", pem(folder, "PRIVATE KEY", key.getEncoded()));
    set("ssl_cert_file", pem(folder, "CERTIFICATE", certificate.getEncoded()));
    alter("SET ssl = on", 'S');
  }

  /** Lets the server encrypt no longer. */
  static void off() throws Exception {
    alter("RESET ssl", 'N');
    alter("RESET ssl_key_file", 'N');
    alter("RESET ssl_cert_file", 'N');
  }

  /** A user whose login in TLS is bound to the certificate, until it is closed. */
  record Bound(String name, String password, Path file, String before) implements AutoCloseable {
    @Override
    public void close() throws Exception {
      Files.writeString(file, before);
      run("SELECT pg_reload_conf()", "DROP ROLE " + name);
    }
  }

  /** Returns a new user. */
  static Bound bound() throws Exception {
    run("CREATE ROLE bound LOGIN PASSWORD 'secret'");
    Path file;
    try (Connection direct = PostgresServer.connect();
        Statement statement = direct.createStatement();
        ResultSet row = statement.executeQuery("SHOW hba_file")) {
      row.next();
      file = Path.of(row.getString(1));
    }
    Bound user = new Bound("bound", "secret", file, Files.readString(file));
    Files.writeString(file, "hostssl all bound 127.0.0.1/32 scram-sha-256\n" + user.before());
    run("SELECT pg_reload_conf()");
    return user;
  }

  private static void run(String... statements) throws SQLException {
    try (Connection direct = PostgresServer.connect();
        Statement statement = direct.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  private static Path pem(Path folder, String what, byte[] encoded) throws IOException {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
    Path file = folder.resolve(what.replace(' ', '-'));
    Files.writeString(
        file, "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static void set(String name, Path file) throws SQLException {
    alter("SET " + name + " = '" + file.toAbsolutePath() + "'", 'N');
  }

  /** Changes a setting, and waits until new connections have this answer to their wish for TLS. */
  private static void alter(String change, char answer) throws SQLException {
    try (Connection direct = PostgresServer.connect();
        Statement statement = direct.createStatement()) {
      statement.execute("ALTER SYSTEM " + change);
      statement.execute("SELECT pg_reload_conf()");
    }
    await()
        .until(
            () -> {
              try (RawClient client = new RawClient(PostgresServer.address().port())) {
                return client.say(request(80_877_103)).read() == answer;
              }
            });
  }
}
