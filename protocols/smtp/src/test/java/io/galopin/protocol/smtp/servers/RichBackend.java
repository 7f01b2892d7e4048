package io.galopin.protocol.smtp.servers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.server.SMTPServer;

/** SubEtha SMTP on a free port, with STARTTLS, PIPELINING, SIZE, CHUNKING and AUTH. */
final class RichBackend implements AutoCloseable {

  private static final char[] PASSWORD = "changeit".toCharArray();

  /** The mails that have arrived, one for each recipient, as they were sent. */
  final List<String> mails = new CopyOnWriteArrayList<>();

  private final SMTPServer server;

  /** One that knows every user, with any password. */
  RichBackend() throws IOException, InterruptedException, GeneralSecurityException {
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

  /** With a certificate of the JDK's own tool. */
  private static SSLContext tls()
      throws IOException, InterruptedException, GeneralSecurityException {
    Path folder = Files.createTempDirectory("smtp");
    Path store = folder.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "mail",
                "-dname",
                "CN=localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool ends with " + keytool.exitValue());
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    Files.delete(store);
    Files.delete(folder);
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  int port() {
    return server.getPortAllocated();
  }

  @Override
  public void close() {
    server.stop();
  }
}
