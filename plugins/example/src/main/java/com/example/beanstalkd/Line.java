package com.example.beanstalkd;

import io.galopin.api.Reply;
import io.galopin.api.Request;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line that begins a command or a reply.
 *
 * @param label its first word; {@code ?} if that is no word
 * @param length of the line with its CR LF, in bytes
 * @param data how many bytes of data follow the line, and a CR LF behind them; -1 for none
 * @param expectsReply false for the command that ends a connection
 */
record Line(String label, int length, long data, boolean expectsReply) implements Request, Reply {

  /** The most that a server reads of a command line. */
  private static final int LONGEST = 224;

  private static final int LARGEST_JOB = 1 << 30;

  private static final Pattern WORD = Pattern.compile("[A-Za-z_-]+");

  /** {@code put PRIORITY DELAY TIME-TO-RUN BYTES}. */
  private static final Pattern PUT = Pattern.compile("put \\d+ \\d+ \\d+ (\\d{1,10})");

  /** {@code RESERVED ID BYTES}, {@code FOUND ID BYTES}, {@code OK BYTES}. */
  private static final Pattern WITH_DATA =
      Pattern.compile("(?:(?:RESERVED|FOUND) \\d+|OK) (\\d{1,10})");

  /** A line that cannot be understood. */
  static final class Malformed extends Exception {

    private static final long serialVersionUID = 1L;

    Malformed(String reason) {
      // Thrown where bytes come from others: too often for a stack trace.
      super(reason, null, false, false);
    }
  }

  /** Whether some bytes hold a whole line. */
  static boolean isWhole(ByteBuf in) throws Malformed {
    int end = endOf(in);
    if (end < 0 && in.readableBytes() >= LONGEST || end - in.readerIndex() >= LONGEST) {
      throw new Malformed("a line of more than " + LONGEST + " bytes");
    }
    return end >= 0;
  }

  /** The line of the command that some bytes begin with. */
  static Line ofCommand(ByteBuf in) throws Malformed {
    String text = read(in);
    String word = word(text);
    boolean put = word.equals("put");
    return new Line(word, length(in), put ? data(text, PUT) : -1, !word.equals("quit"));
  }

  /** The line of the reply that some bytes begin with. */
  static Line ofReply(ByteBuf in) throws Malformed {
    String text = read(in);
    String word = word(text);
    boolean data = word.equals("RESERVED") || word.equals("FOUND") || word.equals("OK");
    return new Line(word, length(in), data ? data(text, WITH_DATA) : -1, true);
  }

  private static long data(String text, Pattern form) throws Malformed {
    Matcher line = form.matcher(text);
    if (!line.matches() || Long.parseLong(line.group(1)) > LARGEST_JOB) {
      throw new Malformed("a line that does not say how much data follows");
    }
    return Long.parseLong(line.group(1));
  }

  private static String word(String text) {
    Matcher word = WORD.matcher(text.split(" ", 2)[0]);
    return word.matches() ? word.group() : "?";
  }

  private static String read(ByteBuf in) throws Malformed {
    String line = in.toString(in.readerIndex(), length(in), StandardCharsets.ISO_8859_1);
    if (!line.endsWith("\r\n")) {
      throw new Malformed("a line that ends without CR");
    }
    return line.substring(0, line.length() - 2);
  }

  private static int length(ByteBuf in) {
    return endOf(in) - in.readerIndex() + 1;
  }

  private static int endOf(ByteBuf in) {
    return in.indexOf(in.readerIndex(), in.writerIndex(), (byte) '\n');
  }
}
