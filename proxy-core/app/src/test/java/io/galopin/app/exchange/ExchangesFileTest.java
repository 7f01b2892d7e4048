package io.galopin.app.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.lines.LinesPlace;
import io.galopin.engine.journal.ExchangeRef;
import io.galopin.engine.trace.ExchangeListeners;
import io.galopin.engine.trace.FinishedExchange;
import io.galopin.engine.trace.FinishedExchange.Did;
import io.galopin.engine.trace.FinishedExchange.How;
import io.galopin.engine.trace.FinishedExchange.Times;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("AddressSelection") // they are literals
public class ExchangesFileTest {

  private static final String OPTION = "--exchanges";

  @TempDir Path folder;

  private final ExchangeListeners listeners = new ExchangeListeners();

  private static FinishedExchange exchange(long ordinal) {
    return new FinishedExchange(
        "web",
        "http",
        1,
        new InetSocketAddress("127.0.0.1", 40_001),
        new ExchangeRef(ordinal, "GET /" + ordinal, "", ""),
        "200 OK",
        false,
        How.REPLIED,
        Instant.EPOCH,
        new Times(1, 1, 0),
        1,
        1,
        "",
        List.of(new Did("", "delay", "delay 2 s")));
  }

  /** Writes a file with one exchange. */
  public static void writeOne(Path file) {
    ExchangeListeners listeners = new ExchangeListeners();
    ExchangesFile open = ExchangesFile.open(LinesPlace.of(OPTION, file, System.out), listeners);
    listeners.publish(exchange(1), condition -> true);
    open.close();
  }

  private void publish(int from, int to) {
    for (int i = from; i <= to; i++) {
      listeners.publish(exchange(i), condition -> true);
    }
  }

  private Path file() {
    return folder.resolve("exchanges");
  }

  private ExchangesFile open(Path file) {
    return ExchangesFile.open(LinesPlace.of(OPTION, file, System.out), listeners);
  }

  private static long ordinal(String line) {
    return json(line).path("exchange").asLong();
  }

  private static JsonNode json(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (IOException torn) {
      throw new AssertionError(line, torn);
    }
  }

  private static List<Long> upTo(int last) {
    List<Long> all = new ArrayList<>();
    for (long i = 1; i <= last; i++) {
      all.add(i);
    }
    return all;
  }

  @Test
  void writesALinePerExchangeUntilItIsClosed() throws IOException {
    publish(1, 1);
    ExchangesFile open = open(file());
    publish(1, 5_000);
    open.close();
    publish(5_001, 5_001);

    assertThat(Files.readAllLines(file())).map(ExchangesFileTest::ordinal).isEqualTo(upTo(5_000));
    assertThat(listeners.isEmpty()).isTrue();
  }

  @Test
  void writesWhileTheRunGoesOn() throws IOException {
    try (ExchangesFile open = open(file())) {
      assertThat(open).isNotNull();
      publish(1, 1);
      await().untilAsserted(() -> assertThat(Files.readAllLines(file())).hasSize(1));
      publish(2, 2);
      await().untilAsserted(() -> assertThat(Files.readAllLines(file())).hasSize(2));
    }
  }

  @Test
  void appendsToWhatIsThere() throws IOException {
    Files.writeString(file(), "{\"time\":\"20");
    ExchangesFile open = open(file());
    publish(1, 1);
    open.close();

    assertThat(Files.readAllLines(file())).hasSize(2).first().isEqualTo("{\"time\":\"20");
  }

  /** A place that is written only when it is told to, and that can be full. */
  private static final class Slow implements WritableByteChannel {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final CountDownLatch goesOn = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(1);
    private int free = Integer.MAX_VALUE;
    private int refused;

    @Override
    public int write(ByteBuffer from) throws IOException {
      asked.countDown();
      try {
        goesOn.await();
      } catch (InterruptedException stopped) {
        throw new IOException(stopped);
      }
      return take(from);
    }

