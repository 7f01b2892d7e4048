package io.galopin.engine.socket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;

/** The end of a direction, for tests. Notes the text that arrives, and {@code |} for the end. */
public final class NotedSink implements Sink {

  public boolean writable = true;
  public int flushes;
  private final StringBuilder heard = new StringBuilder();

  @Override
  public void write(ByteBuf bytes) {
    heard.append(bytes.toString(ISO_8859_1));
    bytes.release();
  }

  @Override
  public void mark(Runnable action) {
    action.run();
  }

  @Override
  public void end() {
    heard.append('|');
  }

  @Override
  public boolean writable() {
    return writable;
  }

  @Override
  public void flush() {
    flushes++;
  }

  @Override
  public String toString() {
    return heard.toString();
  }
}
