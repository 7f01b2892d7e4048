package io.galopin.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ReloadedTest {

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicInteger changes = new AtomicInteger();
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(Reloaded.class);
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void begin() throws IOException {
    file = Files.writeString(folder.resolve("it"), "one");
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void end() {
    logger.detachAppender(lines);
  }

  private Reloaded<String> reloaded() {
    return new Reloaded<>(List.of(file), this::read, changes::incrementAndGet, nanos::get);
  }

  private String read() {
    reads.incrementAndGet();
    try {
      String text = Files.readString(file);
      if (text.startsWith("broken")) {
        throw new TlsConfigException("it is broken");
      }
      return text;
    } catch (IOException gone) {
      throw new TlsConfigException("it is gone");
    }
  }

  private void write(String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  private void aSecondLater() {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
  }

  @Test
  void readsOnceWhileNothingChanges() {
    Reloaded<String> it = reloaded();
    aSecondLater();

    assertThat(it.get()).isEqualTo("one");
    assertThat(reads).hasValue(1);
    assertThat(changes).hasValue(0);
  }

  @Test
  void readsAgainWhatHasChangedButNotMoreThanOnceASecond() {
    Reloaded<String> it = reloaded();
    write("another");

    assertThat(it.get()).isEqualTo("one");
    aSecondLater();
    assertThat(it.get()).isEqualTo("another");
    write("a third one");
    assertThat(it.get()).isEqualTo("another");
    assertThat(changes).hasValue(1);
  }

  @Test
  void keepsWhatWasGoodAndSaysSoOnce() {
    Reloaded<String> it = reloaded();
    write("broken");
    for (int i = 0; i < 3; i++) {
      aSecondLater();
      assertThat(it.get()).isEqualTo("one");
    }

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("it is broken; what was read before stays in use");
    assertThat(changes).hasValue(0);

    write("mended");
    aSecondLater();
    assertThat(it.get()).isEqualTo("mended");
  }

  @Test
  void keepsWhatWasGoodWhileTheFileIsGone() throws IOException {
    Reloaded<String> it = reloaded();
    Files.delete(file);
    aSecondLater();

    assertThat(it.get()).isEqualTo("one");

    write("back");
    aSecondLater();
    assertThat(it.get()).isEqualTo("back");
  }

  @Test
  void letsAnotherThreadLookWhenItIsTime() {
    Reloaded<String> it = reloaded();
    write("another");
    List<Runnable> given = new ArrayList<>();

    it.lookSoon(given::add);
    assertThat(given).isEmpty();
    aSecondLater();
    it.lookSoon(given::add);
    assertThat(given).hasSize(1);
    assertThat(reads).hasValue(1);
    given.get(0).run();

    assertThat(reads).hasValue(2);
    it.lookSoon(given::add);
    assertThat(given).hasSize(1);
  }

  @Test
  void failsIfItIsWrongFromTheBeginning() {
    write("broken");

    assertThatThrownBy(this::reloaded).isInstanceOf(TlsConfigException.class);
  }
}
