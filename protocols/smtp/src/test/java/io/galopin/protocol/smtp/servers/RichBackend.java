package io.galopin.protocol.smtp.servers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.galopin.testbed.TestAuthority;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.server.SMTPServer;

/** SubEtha SMTP on a free port, with STARTTLS, PIPELINING, SIZE, CHUNKING and AUTH. */
final class RichBackend implements AutoCloseable {

  /** The mails that have arrived, one for each recipient, as they were sent. */
  final List<String> mails = new CopyOnWriteArrayList<>();

  private final SMTPServer server;

  /** One that knows every user, with any password. */
  RichBackend() {
    server =
        SMTPServer.port(0)
            .serverSocketFactory(RichBackend::prompt)
            .maxMessageSize(100_000)
            .enableTLS()
            .showAuthCapabilitiesBeforeSTARTTLS(true)
            .insertReceivedHeaders(false)
            .startTlsSocketFactory(tls())
            .authenticationHandlerFactory(
                new EasyAuthenticationHandlerFactory((user, password, context) -> {}))
            .messageHandler((context, from, to, data) -> mails.add(new String(data, ISO_8859_1)))
            .build();
    server.start();
  }

  /** The server writes its replies in pieces, and each would wait for the receipt of the last. */
  private static ServerSocket prompt() throws IOException {
    return new ServerSocket() {
      @Override
      public Socket accept() throws IOException {
        Socket client = super.accept();
        client.setTcpNoDelay(true);
        return client;
      }
    };
  }

  private static SSLContext tls() {
    TestAuthority authority = new TestAuthority("mail");
    return authority.showing(authority.certificate("localhost"));
  }

  int port() {
    return server.getPortAllocated();
  }

  @Override
  public void close() {
    server.stop();
  }
}
