package io.galopin.app.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.journal.ExchangeRef;
import io.galopin.engine.trace.FinishedExchange;
import io.galopin.engine.trace.FinishedExchange.How;
import io.galopin.engine.trace.FinishedExchange.Times;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Lines of exchanges, before anybody writes them. */
@SuppressWarnings("AddressSelection") // they are literals
class ExchangeLinesTest {

  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger complaints = new AtomicInteger();

  private ExchangeLines lines(long most) {
    return new ExchangeLines(most, calls::incrementAndGet, complaints::incrementAndGet);
  }

  private static FinishedExchange exchange(long connection, long ordinal, String label) {
    return new FinishedExchange(
        "web",
        "http",
        connection,
        new InetSocketAddress("127.0.0.1", 40_001),
        new ExchangeRef(ordinal, label, "", ""),
        "200 OK",
        false,
        How.REPLIED,
        Instant.EPOCH,
        new Times(1, 1, 0),
        1,
        1,
        "",
        List.of());
  }

  /** Writes all that there is, a chunk at a time. */
  private static List<String> written(ExchangeLines lines) {
    List<String> written = new ArrayList<>();
    for (ByteBuffer some = lines.next(); some.hasRemaining(); some = lines.next()) {
      String text = StandardCharsets.UTF_8.decode(some).toString();
      assertThat(text).endsWith("\n");
      written.addAll(text.lines().toList());
    }
    return written;
  }

  private static void inThread(Runnable work) throws InterruptedException {
    Thread thread = new Thread(work);
    thread.start();
    thread.join();
  }

  @Test
  void keepsTheOrderOfEachLoop() throws InterruptedException {
    ExchangeLines lines = lines(16 << 20);
    List<Thread> loops = new ArrayList<>();
    for (int loop = 0; loop < 3; loop++) {
      int connection = loop;
      loops.add(
          new Thread(
              () -> {
                for (int i = 0; i < 2_000; i++) {
                  lines.finished(exchange(connection, i, "GET /"));
                }
              }));
    }
    loops.forEach(Thread::start);
    List<String> all = new ArrayList<>(written(lines));
    for (Thread loop : loops) {
      loop.join();
    }
    lines.end();
    all.addAll(written(lines));

    for (int loop = 0; loop < 3; loop++) {
      String mine = "\"connection\":" + loop + ",";
      List<Long> ordinals =
          all.stream()
              .filter(line -> line.contains(mine))
              .map(line -> Long.parseLong(line.replaceFirst(".*\"exchange\":(\\d+),.*", "$1")))
              .toList();
      assertThat(ordinals).hasSize(2_000).isSorted();
    }
    assertThat(calls).as("calls for the writer, one for each full chunk").hasValueBetween(15, 60);
    assertThat(complaints).hasValue(0);
    assertThat(lines.missing()).isZero();
  }

  @Test
  void letsGoWhatHasNoRoomAndHasRoomAgainWhenThatIsWritten() throws InterruptedException {
    ExchangeLines lines = lines(100_000);
    for (int i = 0; i < 1_000; i++) {
      lines.finished(exchange(1, i, "GET /"));
    }
    inThread(() -> lines.finished(exchange(2, 1, "GET /")));
    lines.end();

    List<String> first = written(lines);

    int kept = first.size() - 1;
    assertThat(kept).isBetween(250, 500);
    assertThat(first.get(kept)).endsWith("\"lost\":" + (1_001 - kept) + "}");
    assertThat(complaints).hasValue(1);
    lines.finished(exchange(1, 1_001, "GET /"));
    assertThat(written(lines)).singleElement().asString().contains("\"exchange\":1001,");
    assertThat(lines.missing()).isEqualTo(1_001 - kept);
  }

  @Test
  void aLongLineNeedsItsRoomToo() {
    ExchangeLines lines = lines(100_000);
    String longLabel = "GET /" + "x".repeat(60_000);
    lines.finished(exchange(1, 1, longLabel));
    lines.finished(exchange(1, 2, longLabel));
    lines.finished(exchange(1, 3, "GET /" + "x".repeat(200_000)));
    lines.finished(exchange(1, 4, "GET /"));
    lines.end();

    assertThat(written(lines))
        .satisfiesExactly(
            line -> assertThat(line).contains("\"exchange\":1,", longLabel),
            line -> assertThat(line).contains("\"exchange\":4,"),
            line -> assertThat(line).endsWith("\"lost\":2}"));
  }

  @Test
  void countsWhatNobodyHasWritten() {
    ExchangeLines lines = lines(1 << 20);
    for (int i = 0; i < 100; i++) {
      lines.finished(exchange(1, i, "GET /"));
    }
    lines.end();
    ByteBuffer some = lines.next();
    while (some.get() != '\n') {
      // The first line is written, and nothing else.
    }
    lines.finished(exchange(1, 100, "GET /"));

    assertThat(lines.missing()).isEqualTo(100);
  }
}