    private synchronized int take(ByteBuffer from) throws IOException {
      int length = Math.min(free, from.remaining());
      if (length == 0) {
        refused++;
        throw new IOException("No space left on device");
      }
      byte[] part = new byte[length];
      from.get(part);
      written.writeBytes(part);
      free -= length;
      return length;
    }

    synchronized void free(int bytes) {
      free = bytes;
    }

    synchronized int refused() {
      return refused;
    }

    synchronized List<String> lines() {
      return written.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  private ExchangesFile open(Slow slow, long most) {
    return ExchangesFile.open(new LinesPlace(OPTION, "disk", true, () -> slow), listeners, most);
  }

  @Test
  void letsTheNewestGoAndSaysHowMany() throws InterruptedException {
    Slow slow = new Slow();
    ExchangesFile open = open(slow, 20_000);
    publish(1, 1);
    slow.asked.await();
    publish(2, 1_000);
    slow.goesOn.countDown();
    open.close();

    List<String> lines = slow.lines();
    JsonNode last = json(lines.get(lines.size() - 1));
    int written = lines.size() - 1;
    assertThat(written).isBetween(20, 100);
    assertThat(lines.subList(0, written)).map(ExchangesFileTest::ordinal).isEqualTo(upTo(written));
    assertThat(last.path("lost").asInt()).isEqualTo(1_000 - written);
    assertThat(last.path("time").asText()).startsWith("20");
  }

  @Test
  void completesALineWhenADiskIsNoLongerFull() {
    Slow disk = new Slow();
    disk.free(500);
    disk.goesOn.countDown();
    try (ExchangesFile open = open(disk, 1 << 20)) {
      assertThat(open).isNotNull();
      publish(1, 9);
      await().until(() -> disk.refused() > 0);
      publish(10, 12);
      disk.free(Integer.MAX_VALUE);
      await().untilAsserted(() -> assertThat(disk.lines()).hasSize(12));
    }

    assertThat(disk.lines()).map(ExchangesFileTest::ordinal).isEqualTo(upTo(12));
  }

  @Test
  void goesOnBesideADeviceThatIsFull() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "there is one");
    ExchangesFile open = open(full);
    publish(1, 10);
    open.close();

    assertThat(listeners.isEmpty()).isTrue();
  }

  @Test
  void waitsForTheReaderOfAPipeAndKeepsNobodyWaiting() throws Exception {
    Process made = new ProcessBuilder("mkfifo", file().toString()).start();
    assumeTrue(made.waitFor() == 0, "pipes can be made");

    try (ExchangesFile open = open(file())) {
      assertThat(open).isNotNull();
      publish(1, 3);
      try (BufferedReader reader = Files.newBufferedReader(file())) {
        assertThat(ordinal(reader.readLine())).isEqualTo(1);
        assertThat(ordinal(reader.readLine())).isEqualTo(2);
      }
    }
    // Nobody reads it any more.
    ExchangesFile unread = open(file());
    publish(1, 3);
    unread.close();
    assertThat(listeners.isEmpty()).isTrue();
  }

  @Test
  void givesTheNextReaderOfAPipeTheWholeLine() throws IOException {
    ExchangeLines lines = new ExchangeLines(1 << 20, () -> {}, () -> {});
    lines.finished(exchange(1));
    lines.finished(exchange(2));
    ByteBuffer all = lines.next();
    String text = StandardCharsets.UTF_8.decode(all.duplicate()).toString();
    all.position(text.indexOf('\n') + 10);

    lines.begunAnew();

    String again = StandardCharsets.UTF_8.decode(lines.next().duplicate()).toString();
    assertThat(again).isEqualTo(text.substring(text.indexOf('\n') + 1));
  }

  @Test
  void refusesAFileThatCannotBeWritten() {
    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("--exchanges: " + folder + " (expected: a file that can be written)");
    Path deep = folder.resolve("no/such/folder");
    assertThatThrownBy(() -> open(deep))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("--exchanges: " + deep + " (expected: a file that can be written)");
    assertThat(listeners.isEmpty()).isTrue();
  }
}
