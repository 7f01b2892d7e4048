package io.galopin.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustFilesTest {

  @TempDir private Path folder;
  private final TrustFiles reader = new TrustFiles(new Passwords(Map.of("PW", "secret")::get));
  private TestFiles files;

  @BeforeEach
  void begin() {
    files = new TestFiles(folder);
  }

  private Path store() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("it", files.authority.root());
    return files.save(store, "trusted.p12", "secret");
  }

  @Test
  void readsPem() {
    assertThat(reader.read("trust", files.trust()).getAcceptedIssuers())
        .containsExactly(files.authority.root());
  }

  @Test
  void readsPkcs12() throws Exception {
    Trust trust = new Trust(store(), Optional.of(new Password.InEnvironment("PW")));

    assertThat(reader.read("trust", trust).getAcceptedIssuers())
        .containsExactly(files.authority.root());
  }

  @Test
  void refusesPkcs12WithoutItsPassword() throws Exception {
    Path store = store();

    assertThatThrownBy(() -> reader.read("trust", new Trust(store, Optional.empty())))
        .isInstanceOf(TlsConfigException.class)
        .hasMessage(
            "trust: "
                + store
                + " holds no trusted certificate; if it is encrypted, name its password");
  }

  @Test
  void refusesWhatHoldsNoCertificate() {
    Path text = files.write("text.pem", "nothing");
    Path key = files.pem("api.example.com").key();

    assertThatThrownBy(() -> reader.read("client-trust", new Trust(text, Optional.empty())))
        .isInstanceOf(TlsConfigException.class)
        .hasMessage("client-trust: " + text + " is not usable: neither PEM nor PKCS #12");
    assertThatThrownBy(() -> reader.read("trust", new Trust(key, Optional.empty())))
        .isInstanceOf(TlsConfigException.class)
        .hasMessageStartingWith("trust: " + key + " holds no trusted certificate");
  }
}
