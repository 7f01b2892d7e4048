package io.galopin.app.authority;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.app.Ran;
import io.galopin.tls.AuthorityStore;
import io.galopin.tls.certificate.Pem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorityCommandsTest {

  @TempDir private Path folder;

  private Path kept() {
    return folder.resolve("kept");
  }

  private Ran ca(String... words) {
    return Ran.galopin(
        Stream.concat(
                Stream.concat(Stream.of("ca"), Stream.of(words)),
                Stream.of("--folder", kept().toString()))
            .toArray(String[]::new));
  }

  @Test
  void showsThatThereIsNoneAndMakesNone() {
    Ran show = ca("show");

    assertThat(show.exitCode()).isZero();
    assertThat(show.out()).startsWith("no authority in " + kept() + " yet");
    assertThat(kept()).doesNotExist();
  }

  @Test
  void showsTheAuthority() {
    String name = AuthorityStore.in(kept()).get().root().getSubjectX500Principal().toString();

    assertThat(ca("show").out())
        .contains("name     " + name + "\n")
        .containsPattern("SHA-256  ([0-9A-F]{2}:){31}[0-9A-F]{2}\n")
        .contains("valid    until 20", "kept in  " + kept() + "\n");
  }

  @Test
  void saysHowEachRuntimeTrustsIt() {
    Ran trust = ca("trust");
    Path pem = kept().resolve("ca.pem");
    Path p12 = kept().resolve("ca.p12");

    assertThat(trust.exitCode()).isZero();
    assertThat(trust.out().lines().filter(line -> !line.startsWith("#")))
        .containsExactly(
            "export JAVA_TOOL_OPTIONS='-Djavax.net.ssl.trustStore="
                + p12
                + " -Djavax.net.ssl.trustStorePassword=changeit'",
            "export NODE_EXTRA_CA_CERTS=" + pem,
            "export SSL_CERT_FILE=" + pem + " REQUESTS_CA_BUNDLE=" + pem,
            "export CURL_CA_BUNDLE=" + pem,
            "export SSL_CERT_FILE=" + pem,
            "export SSL_CERT_FILE=" + pem);
    assertThat(pem).hasContent(Pem.write(AuthorityStore.in(kept()).get().root()));
    assertThat(p12).exists();
  }

  @Test
  void saysItForSomeOnly() {
    assertThat(ca("trust", "--for", "node,go").out().lines())
        .containsExactly(
            "# Node.js, besides those that it knows",
            "export NODE_EXTRA_CA_CERTS=" + kept().resolve("ca.pem"),
            "# Go on Linux, which then trusts no other authority",
            "export SSL_CERT_FILE=" + kept().resolve("ca.pem"));
    assertThat(kept().resolve("ca.p12")).doesNotExist();
  }

  @Test
  void exportsTheCertificateAndWhatIsRevoked() throws Exception {
    Path pem = folder.resolve("it.pem");
    Path crl = folder.resolve("it.crl");

    Ran export = ca("export", pem.toString(), "--crl", crl.toString());

    assertThat(export.exitCode()).isZero();
    assertThat(export.out())
        .isEqualTo("certificate written to " + pem + "\nwhat is revoked written to " + crl + "\n");
    assertThat(pem).hasContent(Pem.write(AuthorityStore.in(kept()).get().root()));
    assertThat(Files.readString(crl)).startsWith("-----BEGIN X509 CRL-----");
  }

  @Test
  void exportsAStoreForJava() {
    Path store = folder.resolve("it.p12");

    assertThat(ca("export", store.toString()).out())
        .isEqualTo("certificate written to " + store + ", with the password changeit\n");
    assertThat(store).exists();
  }

  @Test
  void showsAndExportsOneThatIsGiven() throws Exception {
    Path whole = folder.resolve("authority.pem");
    AuthorityStore.in(folder).get();
    String text = Files.readString(whole);
    int root = text.indexOf("-----BEGIN CERT");
    int between = text.indexOf("-----BEGIN CERT", root + 1);
    Path given = folder.resolve("given.pem");
    Files.writeString(given, text.substring(root, between));
    Files.setPosixFilePermissions(given, PosixFilePermissions.fromString("rw-------"));
    Path it = folder.resolve("it.pem");
    Path crl = folder.resolve("it.crl");

    Ran show = Ran.galopin("ca", "show", "--authority", given.toString());
    Ran export =
        Ran.galopin(
            "ca",
            "export",
            it.toString(),
            "--crl",
            crl.toString(),
            "--authority",
            given.toString(),
            "--authority-key",
            given.toString());

    assertThat(show.exitCode()).isZero();
    assertThat(show.out()).contains("name     CN=Galopin authority ").doesNotContain("kept in");
    assertThat(export.exitCode()).isZero();
    assertThat(it).hasContent(Pem.write(AuthorityStore.in(folder).get().root()));
    assertThat(Files.readString(crl)).startsWith("-----BEGIN X509 CRL-----");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--authority-key a | --authority-key: a (expected: --authority, too)",
        "--authority a --folder b | --folder: b (expected: nothing, with --authority)",
        "--authority a.p12 --authority-key b | --authority-key: b (expected: nothing, with a store"
            + " in PKCS #12)",
        "--authority a --authority-password-file b --authority-password-env C |"
            + " --authority-password-env: C (expected: a password from a file or from the"
            + " environment, not both)",
        "--authority /no/such.pem | authority: certificate: /no/such.pem cannot be read: there is"
            + " no such file or folder"
      })
  void refusesWrongWordsAboutOneThatIsGiven(String words, String message) {
    Ran ran =
        Ran.galopin(
            Stream.concat(Stream.of("ca", "show"), Stream.of(words.split(" ")))
                .toArray(String[]::new));

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).isEqualTo("galopin: " + message + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "export | FILE: missing (expected: galopin ca export FILE [OPTION...])",
        "export a b | unexpected argument: b (expected: galopin ca export FILE [OPTION...])",
        "show me | unexpected argument: me (expected: galopin ca show [OPTION...])",
        "trust --for ruby | --for: ruby (expected: some of java, node, python, curl, go, dotnet)",
        "trust --for node, | --for:  (expected: some of java, node, python, curl, go, dotnet)"
      })
  void refusesWrongWords(String words, String message) {
    Ran ran = ca(words.split(" "));

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).isEqualTo("galopin: " + message + "\n");
    assertThat(kept()).doesNotExist();
  }

  @Test
  void namesTheNearestCommand() {
    assertThat(Ran.galopin("ca", "trus").err())
        .isEqualTo("galopin: ca trus: unknown (expected: trust? one of show, trust, export)\n");
  }

  @Test
  void saysWhatIsWrongWithADamagedAuthority() throws Exception {
    AuthorityStore.in(kept()).get();
    Path file = kept().resolve("authority.pem");
    Files.writeString(file, "nothing");

    for (List<String> words :
        List.of(List.of("show"), List.of("trust"), List.of("export", folder + "/it.pem"))) {
      Ran ran = ca(words.toArray(String[]::new));

      assertThat(ran.exitCode()).isEqualTo(2);
      assertThat(ran.err()).contains(file + " is not as it was written; move " + file + " away");
    }
  }
}
