package io.galopin.bench.jmh;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.galopin.api.Cut;
import io.galopin.api.Greeted;
import io.galopin.api.Options;
import io.galopin.api.Request;
import io.galopin.api.Session;
import io.galopin.protocol.smtp.SmtpProtocolFactory;
import io.netty.buffer.ByteBuf;
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
 * Measures how the end of a mail is searched for, in mails that make it easy and hard. An operation
 * is 64 KiB of a mail, so that 65 µs are 1 GB/s.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class MailBody {

  private static final int LENGTH = 1 << 16;

  /** What the mail repeats. */
  public enum Mail {
    PROSE("Now is the time for all good men to come to the aid of the party. Yes.\r\n"),
    DOTS("."),
    STUFFED("..\r\n");

    private final String text;

    Mail(String text) {
      this.text = text;
    }
  }

  @Param public Mail mail = Mail.PROSE;

  private final LastRequest pairing = new LastRequest();
  private Session session;
  private ByteBuf body;

  /** Opens a session whose client sends a mail. */
  @Setup
  public void open() {
    SmtpProtocolFactory smtp = new SmtpProtocolFactory();
    session = smtp.create(Options.defaults(smtp.options())).open(pairing);
    pairing.sent(((Greeted) session).greeting());
    all("220 hello\r\n", false);
    all("DATA\r\n", true);
    all("354 go on\r\n", false);
    // Each piece ends with a whole text, so that the next one can be the same.
    int texts = LENGTH / mail.text.length();
    body = Unpooled.directBuffer(LENGTH).writeBytes(mail.text.repeat(texts).getBytes(US_ASCII));
  }

  private void all(String said, boolean byClient) {
    ByteBuf in = Unpooled.copiedBuffer(said, US_ASCII);
    while (in.isReadable()) {
      Cut cut = byClient ? session.cutRequest(in) : session.cutReply(in);
      if (cut.message() instanceof Request head) {
        pairing.sent(head);
      }
      in.skipBytes(cut.length());
    }
    in.release();
  }

  /** Releases the buffer. */
  @TearDown
  public void close() {
    session.close();
    body.release();
  }

  /** Reads a piece of the mail. */
  @Benchmark
  public int piece() {
    int pieces = 0;
    for (; body.isReadable(); pieces++) {
      body.skipBytes(session.cutRequest(body).length());
    }
    body.readerIndex(0);
    return pieces;
  }
}
