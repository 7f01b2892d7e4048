package io.galopin.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.galopin.tls.certificate.Leaf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {

  private static final String NAME = "api.example.com";
  private static final String PASSWORD = "correct horse";

  @TempDir private Path folder;
  private final KeyFiles reader = new KeyFiles(new Passwords(Map.of("PW", PASSWORD)::get));
  private TestFiles files;

  @BeforeEach
  void begin() {
    files = new TestFiles(folder);
  }

  private void refuses(Keys keys, String message) {
    assertThatThrownBy(() -> reader.read(keys))
        .isInstanceOf(TlsConfigException.class)
        .hasNoCause()
        .hasMessage(message.replace("DIR", folder.toString()))
        .hasMessageNotContaining(PASSWORD);
  }

  @Test
  void readsPem() {
    Leaf read = reader.read(files.pem(NAME));

    assertThat(read.chain()).hasSize(2);
    assertThat(read.chain().get(0).getSubjectX500Principal().getName()).contains(NAME);
    assertThat(read.toString()).contains(NAME).hasSizeLessThan(120);
  }

  @Test
  void readsPkcs12WithThePasswordOfAFile() {
    Keys.Pkcs12 store = files.store(NAME, PASSWORD);

    assertThat(reader.read(store).chain()).hasSize(2);
    assertThat(KeyFiles.of(store))
        .containsExactly(folder.resolve("site.p12"), folder.resolve("pw.txt"));
  }

  @Test
  void readsPkcs12WithThePasswordOfAVariable() {
    Keys.Pkcs12 store = files.store(NAME, PASSWORD);

    assertThat(
            reader
                .read(new Keys.Pkcs12(store.file(), Optional.of(new Password.InEnvironment("PW"))))
                .chain())
        .hasSize(2);
  }

  /** Made by OpenSSL 3, in all the forms that it has written over the years. */
  @Test
  void readsKeysAsOpenSslWritesThem() throws Exception {
    for (String name :
        List.of("ec-sec1", "rsa-pkcs1", "rsa-pkcs8", "rsa-pkcs1-encrypted", "ec-pkcs8-encrypted")) {
      String text = resource(name + ".pem");
      Path certificate = files.write(name + "-certificate.pem", text);
      Path key = files.secret(name + "-key.pem", text);

      Keys.Pem keys = new Keys.Pem(certificate, key, Optional.of(new Password.InEnvironment("PW")));

      assertThat(reader.read(keys).chain()).as(name).hasSize(1);
    }
  }

  @Test
  void refusesAnEncryptedKeyWithoutItsPassword() throws Exception {
    Path file = files.secret("it.pem", resource("ec-pkcs8-encrypted.pem"));
    Path wrong = files.secret("wrong.txt", "wrong\n");

    refuses(
        new Keys.Pem(file, file, Optional.empty()),
        "key: DIR/it.pem is not usable: its key is encrypted, and no password is given");
    refuses(
        new Keys.Pem(file, file, Optional.of(new Password.InFile(wrong))),
        "key: DIR/it.pem is not usable: its key cannot be decrypted; the password may be wrong");
    refuses(
        new Keys.Pem(file, file, Optional.of(new Password.InEnvironment("NONE"))),
        "password-env: NONE is not set (expected: a variable with the password)");
  }

  private static String resource(String name) throws IOException {
    try (var in = KeyFilesTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII);
    }
  }

  @Test
  void refusesFilesThatAreNotThere() {
    Keys.Pem pem = files.pem(NAME);
    Path none = folder.resolve("none.pem");

    refuses(
        new Keys.Pem(none, pem.key(), Optional.empty()),
        "certificate: DIR/none.pem cannot be read: there is no such file or folder");
    refuses(
        new Keys.Pem(pem.certificates(), none, Optional.empty()),
        "key: DIR/none.pem cannot be read: there is no such file or folder");
    refuses(new Keys.Pem(pem.certificates(), folder, Optional.empty()), "key: DIR is not a file");
    refuses(
        new Keys.Pkcs12(none, Optional.empty()),
        "keystore: DIR/none.pem cannot be read: there is no such file or folder");
  }

  @Test
  void refusesFilesWithoutWhatTheyShouldHold() {
    Keys.Pem pem = files.pem(NAME);
    Path text = files.secret("text.pem", "nothing\n");

    refuses(
        new Keys.Pem(text, pem.key(), Optional.empty()),
        "certificate: DIR/text.pem holds no certificate in PEM");
    refuses(
        new Keys.Pem(pem.certificates(), text, Optional.empty()),
        "key: DIR/text.pem holds no private key in PEM (expected: one)");
    refuses(
        new Keys.Pkcs12(text, Optional.empty()),
        "keystore: DIR/text.pem is not usable: neither PEM nor PKCS #12");
  }

  @Test
  void refusesDamagedFilesWithoutAWordOfTheirContent() throws Exception {
    Keys.Pem pem = files.pem(NAME);
    String key = Files.readString(pem.key());
    Path cut = files.secret("cut.key", key.substring(0, 90));
    Path other = files.secret("other.key", key.replaceFirst("(?<=KEY-----\\n.{20})...", "!!!"));

    refuses(
        new Keys.Pem(pem.certificates(), cut, Optional.empty()),
        "key: DIR/cut.key is not usable: it is damaged, no PEM as it should be");
    refuses(
        new Keys.Pem(pem.certificates(), other, Optional.empty()),
        "key: DIR/other.key is not usable: it is damaged, no PEM as it should be");
  }

  @Test
  void refusesTheKeyOfAnother() throws Exception {
    Keys.Pem pem = files.pem(NAME);
    String another = io.galopin.tls.certificate.Pem.write(files.authority.rootKey());
    Path key = files.secret("another.key", another);

    refuses(
        new Keys.Pem(pem.certificates(), key, Optional.empty()),
        "key: DIR/another.key does not belong to the first certificate, CN="
            + NAME
            + ", O=Galopin");
  }

  @Test
  void refusesAStoreWithAnotherPassword() {
    Keys.Pkcs12 store = files.store(NAME, "another");

    refuses(
        new Keys.Pkcs12(store.file(), Optional.of(new Password.InEnvironment("PW"))),
        "keystore: DIR/site.p12 cannot be opened with this password");
  }

  @Test
  void refusesAKeyThatOthersCanRead() {
    Keys.Pem pem = files.pem(NAME);
    TestFiles.mode(pem.key(), "rw-r-----");
    Keys.Pkcs12 store = files.store(NAME, PASSWORD);
    TestFiles.mode(store.file(), "rw----r--");

    refuses(
        pem,
        "key: DIR/site.key is secret, but others can read it (rw-r-----);"
            + " run: chmod 600 DIR/site.key");
    refuses(
        store,
        "keystore: DIR/site.p12 is secret, but others can read it (rw----r--);"
            + " run: chmod 600 DIR/site.p12");
  }

  @Test
  void refusesAFileThatIsTooLarge() {
    Keys.Pem pem = files.pem(NAME);
    Path large = files.write("large.pem", "x".repeat((4 << 20) + 1));

    refuses(
        new Keys.Pem(large, pem.key(), Optional.empty()),
        "certificate: DIR/large.pem is too large (expected: at most 4194304 bytes)");
  }

  @Test
  void onlyWarnsAboutFilesOfAnotherUser() {
    // Only root can give files away.
    Keys.Pem pem = files.pem(NAME);
    TestFiles.mode(pem.key(), "rw-r--r--");
    assumeTrue(giveAway(pem.key()));

    assertThat(reader.read(pem).chain()).hasSize(2);
  }

  private static boolean giveAway(Path file) {
    try {
      Files.setAttribute(file, "unix:uid", 65534);
      return true;
    } catch (IOException notAllowed) {
      return false;
    }
  }
}
