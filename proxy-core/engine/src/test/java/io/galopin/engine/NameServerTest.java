package io.galopin.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.engine.journal.Journal;
import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests what a client is told when its backend's name is looked up. */
class NameServerTest {

  private final NamedRig named = new NamedRig(1);
  private final Rig rig = named.rig;
  private final NameServer server = named.server;

  @AfterEach
  void close() throws IOException {
    named.close();
  }

  private Proxy proxy() throws IOException {
    return proxy(rig);
  }

  private static Proxy proxy(Rig rig) throws IOException {
    Address backend =
        rig.backend(socket -> socket.getOutputStream().write("hello\n".getBytes(US_ASCII)));
    return rig.open(new LineProtocol(), new Address("backend.test", backend.port()));
  }

  private Socket ask(Proxy proxy) throws IOException {
    return ask(rig, proxy);
  }

  private static Socket ask(Rig rig, Proxy proxy) throws IOException {
    Socket client = rig.connect(proxy);
    client.getOutputStream().write("a\n".getBytes(US_ASCII));
    return client;
  }

  private static String all(Socket client) throws IOException {
    return new String(client.getInputStream().readAllBytes(), US_ASCII);
  }

  private List<String> troubles() {
    return troubles(rig);
  }

  private static List<String> troubles(Rig rig) {
    return rig.engine.journal().after(0, 10).stream().map(Journal.Entry::decision).toList();
  }

  @Test
  void thatAnswersLeadsToTheBackend() throws IOException {
    try (Socket client = ask(proxy())) {
      assertThat(all(client)).isEqualTo("hello\n");
    }
  }

  @Test
  void thatIsSilentIsATimeout() throws IOException {
    try (NamedRig hasty = new NamedRig(1, Duration.ofMillis(200))) {
      hasty.server.mood = NameServer.Mood.SILENT;
      Proxy proxy = proxy(hasty.rig);
      try (Socket client = ask(hasty.rig, proxy)) {
        assertThat(all(client)).isEqualTo("TROUBLE TIMEOUT\n");
      }
      assertThat(troubles(hasty.rig))
          .containsExactly(
              "backend "
                  + proxy.spec().upstream()
                  + " cannot be reached in time: the name server did not answer");
    }
  }

  @Test
  void thatIsBackIsAskedAnewByANewClientAndHelpsThoseWhoWait() throws IOException {
    server.mood = NameServer.Mood.SILENT;
    Proxy proxy = proxy();
    try (Socket early = ask(proxy)) {
      long asked = System.nanoTime();
      await().until(() -> server.questions.get() > 0 && System.nanoTime() - asked > 200_000_000);
      server.mood = NameServer.Mood.ANSWERS;
      try (Socket late = ask(proxy)) {
        assertThat(all(late)).isEqualTo("hello\n");
      }
      assertThat(all(early)).isEqualTo("hello\n");
    }
    assertThat(troubles()).isEmpty();
  }

  @Test
  void thatDoesNotKnowTheNameSaysSo() throws IOException {
    server.mood = NameServer.Mood.NXDOMAIN;
    try (Socket client = ask(proxy())) {
      assertThat(all(client)).isEqualTo("TROUBLE UNREACHABLE\n");
      assertThat(troubles()).singleElement().asString().endsWith("its name is unknown");
    }
  }

  @Test
  void thatFailsIsNoReasonToCallTheNameUnknown() throws IOException {
    server.mood = NameServer.Mood.SERVFAIL;
    try (Socket client = ask(proxy())) {
      assertThat(all(client)).isEqualTo("TROUBLE UNREACHABLE\n");
      assertThat(troubles())
          .singleElement()
          .asString()
          .contains("the name server does not tell its address: ServFail");
    }
  }
}
