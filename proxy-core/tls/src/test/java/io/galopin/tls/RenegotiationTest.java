package io.galopin.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.nio.file.Path;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenegotiationTest {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void endsConnectionsOfClientsThatBeginASecondHandshake(boolean anew, @TempDir Path folder)
      throws Exception {
    ClientSide side =
        new Tls(AuthorityStore.in(folder)).at(ListenTls.AUTO, new Address("127.0.0.1", 0));
    try (TlsServer server = new TlsServer(side);
        SSLSocket socket = TlsClient.trustingAll().open(server.port(), "TLSv1.2")) {
      echo(socket);
      if (anew) {
        socket.getSession().invalidate();
      }
      socket.startHandshake();

      assertThat(catchThrowable(() -> echo(socket))).isInstanceOf(IOException.class);
    }
  }

  private static void echo(SSLSocket socket) throws IOException {
    socket.getOutputStream().write('x');
    assertThat(socket.getInputStream().read()).isEqualTo('x');
  }
}
