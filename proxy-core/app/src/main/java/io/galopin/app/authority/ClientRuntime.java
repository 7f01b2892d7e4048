package io.galopin.app.authority;

import io.galopin.tls.PublicFiles;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What clients run on, and the line for a shell that makes them trust an authority. */
enum ClientRuntime {
  JAVA("Java, which then trusts no other authority"),
  NODE("Node.js, besides those that it knows"),
  PYTHON("Python, and its package requests, which then trust no other authority"),
  CURL("curl, which then trusts no other authority"),
  GO("Go on Linux, which then trusts no other authority"),
  DOTNET(".NET on Linux, which reads it besides the folder of the system");

  private final String about;

  ClientRuntime(String about) {
    this.about = about;
  }

  /** The words for {@code --for}. */
  static String names(String between) {
    return Arrays.stream(values()).map(ClientRuntime::word).collect(Collectors.joining(between));
  }

  static Optional<ClientRuntime> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it is for, as a comment. */
  String comment() {
    return "# " + about;
  }

  /** The line, which writes the file that it names if it is not there. */
  String line(PublicFiles files) {
    return switch (this) {
      case JAVA ->
          "export JAVA_TOOL_OPTIONS="
              + quoted(
                  "-Djavax.net.ssl.trustStore="
                      + files.trustStore().toAbsolutePath()
                      + " -Djavax.net.ssl.trustStorePassword="
                      + PublicFiles.PASSWORD);
      case NODE -> "export NODE_EXTRA_CA_CERTS=" + pem(files);
      case PYTHON -> "export SSL_CERT_FILE=" + pem(files) + " REQUESTS_CA_BUNDLE=" + pem(files);
      case CURL -> "export CURL_CA_BUNDLE=" + pem(files);
      case GO, DOTNET -> "export SSL_CERT_FILE=" + pem(files);
    };
  }

  private static String pem(PublicFiles files) {
    Path file = files.certificate().toAbsolutePath();
    return quoted(file.toString());
  }

  private static String quoted(String word) {
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
