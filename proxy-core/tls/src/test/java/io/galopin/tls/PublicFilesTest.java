package io.galopin.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.tls.certificate.Pem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicFilesTest {

  @TempDir private Path folder;
  private AuthorityStore store;
  private PublicFiles files;

  @BeforeEach
  void begin() {
    store = AuthorityStore.in(folder.resolve("galopin"));
    files = new PublicFiles(store);
  }

  @Test
  void writesTheCertificateAlone() throws Exception {
    Path file = files.certificate();

    assertThat(file).hasFileName("ca.pem").hasContent(Pem.write(store.get().root()));
    Files.writeString(file, "another");
    assertThat(files.certificate()).hasContent(Pem.write(store.get().root()));
  }

  @Test
  void writesAStoreForJava() throws Exception {
    Path file = files.trustStore();

    assertThat(trusted(file).getCertificate("galopin")).isEqualTo(store.get().root());
    byte[] before = Files.readAllBytes(file);
    assertThat(files.trustStore()).hasBinaryContent(before);
    Files.writeString(file, "damaged");
    assertThat(trusted(files.trustStore()).getCertificate("galopin")).isEqualTo(store.get().root());
  }

  private static KeyStore trusted(Path file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      store.load(in, PublicFiles.PASSWORD.toCharArray());
    }
    return store;
  }

  @Test
  void exportsNoKey() throws Exception {
    Path pem = folder.resolve("galopin.pem");
    Path p12 = folder.resolve("galopin.p12");
    Path lists = folder.resolve("galopin.crl");

    files.export(pem);
    files.export(p12);
    files.exportRevocations(lists);

    assertThat(pem).hasContent(Pem.write(store.get().root()));
    assertThat(trusted(p12).size()).isOne();
    assertThat(trusted(p12).isCertificateEntry("galopin")).isTrue();
    assertThat(
            CertificateFactory.getInstance("X.509")
                .generateCRLs(new ByteArrayInputStream(Files.readAllBytes(lists))))
        .hasSize(2);
  }

  @Test
  void saysThatAFileCannotBeWritten() {
    Path nowhere = folder.resolve("none").resolve("it.pem");

    assertThatThrownBy(() -> files.export(nowhere))
        .isInstanceOf(TlsConfigException.class)
        .hasMessage(
            nowhere
                + " cannot be written: there is no such file or folder"
                + " (expected: a file in a folder that this user can write)");
  }

  @Test
  void exportsAnAuthorityThatIsGivenAndWritesNothingBesideIt() throws IOException {
    TestFiles given = new TestFiles(folder);
    PublicFiles files =
        new PublicFiles(
            AuthorityStore.given(
                new Keys.Pem(
                    given.write("root.pem", Pem.write(given.authority.root())),
                    given.secret("root.key", Pem.write(given.authority.rootKey())),
                    Optional.empty())));
    Path it = folder.resolve("it.pem");
    files.export(it);
    assertThat(it).hasContent(Pem.write(given.authority.root()));
    files.exportRevocations(folder.resolve("it.crl"));
    assertThat(folder.resolve("it.crl")).content().startsWith("-----BEGIN X509 CRL-----");
    assertThatThrownBy(files::certificate).isInstanceOf(IllegalStateException.class);
  }
}
