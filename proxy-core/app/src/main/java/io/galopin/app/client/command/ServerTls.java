package io.galopin.app.client.command;

import io.galopin.app.console.CommandFailure;
import io.galopin.tls.JavaContexts;
import java.io.IOException;
import java.net.HttpURLConnection;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * TLS with a server that speaks it. The files of its trust are read once. Only asked about such
 * servers, so that other calls do not wait for its classes.
 */
final class ServerTls {

  private final ServerTrust trust;
  private @Nullable SSLContext context;

  ServerTls(ServerTrust trust) {
    this.trust = trust;
  }

  /** Called before a connection is made. */
  void prepare(HttpURLConnection connection) {
    if (connection instanceof HttpsURLConnection secure) {
      secure.setSSLSocketFactory(context().getSocketFactory());
    }
  }

  private synchronized SSLContext context() {
    SSLContext known = context;
    if (known == null) {
      known = trust.context();
      context = known;
    }
    return known;
  }

  /** Throws if it is TLS that has failed. */
  static void check(String url, IOException failure) {
    if (failure instanceof SSLException) {
      throw CommandFailure.failed(
          url
              + ": TLS failed: "
              + JavaContexts.reason(failure)
              + " (expected: "
              + Syntax.CA.name()
              + " FILE with the authority of its certificate, and a server that speaks TLS)");
    }
  }
}
