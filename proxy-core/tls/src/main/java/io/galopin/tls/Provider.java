package io.galopin.tls;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who speaks TLS. Chosen once for the whole process, and logged. */
final class Provider {

  private static final Logger log = LoggerFactory.getLogger(Provider.class);
  private static final SslProvider CHOSEN = choose();

  private Provider() {}

  /** OpenSSL if it is there, otherwise Java. */
  static SslProvider chosen() {
    return CHOSEN;
  }

  static boolean isJava() {
    return CHOSEN == SslProvider.JDK;
  }

  private static SslProvider choose() {
    if (OpenSsl.isAvailable()) {
      log.info("TLS: {}, by netty-tcnative", OpenSsl.versionString());
      return SslProvider.OPENSSL;
    }
    log.info("TLS: Java's own, as netty-tcnative is not on the class path");
    return SslProvider.JDK;
  }
}
