package io.galopin.tls;

import io.galopin.api.Names;
import java.security.GeneralSecurityException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * Which versions and cipher suites are spoken, checked.
 *
 * @param versions as Java names them: {@code TLSv1.3}
 * @param ciphers as Java names them, best first; if empty, those of the provider
 */
record Suites(List<String> versions, List<String> ciphers) {

  private static final String VERSION_12 = "1.2";
  private static final String VERSION_13 = "1.3";

  /** The only ones of TLS 1.3 (RFC 8446, appendix B.4), which no older version has. */
  private static final Set<String> OF_13 =
      Set.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_AES_128_CCM_SHA256",
          "TLS_AES_128_CCM_8_SHA256");

  /**
   * Checks what is configured.
   *
   * @throws TlsConfigException for unknown ones, and for a version that none of the suites is of
   */
  static Suites of(List<String> versions, List<String> ciphers) {
    for (String each : versions) {
      if (!each.equals(VERSION_12) && !each.equals(VERSION_13)) {
        throw new TlsConfigException("versions: " + each + " (expected: 1.2, 1.3 or both)");
      }
    }
    Set<String> known = ciphers.isEmpty() ? Set.of() : supported();
    for (String each : ciphers) {
      if (!known.contains(each)) {
        throw new TlsConfigException(
            "ciphers: "
                + each
                + " (expected: "
                + Names.nearest(each, known).map(near -> near + "? ").orElse("")
                + "a name such as TLS_AES_128_GCM_SHA256)");
      }
    }
    for (String each : versions) {
      if (!ciphers.isEmpty() && ciphers.stream().noneMatch(it -> isOf(each, it))) {
        throw new TlsConfigException(
            "ciphers: none is of TLS "
                + each
                + " (expected: one for each of the versions, or no ciphers)");
      }
    }
    return new Suites(javaNames(versions), List.copyOf(ciphers));
  }

  private static List<String> javaNames(List<String> versions) {
    List<String> all = versions.isEmpty() ? List.of(VERSION_13, VERSION_12) : versions;
    return List.copyOf(new LinkedHashSet<>(all.stream().map(Suites::javaName).toList()));
  }

  private static String javaName(String version) {
    return "TLSv" + version;
  }

  private static boolean isOf(String version, String cipher) {
    return OF_13.contains(cipher) == version.equals(VERSION_13);
  }

  private static Set<String> supported() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new AnyTrust()}, null);
      return Set.of(context.getSupportedSSLParameters().getCipherSuites());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The same with only one version, and whatever suites that needs. */
  Suites only(Optional<String> version) {
    if (version.isEmpty()) {
      return this;
    }
    List<String> fitting = ciphers.stream().filter(it -> isOf(version.get(), it)).toList();
    return new Suites(List.of(javaName(version.get())), fitting);
  }
}
