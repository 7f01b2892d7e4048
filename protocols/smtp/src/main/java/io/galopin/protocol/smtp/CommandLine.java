package io.galopin.protocol.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galopin.protocol.text.Flawed;
import io.galopin.protocol.text.LineEnd;
import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the words of one command. What it cannot read, the server judges.
 *
 * <pre>
 *   verb SP words… CR LF
 *   MAIL FROM:&lt;address&gt; SP keyword=value… CR LF
 * </pre>
 *
 * <p>Lent the bytes for as long as the caller has them.
 */
final class CommandLine {

  /** The address of a mail without a sender, such as one that reports a failure. */
  static final String NULL_SENDER = "<>";

  private final ByteBuf in;
  private final int to;
  private final int verbEnd;
  private final Verb verb;

  /** Where the parameters begin, behind the address if there is one. */
  private int parameters;

  private @Nullable String address;

  private CommandLine(ByteBuf in, int from, int to) {
    this.in = in;
    this.to = to;
    verbEnd = wordEnd(from);
    verb = Verb.of(in, from, verbEnd);
    parameters = verbEnd;
    if (verb == Verb.MAIL) {
      readPath("FROM");
    } else if (verb == Verb.RCPT) {
      readPath("TO");
    }
  }

  /** Reads the line from the reader index up to an LF. */
  static CommandLine of(ByteBuf in, int lf) {
    int from = in.readerIndex();
    return new CommandLine(in, from, LineEnd.withoutCr(in, from, lf));
  }

  /** Reads a line that is all that is readable. */
  static CommandLine of(ByteBuf head) {
    return of(head, head.writerIndex() - 1);
  }

  Verb verb() {
    return verb;
  }

  /** The sender or recipient, without brackets; null if there is none that can be read. */
  @Nullable String address() {
    return address;
  }

  private int wordEnd(int start) {
    int at = start;
    while (at < to && !Octets.isBlank(in.getByte(at))) {
      at++;
    }
    return at;
  }

  private void readPath(String keyword) {
    int at = Octets.skipBlanks(in, verbEnd, to);
    int colon = at + keyword.length();
    if (colon >= to || !Octets.areAnyCase(in, at, colon, keyword) || in.getByte(colon) != ':') {
      return;
    }
    int path = Octets.skipBlanks(in, colon + 1, to);
    int end = pathEnd(path);
    parameters = end;
    boolean brackets = path < end && in.getByte(path) == '<' && in.getByte(end - 1) == '>';
    int start = brackets ? withoutRoute(path + 1, end - 1) : path;
    int stop = brackets ? end - 1 : end;
    address =
        start < stop ? in.toString(start, stop - start, UTF_8) : brackets ? NULL_SENDER : null;
  }

  /** Returns the end of a path: of the first word in which blanks are not between quotes. */
  private int pathEnd(int path) {
    boolean quoted = false;
    for (int at = path; at < to; at++) {
      byte next = in.getByte(at);
      if (quoted && next == '\\') {
        at++;
      } else if (next == '"') {
        quoted = !quoted;
      } else if (!quoted && (Octets.isBlank(next) || next == '>')) {
        return next == '>' ? at + 1 : at;
      }
    }
    return to;
  }

  /** Skips a route, as in {@code @relay,@other:user@example.com}, which nobody goes by. */
  private int withoutRoute(int start, int end) {
    if (start < end && in.getByte(start) == '@') {
      int colon = in.indexOf(start, end, (byte) ':');
      return colon < 0 ? start : colon + 1;
    }
    return start;
  }

  /** The words behind the verb, or behind the address. */
  List<String> words() {
    List<String> words = new ArrayList<>(4);
    for (int at = Octets.skipBlanks(in, parameters, to); at < to; ) {
      int end = wordEnd(at);
      words.add(in.toString(at, end - at, UTF_8));
      at = Octets.skipBlanks(in, end, to);
    }
    return words;
  }

  /** The first word behind the verb; empty if there is none. */
  String firstWord() {
    int at = Octets.skipBlanks(in, verbEnd, to);
    return in.toString(at, wordEnd(at) - at, UTF_8);
  }

  /** The value of the parameter SIZE of MAIL, in bytes; null if there is none. */
  @Nullable Long size() {
    for (int at = Octets.skipBlanks(in, parameters, to); at < to; ) {
      int end = wordEnd(at);
      if (end - at > 5 && Octets.areAnyCase(in, at, at + 5, "SIZE=")) {
        long size = Octets.decimal(in, at + 5, end);
        return size == Octets.NO_NUMBER ? null : size;
      }
      at = Octets.skipBlanks(in, end, to);
    }
    return null;
  }

  /** The length of the chunk that BDAT announces, in bytes. */
  long chunk() throws Flawed {
    int at = Octets.skipSpaces(in, verbEnd, to);
    int end = wordEnd(at);
    long length = Octets.decimal(in, at, end);
    int rest = Octets.skipSpaces(in, end, to);
    int last = Octets.dropBlanks(in, rest, to);
    if (length == Octets.NO_NUMBER || (rest < last && !Octets.areAnyCase(in, rest, last, "LAST"))) {
      throw new Flawed(Flaw.CHUNK);
    }
    return length;
  }

  /** Whether BDAT says that its chunk is the last one. */
  boolean isLastChunk() {
    int stop = Octets.dropBlanks(in, verbEnd, to);
    return stop - verbEnd > 4 && Octets.areAnyCase(in, stop - 4, stop, "LAST");
  }

  /**
   * Checks that the line ends with CR LF and has no other CR, so that servers read the same
   * command.
   *
   * @param lf the index of its LF
   */
  static void checkLineEnd(ByteBuf in, int lf) throws Flawed {
    int from = in.readerIndex();
    if (lf == from || in.indexOf(from, lf, Octets.CR) != lf - 1) {
      throw new Flawed(Flaw.BARE_LF);
    }
  }

  /** Refuses a NUL, because servers in C read a line only up to it. */
  static void checkNul(ByteBuf in, int lf) throws Flawed {
    if (in.indexOf(in.readerIndex(), lf, (byte) 0) >= 0) {
      throw new Flawed(Flaw.NUL);
    }
  }
}
