package io.galopin.bench.peer;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The certificate of all relays with TLS, and its key (EC P-256), as files. */
public final class TlsFiles {

  private TlsFiles() {}

  /** Returns the folder of the files below that of a site. */
  static Path folder(Path work) {
    return work.resolve("tls");
  }

  /** Writes the files for the relays of a site, and returns what is in them. */
  public static X509Bundle write(Site site) throws IOException {
    X509Bundle made = made();
    Path folder = Files.createDirectories(folder(site.work()));
    String certificate = made.getCertificatePathPEM();
    String key = made.getPrivateKeyPEM();
    secret(folder.resolve("site.key"), key);
    // HAProxy wants both in one file.
    secret(folder.resolve("both.pem"), certificate + "\n" + key);
    Files.writeString(folder.resolve("site.pem"), certificate);
    return made;
  }

  private static X509Bundle made() throws IOException {
    try {
      return new CertificateBuilder()
          .subject("CN=localhost")
          .addSanDnsName("localhost")
          .addSanIpAddress("127.0.0.1")
          .algorithm(CertificateBuilder.Algorithm.ecp256)
          .setIsCertificateAuthority(true)
          .buildSelfSigned();
    } catch (IOException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new IOException("no certificate could be made: " + failure.getMessage(), failure);
    }
  }

  private static void secret(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
  }
}
