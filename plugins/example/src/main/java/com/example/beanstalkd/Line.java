package com.example.beanstalkd;

import io.galopin.api.Reply;
import io.galopin.api.Request;
import io.galopin.protocol.text.LineEnd;
import io.galopin.protocol.text.Malformed;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line of a command or a reply.
 *
 * @param label its first word; {@code ?} if that is not a word
 * @param length of the line with its CR LF, in bytes
 * @param data how many bytes of data follow the line, before another CR LF; -1 for none
 * @param expectsReply false for the command that ends a connection
 */
record Line(String label, int length, long data, boolean expectsReply) implements Request, Reply {

  /** The most bytes of a command line that a server reads. */
  static final int LONGEST = 224;

  private static final int LARGEST_JOB = 1 << 30;

  private static final Pattern WORD = Pattern.compile("[A-Za-z_-]+");

  /** {@code put PRIORITY DELAY TIME-TO-RUN BYTES}. */
  private static final Pattern PUT = Pattern.compile("put \\d+ \\d+ \\d+ (\\d{1,10})");

  /** {@code RESERVED ID BYTES}, {@code FOUND ID BYTES}, {@code OK BYTES}. */
  private static final Pattern WITH_DATA =
      Pattern.compile("(?:(?:RESERVED|FOUND) \\d+|OK) (\\d{1,10})");

  /** Reads the command line at the start of the bytes; {@code lf} is its last. */
  static Line ofCommand(ByteBuf in, int lf) throws Malformed {
    String text = read(in, lf);
    String word = word(text);
    boolean put = word.equals("put");
    return new Line(word, length(in, lf), put ? data(text, PUT) : -1, !word.equals("quit"));
  }

  /** Reads the reply line at the start of the bytes; {@code lf} is its last. */
  static Line ofReply(ByteBuf in, int lf) throws Malformed {
    String text = read(in, lf);
    String word = word(text);
    boolean data = word.equals("RESERVED") || word.equals("FOUND") || word.equals("OK");
    return new Line(word, length(in, lf), data ? data(text, WITH_DATA) : -1, true);
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

  private static String read(ByteBuf in, int lf) throws Malformed {
    int end = LineEnd.withoutCr(in, in.readerIndex(), lf);
    if (end == lf) {
      throw new Malformed("a line that ends without CR");
    }
    return in.toString(in.readerIndex(), end - in.readerIndex(), StandardCharsets.ISO_8859_1);
  }

  private static int length(ByteBuf in, int lf) {
    return lf + 1 - in.readerIndex();
  }
}
