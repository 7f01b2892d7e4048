package io.galopin.app.voice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LinesTest {

  /** Blocks writes until it is opened. */
  private static final class Stuck extends OutputStream {

    private final CountDownLatch opened = new CountDownLatch(1);
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

    @Override
    public void write(int single) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      try {
        opened.await();
      } catch (InterruptedException hurry) {
        throw new IOException(hurry);
      }
      synchronized (taken) {
        taken.writeBytes(bytes);
      }
    }

    List<String> lines() {
      synchronized (taken) {
        return taken.toString(UTF_8).lines().toList();
      }
    }
  }

  @Test
  void holdsNobodyUpAndSaysHowManyLinesItLeftOut() {
    Stuck stuck = new Stuck();
    Lines lines = new Lines(stuck, UTF_8);
    for (int i = 0; i < 10_000; i++) {
      lines.add("line " + i);
    }
    lines.addSurely("the end");

    assertThat(stuck.lines()).isEmpty();
    stuck.opened.countDown();
    lines.close();

    List<String> written = stuck.lines();
    long whole = written.stream().filter(line -> line.matches("line \\d+")).count();
    assertThat(whole).isBetween(2_000L, 9_999L);
    assertThat(written)
        .hasSize((int) whole + 2)
        .startsWith("line 0", "line 1")
        .endsWith(
            "("
                + (10_000 - whole)
                + " lines left out: they came faster than they could be written)",
            "the end");
  }

  @Test
  void endsThoughNobodyTakesWhatThereIs() {
    Stuck stuck = new Stuck();
    Lines lines = new Lines(stuck, UTF_8);
    lines.add("line");

    lines.close();
    lines.add("too late");

    assertThat(stuck.lines()).isEmpty();
    stuck.opened.countDown();
  }

  @Test
  void goesOnWhereAStreamIsClosed() {
    StringBuilder tried = new StringBuilder();
    Lines lines =
        new Lines(
            new OutputStream() {
              @Override
              public void write(int single) {
                throw new UnsupportedOperationException();
              }

              @Override
              public void write(byte[] bytes) throws IOException {
                tried.append(new String(bytes, UTF_8));
                throw new IOException("closed");
              }
            },
            UTF_8);
    lines.add("a");
    lines.add("b");

    lines.close();

    assertThat(tried.toString().lines()).containsExactly("a", "b");
  }
}
