package io.galopin.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.Proxy;
import io.galopin.engine.journal.Journal;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published forms of request smuggling: each is refused, or forwarded exactly as read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmugglingTest {

  /** What the backend got on one connection after the other. */
  private final BlockingQueue<String> recorded = new LinkedBlockingQueue<>();

  private final Semaphore accepted = new Semaphore(0);
  private final Arena arena;
  private final RudeBackend backend;
  private final Proxy untouched;

  /** With this one each request leaves a line in the journal. */
  private final Proxy delayed;

  SmugglingTest() throws Exception {
    arena = new Arena();
    backend =
        new RudeBackend(
            proxy -> {
              accepted.release();
              recorded.add(proxy.rest());
            });
    untouched = arena.open(backend.address(), "protocol = http");
    delayed =
        arena.open(
            backend.address(),
            "protocol = http, behaviors { delay { weight = 100, sleep = 1 ms } }");
  }

  @AfterAll
  void close() throws Exception {
    arena.recovers();
    arena.close();
    backend.close();
  }

  static Stream<Form> forms() {
    return Stream.of(
            LengthForms.both(),
            LengthForms.encodings(),
            LengthForms.lengths(),
            LengthForms.chunks(),
            HeadForms.lines(),
            HeadForms.names(),
            HeadForms.hosts(),
            HeadForms.requestLines())
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void isRefusedOrForwardedAsRead(Form form) throws Exception {
    play(untouched, form, false);
    play(untouched, form, true);
    int before = arena.stand().faults().size();
    play(delayed, form, false);
    if (form.status() == 0) {
      List<Journal.Entry> read = arena.stand().faults();
      assertThat(read.subList(before, read.size()))
          .extracting(Journal.Entry::request)
          .isEqualTo(form.requests());
    }
  }

  private void play(Proxy proxy, Form form, boolean byteByByte) throws Exception {
    try (Peer client = Peer.to(proxy)) {
      assertThat(accepted.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
      if (byteByByte) {
        client.sendByteByByte(form.bytes());
      } else {
        client.send(form.bytes());
      }
      String reply = client.endOutput().rest();
      if (form.status() == 0) {
        assertThat(reply).isEmpty();
      } else {
        assertThat(reply).startsWith("HTTP/1.1 " + form.status() + " ").contains("Galopin refuses");
      }
    }
    String arrived = recorded.poll(10, TimeUnit.SECONDS);
    if (form.status() == 0) {
      assertThat(arrived).isEqualTo(form.bytes());
    } else {
      // How much of a body has passed before the refusal depends on the pieces in which it came.
      assertThat(form.arrives()).startsWith(arrived);
    }
  }
}
