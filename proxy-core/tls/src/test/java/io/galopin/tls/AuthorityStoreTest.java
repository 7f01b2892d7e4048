package io.galopin.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.tls.certificate.Authority;
import io.galopin.tls.certificate.Pem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorityStoreTest {

  @TempDir private Path folder;

  private Path state() {
    return folder.resolve("a").resolve("galopin");
  }

  private Path file() {
    return state().resolve("authority.pem");
  }

  @Test
  void makesOneOnceAndKeepsItForThisUserAlone() throws Exception {
    AuthorityStore store = AuthorityStore.in(state());
    assertThat(store.exists()).isFalse();

    Authority made = store.get();

    assertThat(store.exists()).isTrue();
    assertThat(AuthorityStore.in(state()).get()).isEqualTo(made);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state())))
        .isEqualTo("rwx------");
    try (Stream<Path> all = Files.list(state())) {
      assertThat(all).containsExactly(file());
    }
  }

  @Test
  void makesAnAuthorityWithOneBeneathIt() {
    Authority made = AuthorityStore.in(state()).get();

    assertThat(made.root().getPublicKey().getAlgorithm()).isEqualTo("EC");
    assertThat(made.root().getBasicConstraints()).isEqualTo(1);
    assertThat(made.between().getBasicConstraints()).isZero();
    assertThat(made.isWhole()).isTrue();
    assertThat(made.end()).isAfter(Instant.now().plus(Duration.ofDays(3600)));
  }

  @Test
  void endsWithOneIfManyStartAtOnce() throws Exception {
    int many = 8;
    CyclicBarrier together = new CyclicBarrier(many);
    ExecutorService threads = Executors.newFixedThreadPool(many);
    try {
      List<Future<Authority>> all = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        AuthorityStore store = AuthorityStore.in(state());
        all.add(
            threads.submit(
                () -> {
                  together.await();
                  return store.get();
                }));
      }
      for (Future<Authority> each : all) {
        assertThat(each.get()).isEqualTo(all.get(0).get());
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void refusesOneThatOthersCanRead() {
    AuthorityStore.in(state()).get();
    TestFiles.mode(file(), "rw-r--r--");

    assertThatThrownBy(() -> AuthorityStore.in(state()).get())
        .isInstanceOf(TlsConfigException.class)
        .hasMessage(
            "Galopin's authority: "
                + file()
                + " is secret, but others can read it (rw-r--r--); run: chmod 600 "
                + file());
  }

  @Test
  void refusesOneThatIsDamaged() throws Exception {
    AuthorityStore.in(state()).get();
    String whole = Files.readString(file());
    AuthorityStore.in(folder.resolve("another")).get();
    String another = Files.readString(folder.resolve("another").resolve("authority.pem"));
    String mixed =
        whole.substring(0, whole.indexOf("-----BEGIN PRIVATE"))
            + another.substring(another.indexOf("-----BEGIN PRIVATE"));

    for (String damaged :
        List.of("", "nonsense", whole.substring(0, 300), whole.replace("A", "B"), mixed)) {
      Files.writeString(file(), damaged);

      assertThatThrownBy(() -> AuthorityStore.in(state()).get())
          .isInstanceOf(TlsConfigException.class)
          .hasNoCause()
          .hasMessageStartingWith("Galopin's authority: " + file() + " is not as it was written")
          .hasMessageContaining("move " + file() + " away");
    }
  }

  @Test
  void refusesOneThatHasExpired() {
    AuthorityStore.in(state()).get();
    InstantSource later = InstantSource.fixed(Instant.now().plus(Duration.ofDays(3651)));

    assertThatThrownBy(() -> AuthorityStore.in(state(), later).get())
        .isInstanceOf(TlsConfigException.class)
        .hasMessageStartingWith("Galopin's authority expired on ")
        .hasMessageContaining("move " + file() + " away");
  }

  @Test
  void saysThatAFolderCannotBeWritten() throws Exception {
    Path taken = Files.writeString(folder.resolve("a-file"), "").resolve("galopin");

    assertThatThrownBy(() -> AuthorityStore.in(taken).get())
        .isInstanceOf(TlsConfigException.class)
        .hasMessageStartingWith("Galopin's authority cannot be kept in " + taken)
        .hasMessageContaining("XDG_STATE_HOME");
  }

  @Test
  void takesOneThatIsGiven() {
    TestFiles files = new TestFiles(folder);
    Path certificate = files.write("root.pem", Pem.write(files.authority.root()));
    Path key = files.secret("root.key", Pem.write(files.authority.rootKey()));

    Authority given = AuthorityStore.given(new Keys.Pem(certificate, key, Optional.empty())).get();

    assertThat(given.root()).isEqualTo(files.authority.root());
    assertThat(given.isWhole()).isTrue();
    assertThat(AuthorityStore.given(new Keys.Pem(certificate, key, Optional.empty())).exists())
        .isTrue();
  }

  @Test
  void takesNoneThatIsNotAnAuthority() {
    TestFiles files = new TestFiles(folder);
    Keys.Pem site = files.pem("api.example.com");
    Path between = files.write("between.pem", Pem.write(files.authority.between()));
    Path key = files.secret("between.key", Pem.write(files.authority.betweenKey()));

    assertThatThrownBy(() -> AuthorityStore.given(site).get())
        .isInstanceOf(TlsConfigException.class)
        .hasMessageContaining("is not one of an authority");
    assertThatThrownBy(
            () -> AuthorityStore.given(new Keys.Pem(between, key, Optional.empty())).get())
        .isInstanceOf(TlsConfigException.class)
        .hasMessageContaining("allows no authority beneath it");
  }

  @Test
  void showsNoKeyAsText() {
    Authority made = AuthorityStore.in(state()).get();

    assertThat(made.toString()).startsWith("Authority[CN=").hasSizeLessThan(100);
  }
}
