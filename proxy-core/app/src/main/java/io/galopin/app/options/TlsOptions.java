package io.galopin.app.options;

import io.galopin.api.Option;
import java.util.List;
import java.util.stream.Stream;

/** The options about TLS at either side of a proxy, in the order of the help. */
final class TlsOptions {

  static final CliOption LISTEN =
      text(
          "auto|FILE",
          "listen-tls",
          "ends TLS of clients, with certificates of Galopin's own authority, which clients trust"
              + " after galopin ca trust, or with one in a file in PEM or PKCS #12");
  static final CliOption BACKEND_VERIFY =
      CliOption.of(
              "on|off",
              Option.text(
                  "backend-tls-verify",
                  "whether the certificate of a backend at tls://HOST:PORT is checked"))
          .shownAs("on");

  private static final String VERSIONS = "the versions of TLS: 1.2, 1.3, or 1.2,1.3";
  private static final String CIPHERS = "the cipher suites, with commas between, best first";

  private TlsOptions() {}

  static CliGroup group() {
    return new CliGroup(
        "TLS",
        Stream.of(
                clients(),
                AuthorityOptions.of(
                    "listen-tls-authority",
                    "who signs what Galopin makes, in place of its own authority; in PEM or PKCS"
                        + " #12"),
                backends())
            .flatMap(List::stream)
            .toList());
  }

  private static List<CliOption> clients() {
    return List.of(
        LISTEN,
        text("FILE", "listen-tls-key", "the private key of that certificate, in PEM"),
        text("FILE", "listen-tls-password-file", "a file with the password of that key"),
        text("NAME", "listen-tls-password-env", "the environment variable with it"),
        CliOption.of(
                "WORD",
                Option.text(
                    "listen-tls-client-certificate",
                    "whether clients show one: none, requested, required"))
            .shownAs("none"),
        text(
            "FILE",
            "listen-tls-client-trust",
            "who may have signed it, if one is asked for; in PEM or PKCS #12"),
        text("LIST", "listen-tls-versions", VERSIONS),
        text("LIST", "listen-tls-ciphers", CIPHERS),
        begin("listen-tls-begin"),
        text(
                "TIME",
                "listen-tls-handshake-timeout",
                "how long a client's handshake may take; a number is seconds")
            .shownAs("60 s"));
  }

  private static List<CliOption> backends() {
    return List.of(
        BACKEND_VERIFY,
        text(
            "FILE",
            "backend-tls-trust",
            "who may have signed the backend's; otherwise those whom Java trusts"),
        text(
            "HOST",
            "backend-tls-server-name",
            "the name that is asked for and checked, in place of the backend's host"),
        text("FILE", "backend-tls-certificate", "Galopin's own for the backend, in PEM"),
        text("FILE", "backend-tls-key", "its private key, in PEM"),
        text("FILE", "backend-tls-keystore", "both in PKCS #12"),
        text("FILE", "backend-tls-password-file", "a file with the password of that key"),
        text("NAME", "backend-tls-password-env", "the environment variable with it"),
        text("LIST", "backend-tls-versions", VERSIONS),
        text("LIST", "backend-tls-ciphers", CIPHERS),
        text(
            "TIME",
            "backend-tls-handshake-timeout",
            "how long its handshake may take; otherwise what is left of --connect-timeout"),
        begin("backend-tls-begin"));
  }

  private static CliOption begin(String name) {
    return CliOption.of(
            "WORD",
            Option.text(
                name,
                "when TLS begins: by-protocol, as behind STARTTLS, or at-once, with the"
                    + " connection"))
        .shownAs("by-protocol");
  }

  private static CliOption text(String label, String name, String description) {
    return CliOption.of(label, Option.text(name, description));
  }
}
