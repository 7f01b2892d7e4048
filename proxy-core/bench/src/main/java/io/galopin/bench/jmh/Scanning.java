package io.galopin.bench.jmh;

import io.galopin.api.Cut;
import io.galopin.api.Failure;
import io.galopin.api.Request;
import io.galopin.api.Session;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures how a protocol finds the boundaries of a request and its reply, and how it writes an
 * error instead of a reply, without a network. An operation is one message.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class Scanning {

  /** The name of a protocol in {@link Wire}. */
  @Param({"http", "redis"})
  public String protocol = "http";

  private final LastRequest pairing = new LastRequest();
  private Session session;
  private ByteBuf request;
  private ByteBuf reply;

  /** Opens a session in which one request waits for its reply. */
  @Setup
  public void open() {
    Wire wire = Wire.of(protocol);
    session = wire.protocol().open(pairing);
    request = Unpooled.directBuffer().writeBytes(wire.request());
    reply = Unpooled.directBuffer().writeBytes(wire.reply());
    request();
  }

  /** Releases the buffers. */
  @TearDown
  public void close() {
    session.close();
    request.release();
    reply.release();
  }

  /** Reads a request to its last byte. */
  @Benchmark
  public int request() {
    int pieces = 0;
    for (boolean last = false; !last; pieces++) {
      Cut cut = session.cutRequest(request);
      if (cut.message() instanceof Request head) {
        pairing.sent(head);
      }
      last = advance(request, cut);
    }
    request.readerIndex(0);
    return pieces;
  }

  /** Reads a reply to its last byte. */
  @Benchmark
  public int reply() {
    int pieces = 0;
    for (boolean last = false; !last; pieces++) {
      last = advance(reply, session.cutReply(reply));
    }
    reply.readerIndex(0);
    return pieces;
  }

  /** Writes an error instead of a reply. */
  @Benchmark
  public boolean failure() {
    return session.render(Failure.ERROR, pairing, PooledByteBufAllocator.DEFAULT).bytes().release();
  }

  private static boolean advance(ByteBuf in, Cut cut) {
    if (cut.length() == 0) {
      throw new IllegalStateException(
          "cut: " + cut.kind() + " (expected: the head or a part of a whole message)");
    }
    in.skipBytes(cut.length());
    return cut.last();
  }
}
