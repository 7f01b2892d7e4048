package io.galopin.tls;

import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
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

  /** What a server does that agrees to no protocol: Java's cannot choose one all the same. */
  static SelectorFailureBehavior refusal() {
    return isJava()
        ? SelectorFailureBehavior.FATAL_ALERT
        : SelectorFailureBehavior.CHOOSE_MY_LAST_PROTOCOL;
  }
}
