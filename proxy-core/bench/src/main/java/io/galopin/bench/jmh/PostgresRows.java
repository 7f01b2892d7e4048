package io.galopin.bench.jmh;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.galopin.api.Options;
import io.galopin.api.Request;
import io.galopin.api.Session;
import io.galopin.protocol.postgres.PostgresProtocolFactory;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures how protocol {@code postgres} finds the end of a result with many rows of 200 bytes, as
 * it comes from the socket in pieces, without a network. An operation is one row.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class PostgresRows {

  private static final int ROWS = 5_000;
  private static final int ROW = 200;

  private static final String READY = message('Z', "I");
  private static final String LOGGED_IN = message('R', "\0\0\0\0") + READY;

  private final LastRequest pairing = new LastRequest();
  private final ByteBuf query = bytes(message('Q', "SELECT note FROM orders\0"));
  private final ByteBuf result =
      bytes(
          message('T', "\0\1note\0" + "\0".repeat(18))
              + message('D', "\0\1\0\0\0\275" + "v".repeat(ROW - 11)).repeat(ROWS)
              + message('C', "SELECT 5000\0")
              + READY);
  private Session session;

  /** Logs in. */
  @Setup
  public void open() {
    PostgresProtocolFactory factory = new PostgresProtocolFactory();
    session = factory.create(Options.defaults(factory.options())).open(pairing);
    String user = "user\0me\0\0";
    ByteBuf startup = bytes("\0\0\0" + (char) (8 + user.length()) + "\0\3\0\0" + user);
    pairing.sent((Request) session.cutRequest(startup).message());
    startup.release();
    Pieces.read(session, bytes(LOGGED_IN));
  }

  /** Releases the buffers. */
  @TearDown
  public void close() {
    session.close();
    query.release();
    result.release();
  }

  /** Reads a query and its result, to the last byte. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public int scan() {
    pairing.sent((Request) session.cutRequest(query).message());
    return Pieces.read(session, result);
  }

  private static String message(char type, String content) {
    int length = 4 + content.length();
    return type + "\0\0" + (char) (length >> 8) + (char) (length & 0xFF) + content;
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.directBuffer().writeBytes(text.getBytes(ISO_8859_1));
  }
}
