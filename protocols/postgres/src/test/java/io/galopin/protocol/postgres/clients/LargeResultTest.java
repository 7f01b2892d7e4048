package io.galopin.protocol.postgres.clients;

import static io.galopin.protocol.postgres.Messages.SYNC;
import static io.galopin.protocol.postgres.Messages.bind;
import static io.galopin.protocol.postgres.Messages.execute;
import static io.galopin.protocol.postgres.Messages.message;
import static io.galopin.protocol.postgres.Messages.parse;
import static io.galopin.protocol.postgres.Messages.query;
import static io.galopin.protocol.postgres.Messages.startup;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.testkit.sockets.SmallProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rows stream through little memory. */
class LargeResultTest {

  private static final int ROW = 200;

  @Test
  void streamsInASample() throws IOException {
    check(4 << 20);
  }

  @Test
  @Tag("thorough")
  void streamsAGibibyte() throws IOException {
    check(1 << 30);
  }

  private static void check(int bytes) throws IOException {
    String rows = " FROM generate_series(1, " + bytes / ROW + ") x";
    String select = "SELECT x, repeat('r', " + (ROW - 20) + ")" + rows;
    String extended = parse("", select) + bind("", "") + execute("") + SYNC;
    String copy = query("COPY (" + select + ") TO STDOUT");
    try (SmallProcess proxy = SmallProxy.start()) {
      for (String request : new String[] {query(select), extended, copy}) {
        assertThat(digest(proxy.port(), request))
            .isEqualTo(digest(PostgresServer.address().port(), request));
      }
    }
  }

  /** Returns how many bytes answer a request, and their sum; all but those of the login. */
  private static String digest(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      InputStream in = socket.getInputStream();
      socket.getOutputStream().write(startup("user\0postgres\0\0").getBytes(ISO_8859_1));
      byte[] buffer = new byte[1 << 16];
      int login = in.read(buffer);
      while (buffer[login - 6] != 'Z') {
        login += in.read(buffer, login, buffer.length - login);
      }
      socket.getOutputStream().write((request + message('X', "")).getBytes(ISO_8859_1));
      CRC32 sum = new CRC32();
      long count = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sum.update(buffer, 0, read);
        count += read;
      }
      return count + " " + sum.getValue();
    }
  }
}
