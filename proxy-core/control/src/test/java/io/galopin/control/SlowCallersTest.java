package io.galopin.control;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests callers that send bit by bit, and those that only occupy a connection. */
class SlowCallersTest {

  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final int PACE_MILLIS = 20;
  private static final int MOST_BYTES = 500;
  private static final String CALL = "GET /version HTTP/1.1\r\nHost: localhost\r\n\r\n";

  /** Sends a byte from time to time until the server replies or closes, and returns the reply. */
  private static String drip(Socket socket, char what) throws IOException {
    socket.setSoTimeout(PACE_MILLIS);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    for (int i = 0; i < MOST_BYTES; i++) {
      try {
        socket.getOutputStream().write(what);
        int next = socket.getInputStream().read();
        if (next < 0) {
          return answer.toString(US_ASCII);
        }
        answer.write(next);
        socket.setSoTimeout(20_000);
        answer.write(socket.getInputStream().readAllBytes());
        return answer.toString(US_ASCII);
      } catch (SocketTimeoutException nothingYet) {
        // The next byte goes.
      } catch (IOException closed) {
        return answer.toString(US_ASCII);
      }
    }
    throw new AssertionError("after " + MOST_BYTES + " bytes it is still open");
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
  }

  private static void assertAnswered(Socket socket) throws IOException {
    send(socket, CALL);
    StringBuilder read = new StringBuilder();
    while (read.indexOf("}") < 0) {
      int next = socket.getInputStream().read();
      assertThat(next).as("after " + read).isNotNegative();
      read.append((char) next);
    }
    assertThat(read).startsWith("HTTP/1.1 200");
  }

  /** A caller that is slow with the head may have to try again. */
  private static void assertSomebodyNewIsAnswered(ControlRig rig) throws IOException {
    for (int i = 0; i < 20; i++) {
      try {
        assertAnswered(rig.connect());
        return;
      } catch (IOException | AssertionError closed) {
        // Try again.
      }
    }
    throw new AssertionError("nobody new is answered");
  }

  @Test
  void aHeadHasToComeInTime() throws IOException {
    try (ControlRig rig = ControlRig.options().limits(100, SHORT, LONG, LONG).start()) {
      Socket socket = rig.connect();
      send(socket, "GET /version HTTP/1.1\r\nHost: localhost\r\nX: ");

      assertThat(drip(socket, 'x')).isEmpty();
    }
  }

  @Test
  void aBodyHasToComeInTime() throws IOException {
    try (ControlRig rig = ControlRig.options().limits(100, LONG, SHORT, LONG).start()) {
      Socket socket = rig.connect();
      send(socket, "PUT /behavior HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n");

      assertThat(drip(socket, ' ')).startsWith("HTTP/1.1 408").contains("the body did not arrive");
    }
  }

  @Test
  void theRestOfARefusedCallHasToComeInTime() throws IOException {
    try (ControlRig rig = ControlRig.options().limits(100, LONG, SHORT, LONG).start()) {
      Socket socket = rig.connect();
      send(socket, "PUT /none HTTP/1.1\r\nHost: other\r\nContent-Length: 100000\r\n\r\n");

      assertThat(drip(socket, ' ')).startsWith("HTTP/1.1 403").doesNotContain("408");
    }
  }

  @Test
  void theNextHeadHasToComeInTime() throws IOException {
    try (ControlRig rig = ControlRig.options().limits(100, LONG, LONG, SHORT).start()) {
      Socket socket = rig.connect();
      assertAnswered(socket);
      send(socket, "GET /version HTTP/1.1\r\nX: ");

      assertThat(drip(socket, 'x')).isEmpty();
    }
  }

  @Test
  void whoTakesAPlaceOnlyGivesWay() throws IOException {
    try (ControlRig rig = ControlRig.options().limits(8, LONG, LONG, LONG).start()) {
      Socket reader = rig.connect();
      send(reader, "GET /journal HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n");
      assertThat(reader.getInputStream().read()).isEqualTo('H');
      Socket kept = rig.connect();
      assertAnswered(kept);
      String body = "PUT /behavior HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n";
      List<Socket> halfOpen = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        Socket socket = rig.connect();
        halfOpen.add(socket);
        send(socket, List.of("", "GET /version HTTP/1.1\r\n").get(i % 2));
        if (i % 10 == 0) {
          assertSomebodyNewIsAnswered(rig);
          assertAnswered(kept);
        }
      }

      for (int i = 0; i < 80; i++) {
        assertThat(halfOpen.get(i).getInputStream().read()).as("of " + i).isEqualTo(-1);
      }
      for (int i = 0; i < 100; i++) {
        send(rig.connect(), body);
      }
      assertSomebodyNewIsAnswered(rig);
      await().until(() -> rig.server.callers() <= 8);
      assertThat(reader.getInputStream().readNBytes(3)).asString(US_ASCII).isEqualTo("TTP");
    }
  }

  @Test
  void whoDoesNotReadGivesWay() throws IOException {
    try (ControlRig rig = ControlRig.options().limits(8, LONG, LONG, LONG).start()) {
      String call = "GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n";
      List<Socket> deaf = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Socket socket = new Socket();
        deaf.add(socket);
        socket.setReceiveBufferSize(2048);
        socket.connect(rig.address);
        send(socket, call.repeat(100));
      }
      assertSomebodyNewIsAnswered(rig);
      await().until(() -> rig.server.callers() <= 8);
      for (Socket socket : deaf) {
        socket.close();
      }
    }
  }

  @Test
  void whoReadsEventsTakesHalfOfThePlaces() throws IOException {
    try (ControlRig rig = ControlRig.options().limits(8, LONG, LONG, LONG).start()) {
      List<String> heads = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        Socket reader = rig.connect();
        send(
            reader,
            "GET /journal HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n");
        heads.add(new String(reader.getInputStream().readNBytes(12), US_ASCII));
      }

      assertThat(heads.subList(0, 4)).containsOnly("HTTP/1.1 200");
      assertThat(heads.get(4)).isEqualTo("HTTP/1.1 503");
    }
  }
}
