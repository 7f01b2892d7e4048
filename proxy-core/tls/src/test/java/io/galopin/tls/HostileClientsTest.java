package io.galopin.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that do not mean well, and others that must not notice. */
class HostileClientsTest {

  private static final String NAME = "api.example.com";

  /** A record of a handshake of 512 bytes, of which nothing more comes. */
  private static final byte[] HALF = {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};

  @TempDir private Path folder;
  private AuthorityStore store;
  private TlsServer server;

  @BeforeEach
  void listen() {
    store = AuthorityStore.in(folder);
    server = new TlsServer(new Tls(store).at(ListenTls.AUTO, new Address("127.0.0.1", 0)));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Socket says(byte[] bytes) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(bytes);
    return socket;
  }

  private void othersAreServed() throws IOException {
    assertThat(TlsClient.trusting(store.get().root()).talk(server.port(), NAME)).isNotNull();
  }

  @Test
  void doNotHoldUpOthersByStoppingHalfWay() throws Exception {
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        silent.add(says(HALF));
      }
      othersAreServed();
    } finally {
      for (Socket each : silent) {
        each.close();
      }
    }
    othersAreServed();
  }

  @Test
  void areDroppedIfTheyDoNotSpeakTls() throws Exception {
    byte[] plain = "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    byte[] oversized = new byte[5 + 0xff01];
    System.arraycopy(new byte[] {22, 3, 1, (byte) 0xff, 1}, 0, oversized, 0, 5);
    for (byte[] bytes : new byte[][] {plain, new byte[20_000], oversized}) {
      try (Socket socket = says(bytes)) {
        assertThat(server.failure()).isNotNull();
        assertThat(catchThrowable(() -> socket.getInputStream().readAllBytes()))
            .satisfiesAnyOf(
                nothing -> assertThat(nothing).isNull(),
                reset -> assertThat(reset).hasMessageContaining("reset"));
      }
    }
    othersAreServed();
  }

  @Test
  void getWhatTheyAskForWhenManyAskAtOnce() throws Exception {
    int many = 8;
    ExecutorService threads = Executors.newFixedThreadPool(many);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        String suffix = "-" + i + ".example";
        all.add(
            threads.submit(
                () -> {
                  TlsClient client = TlsClient.trusting(store.get().root());
                  for (int round = 0; round < 10; round++) {
                    String name = "host" + round + suffix;
                    assertThat(
                            client
                                .talk(server.port(), name)
                                .certificate()
                                .getSubjectAlternativeNames())
                        .containsExactly(List.of(2, name));
                  }
                  return null;
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      threads.shutdown();
    }
  }
}
