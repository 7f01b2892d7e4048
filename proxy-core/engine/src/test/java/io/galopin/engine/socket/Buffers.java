package io.galopin.engine.socket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/** The buffers of a test. Checks that all of them are released at the end. */
public final class Buffers {

  private final List<ByteBuf> made = new ArrayList<>();

  /** Returns a new buffer with this text. */
  public ByteBuf of(String text) {
    ByteBuf bytes = Unpooled.copiedBuffer(text, ISO_8859_1);
    made.add(bytes);
    return bytes;
  }

  /** Fails if a buffer is still held, or was released too often. */
  public void checkReleased() {
    assertThat(made).as("buffers that are still held").allMatch(bytes -> bytes.refCnt() == 0);
  }
}
