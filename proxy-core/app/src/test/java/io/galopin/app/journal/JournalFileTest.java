package io.galopin.app.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.galopin.api.Decision;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.lines.LinesPlace;
import io.galopin.app.options.Version;
import io.galopin.engine.journal.Event;
import io.galopin.engine.journal.ExchangeRef;
import io.galopin.engine.journal.Hook;
import io.galopin.engine.journal.Journal;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class JournalFileTest {

  @TempDir Path folder;

  private final List<Journal.Entry> entries = new CopyOnWriteArrayList<>();

  @Test
  void writesALinePerEntry() throws Exception {
    entries.add(entry(1, "GET /a"));

    assertThat(written())
        .containsExactly(
            "{\"number\":1,\"time\":\"2026-11-01T00:00:00Z\",\"seed\":42,\"origin\":\"injected\","
                + "\"proxy\":\"web\",\"connection\":3,\"exchange\":4,\"direction\":\"upstream\",\"rule\":\"\",\"plugin\":\"delay\",\"decision\":\"delay"
                + " 2 s\",\"request\":\"GET /a\",\"done\":{\"hook\":\"before\",\"delay\":\"2"
                + " s\"}}");
  }

  @Test
  void writesMoreThanItTakesAtOnce() throws Exception {
    for (int i = 1; i <= 5000; i++) {
      entries.add(entry(i, "GET /" + i));
    }

    assertThat(written()).hasSize(5000).last().asString().contains("\"number\":5000");
  }

  @Test
  void escapesWhatJsonDoesNotTake() throws Exception {
    entries.add(entry(1, "GET /\"\\\u0001"));

    try (JsonParser json = new JsonFactory().createParser(written().get(0))) {
      String request = "";
      while (json.nextToken() != null) {
        if ("request".equals(json.currentName())) {
          request = json.getText();
        }
      }
      assertThat(request).isEqualTo("GET /\"\\\u0001");
    }
  }

  @Test
  void saysHowManyEntriesWereLetGo() throws Exception {
    entries.add(entry(4, "GET /4"));
    entries.add(entry(5, "GET /5"));

    assertThat(written()).hasSize(3).first().isEqualTo("{\"lost\":3}");
  }

  @Test
  void writesWhileTheRunGoesOn() throws Exception {
    try (JournalFile open = open(file())) {
      assertThat(open).isNotNull();
      entries.add(entry(1, "GET /a"));
      await().untilAsserted(() -> assertThat(Files.readAllLines(file())).hasSize(2));
    }
  }

  @Test
  void keepsTheRunsBefore() throws Exception {
    Files.writeString(file(), "{\"number\":1,\"ti");
    entries.add(entry(1, "GET /a"));
    open(file()).close();
    open(file()).close();

    assertThat(Files.readAllLines(file()))
        .map(line -> line.substring(0, Math.min(line.length(), 15)))
        .containsExactly(
            "{\"number\":1,\"ti",
            "{\"origin\":\"run\"",
            "{\"number\":1,\"ti",
            "{\"origin\":\"run\"",
            "{\"number\":1,\"ti");
  }

  @Test
  void leavesNoHoleInAFileThatIsEmptied() throws Exception {
    try (JournalFile open = open(file())) {
      assertThat(open).isNotNull();
      entries.add(entry(1, "GET /a"));
      await().untilAsserted(() -> assertThat(Files.readAllLines(file())).hasSize(2));
      Files.write(file(), new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
      entries.add(entry(2, "GET /b"));
      await().untilAsserted(() -> assertThat(Files.readAllLines(file())).hasSize(1));
    }
    assertThat(Files.readAllLines(file()).get(0)).startsWith("{\"number\":2,").endsWith("}");
  }

  /** A disk with limited free space that counts how often it was full. */
  private static final class Disk implements WritableByteChannel {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private int free;
    private int refused;

    @Override
    public synchronized int write(ByteBuffer from) throws IOException {
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

    synchronized Disk free(int bytes) {
      free = bytes;
      return this;
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

  @Test
  void goesOnWhenADiskIsNoLongerFull() throws Exception {
    for (int i = 1; i <= 3; i++) {
      entries.add(entry(i, "GET /" + i));
    }
    int line = JournalLines.run(Instant.EPOCH, 42, List.of()).length();
    Disk disk = new Disk().free(line + 400);
    try (JournalFile open =
        JournalFile.open(
            new LinesPlace("--journal", "disk", true, () -> disk), this::after, 42, run())) {
      assertThat(open).isNotNull();
      await().until(() -> disk.refused() > 0);
      // What the journal has let go in the meantime.
      entries.remove(2);
      entries.add(entry(9, "GET /9"));
      disk.free(1 << 20);
      await().untilAsserted(() -> assertThat(disk.lines().toString()).contains("GET /9"));
    }

    assertThat(disk.lines()).hasSize(6);
    assertThat(disk.lines().get(1)).contains("GET /1").endsWith("}");
    assertThat(disk.lines().get(2)).startsWith("{\"number\":2").doesNotEndWith("}");
    assertThat(disk.lines().get(3)).contains("GET /2").endsWith("}");
    assertThat(disk.lines().get(4)).isEqualTo("{\"lost\":6}");
    assertThat(disk.lines().get(5)).contains("GET /9").endsWith("}");
  }

  @Test
  void goesOnBesideADeviceThatIsFull() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "there is one");
    entries.add(entry(1, "GET /a"));

    JournalFile open = open(full);
    open.close();

    assertThat(open).isNotNull();
  }

  @Test
  void waitsForTheReaderOfAPipeAndKeepsNobodyWaiting() throws Exception {
    Process made = new ProcessBuilder("mkfifo", file().toString()).start();
    assumeTrue(made.waitFor() == 0, "pipes can be made");
    entries.add(entry(1, "GET /a"));

    try (JournalFile open = open(file());
        BufferedReader reader = Files.newBufferedReader(file())) {
      assertThat(open).isNotNull();
      assertThat(reader.readLine()).startsWith("{\"origin\":\"run\",");
      assertThat(reader.readLine()).contains("GET /a");
    }
    // Nobody reads it any more.
    open(file()).close();
  }

  @Test
  void writesToStandardOutput() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    entries.add(entry(1, "GET /a"));

    JournalFile.open(LinesPlace.of("--journal", Path.of("-"), out), this::after, 42, run()).close();

    assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(2);
  }

  @Test
  void refusesAFileThatCannotBeWritten() {
    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("--journal: " + folder + " (expected: a file that can be written)");
    Path deep = folder.resolve("no/such/folder");
    assertThatThrownBy(() -> open(deep))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("--journal: " + deep + " (expected: a file that can be written)");
  }

  private Path file() {
    return folder.resolve("journal");
  }

  private static String run() {
    return JournalLines.run(Instant.EPOCH, 42, List.of());
  }

  private JournalFile open(Path file) {
    return JournalFile.open(LinesPlace.of("--journal", file, System.out), this::after, 42, run());
  }

  /** Without the line of the run. */
  private List<String> written() throws Exception {
    open(file()).close();
    List<String> lines = Files.readAllLines(file());
    assertThat(lines.get(0))
        .isEqualTo(
            "{\"origin\":\"run\",\"time\":\"1970-01-01T00:00:00Z\",\"seed\":42,\"version\":\""
                + Version.number()
                + "\",\"proxies\":[]}");
    return lines.subList(1, lines.size());
  }

  private List<Journal.Entry> after(long number, int limit) {
    return entries.stream().filter(entry -> entry.number() > number).limit(limit).toList();
  }

  /** A journal in which there is one entry. */
  public static List<Journal.Entry> oneEntry(long number, int limit) {
    return number == 0 ? List.of(entry(1, "GET /a")) : List.of();
  }

  private static Journal.Entry entry(long number, String request) {
    return new Journal.Entry(
        number,
        Instant.parse("2026-11-01T00:00:00Z"),
        "web",
        new Event.Fault(
            3,
            new ExchangeRef(4, request, "", ""),
            "",
            "",
            "delay",
            "delay 2 s",
            new Journal.Done(Hook.BEFORE, Decision.delay(Duration.ofSeconds(2)))));
  }
}
