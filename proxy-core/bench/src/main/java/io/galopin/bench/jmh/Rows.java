package io.galopin.bench.jmh;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.galopin.api.Greeted;
import io.galopin.api.Options;
import io.galopin.api.Request;
import io.galopin.api.Session;
import io.galopin.protocol.mysql.MysqlProtocolFactory;
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
 * Measures how protocol {@code mysql} finds the end of a result with many rows of 200 bytes, as it
 * comes from the socket in pieces, without a network. An operation is one row.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class Rows {

  private static final int ROWS = 5_000;

  /** Of a server that ends rows with an OK, as today's do. */
  private static final String CAPABILITIES = "\15\242";

  private static final String GREETING =
      packet(
          "\n8.4.0\0\7\0\0\0saltsalt\0"
              + CAPABILITIES
              + "\377\2\0\17\1\25"
              + "\0".repeat(10)
              + "saltsaltsalt\0mysql_native_password\0");

  private static final String LOGIN =
      packet(CAPABILITIES + "\17\1\0\0\0\1-" + "\0".repeat(23) + "ann\0\0shop\0");

  private static final String OK = packet("\0\0\0\2\0\0\0");
  private static final String QUERY = packet("\3SELECT note FROM orders");

  private final LastRequest pairing = new LastRequest();
  private final ByteBuf query = bytes(QUERY);
  private final ByteBuf result =
      bytes(
          packet("\1")
              + packet("\3def\4shop\1t\1t\1a\1a\14" + "x".repeat(12))
              + packet("\307" + "v".repeat(199)).repeat(ROWS)
              + packet("\376\0\0\2\0\0\0"));
  private Session session;

  /** Logs in. */
  @Setup
  public void open() {
    MysqlProtocolFactory factory = new MysqlProtocolFactory();
    session = factory.create(Options.defaults(factory.options())).open(pairing);
    pairing.sent(((Greeted) session).greeting());
    Pieces.pass(session.cutReply(bytes(GREETING)));
    Pieces.pass(session.cutRequest(bytes(LOGIN)));
    Pieces.pass(session.cutReply(bytes(OK)));
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

  private static String packet(String payload) {
    int length = payload.length();
    return "" + (char) (length & 0xFF) + (char) (length >> 8) + "\0\0" + payload;
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.directBuffer().writeBytes(text.getBytes(ISO_8859_1));
  }
}
