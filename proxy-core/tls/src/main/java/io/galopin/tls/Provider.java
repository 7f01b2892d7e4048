package io.galopin.tls;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;

/** Who speaks TLS. */
final class Provider {

  private Provider() {}

  /** OpenSSL if it is there, otherwise Java. */
  static SslProvider chosen() {
    return OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK;
  }

  static boolean isJava() {
    return chosen() == SslProvider.JDK;
  }

  /** Returns it in words. */
  static String name() {
    return isJava()
        ? "Java's own (netty-tcnative is not on the class path)"
        : OpenSsl.versionString() + ", by netty-tcnative";
  }
}
