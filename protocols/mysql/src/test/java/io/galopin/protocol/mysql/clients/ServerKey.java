package io.galopin.protocol.mysql.clients;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;

/** A key for a server that speaks TLS, and a certificate of its own. */
final class ServerKey {

  private static final char[] PASSWORD = "changeit".toCharArray();

  private ServerKey() {}

  /** Returns the server's options, with new files in a folder that goes with the JVM. */
  static List<String> options() throws IOException, InterruptedException, GeneralSecurityException {
    Path folder = Files.createTempDirectory("mariadb-tls");
    Path store = folder.resolve("store.p12");
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
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
    if (tool.waitFor() != 0) {
      throw new IOException("keytool ends with " + tool.exitValue());
    }
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
    Key key = keys.getKey("db", PASSWORD);
    Certificate certificate = keys.getCertificate("db");
    Path shown = pem(folder, "CERTIFICATE", certificate.getEncoded());
    Path secret = pem(folder, "PRIVATE KEY", key.getEncoded());
    Files.delete(store);
    List.of(shown, secret).forEach(file -> file.toFile().deleteOnExit());
    return List.of("--ssl-cert=" + shown, "--ssl-key=" + secret);
  }

  private static Path pem(Path folder, String what, byte[] encoded) throws IOException {
    String lines = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(encoded);
    folder.toFile().deleteOnExit();
    return Files.writeString(
        folder.resolve(what.replace(' ', '-')),
        "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n");
  }
}
