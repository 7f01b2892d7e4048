package io.galopin.protocol.memcache;

import io.galopin.api.Cut;
import io.galopin.protocol.text.Flawed;
import io.galopin.protocol.text.LineEnd;
import io.galopin.protocol.text.Octets;
import io.galopin.protocol.text.TlsBytes;
import io.netty.buffer.ByteBuf;

/**
 * Cuts the requests of one connection that speaks the text protocol.
 *
 * <pre>
 *   command SP words… [CR] LF              get a b
 *   command SP words… [CR] LF value CR LF  set a 0 0 1 / ms a 1 q
 * </pre>
 */
final class TextRequests {

  private static final int NO_VALUE = -1;

  private final Limits limits;
  private final LineEnd lineEnd = new LineEnd();
  private final Tokens line = new Tokens();
  private final ValueScanner value = new ValueScanner();

  /** Whether the next bytes are more keys of a line that is too long to hold. */
  private boolean inKeys;

  /** The length of the value, read from the current line. */
  private long length;

  TextRequests(Limits limits) {
    this.limits = limits;
  }

  Cut cut(ByteBuf in) throws Flawed {
    if (value.active()) {
      return value.cut(in, false, true);
    }
    if (inKeys) {
      return cutKeys(in);
    }
    if (TlsBytes.mayBegin(in, in.readerIndex()) && in.readableBytes() == 1) {
      return Cut.more();
    }
    require(!TlsBytes.begin(in, in.readerIndex()), Flaw.TLS);
    checkFirst(in.getByte(in.readerIndex()));
    int lf = lineEnd.find(in, in.readerIndex(), limits.line());
    if (lf == LineEnd.NOT_YET) {
      return Cut.more();
    }
    return lf == LineEnd.TOO_LONG ? cutLongLine(in) : cutLine(in, lf);
  }

  private Cut cutLine(ByteBuf in, int lf) throws Flawed {
    int from = in.readerIndex();
    checkNul(in, from, lf);
    line.begin(in, from, lf);
    length = NO_VALUE;
    MemcacheRequest request = read();
    line.end();
    if (length != NO_VALUE) {
      value.begin(length);
    }
    return Cut.request(lf + 1 - from, !value.active(), request);
  }

  /**
   * Cuts a long get. As in memcached, it may have any number of keys. Those after the first are not
   * held.
   */
  private Cut cutLongLine(ByteBuf in) throws Flawed {
    int from = in.readerIndex();
    int end = from + limits.line();
    checkNul(in, from, end);
    line.begin(in, from, end);
    TextCommand command = line.next() ? line.command() : TextCommand.OTHER;
    boolean keys = command.form() == TextCommand.Form.KEYS && line.next() && line.to() < end - 1;
    int firstKeyEnd = line.to();
    line.end();
    require(keys, Flaw.LONG_LINE);
    inKeys = true;
    return Cut.request(firstKeyEnd - from, false, TextRequest.of(command, false));
  }

  private Cut cutKeys(ByteBuf in) throws Flawed {
    int from = in.readerIndex();
    int lf = in.indexOf(from, in.writerIndex(), Octets.LF);
    int end = lf < 0 ? in.writerIndex() : lf + 1;
    checkNul(in, from, end);
    inKeys = lf < 0;
    return Cut.body(end - from, !inKeys);
  }

  /** Refuses a NUL, because servers in C read a line only up to it. */
  private static void checkNul(ByteBuf in, int from, int to) throws Flawed {
    require(in.indexOf(from, to, (byte) 0) < 0, Flaw.NUL);
  }

  /**
   * Refuses at once what cannot become a command, because its sender may be waiting for an answer.
   */
  private static void checkFirst(byte first) throws Flawed {
    if (first < ' ' && first != Octets.CR && first != Octets.LF && first != '\t') {
      throw new Flawed(Flaw.NOT_MEMCACHE);
    }
  }

  private MemcacheRequest read() throws Flawed {
    TextCommand command = line.next() ? line.command() : TextCommand.OTHER;
    return switch (command.form()) {
      case STORAGE -> storage(command);
      case META -> meta(command);
      case META_STORAGE -> metaStorage(command);
      case KEY, MAY_BE_UNANSWERED -> maybeUnanswered(command);
      case KEYS, TIME_AND_KEYS, PLAIN -> TextRequest.of(command, false);
    };
  }

  /** Reads up to the last word, which may be {@code noreply}. */
  private TextRequest maybeUnanswered(TextCommand command) {
    boolean possible = command != TextCommand.SLABS;
    boolean noreply = false;
    int words = 1;
    while (line.next()) {
      words++;
      possible |= words == 2 && line.is("automove");
      noreply = line.is("noreply");
    }
    return TextRequest.of(command, noreply && possible && command.takesNoreply(words));
  }

  /**
   * Checks only keys of commands with a value. For others, memcached itself says that the key is
   * too long.
   */
  private void checkKey() throws Flawed {
    require(line.length() <= Limits.KEY, Flaw.LONG_KEY);
  }

  private TextRequest storage(TextCommand command) throws Flawed {
    require(line.next(), Flaw.WORDS);
    checkKey();
    require(line.next(), Flaw.WORDS);
    require(line.isUnsigned(), Flaw.NUMBER);
    require(line.next(), Flaw.WORDS);
    require(line.isTime(), Flaw.NUMBER);
    require(line.next(), Flaw.WORDS);
    readLength();
    if (command == TextCommand.CAS) {
      require(line.next(), Flaw.WORDS);
      require(line.isUnsigned(), Flaw.NUMBER);
    }
    boolean noreply = line.next() && line.is("noreply");
    require(!line.next(), Flaw.WORDS);
    return TextRequest.of(command, noreply);
  }

  private void readLength() throws Flawed {
    length = line.number();
    require(length != Octets.NO_NUMBER, Flaw.NUMBER);
    require(length <= limits.value(), Flaw.LARGE_VALUE);
  }

  private static void require(boolean holds, Flaw flaw) throws Flawed {
    if (!holds) {
      throw new Flawed(flaw);
    }
  }

  private MemcacheRequest metaStorage(TextCommand command) throws Flawed {
    require(line.next(), Flaw.WORDS);
    checkKey();
    int key = line.from();
    int keyEnd = line.to();
    require(line.next(), Flaw.WORDS);
    readLength();
    return flags(command, key, keyEnd);
  }

  private MemcacheRequest meta(TextCommand command) throws Flawed {
    if (!line.next()) {
      return TextRequest.of(command, false);
    }
    return flags(command, line.from(), line.to());
  }

  private MemcacheRequest flags(TextCommand command, int key, int keyEnd) {
    boolean quiet = false;
    boolean returnsValue = false;
    boolean returnsKey = false;
    int opaque = 0;
    int opaqueEnd = 0;
    while (line.next()) {
      switch (line.first()) {
        case 'q' -> quiet = true;
        case 'v' -> returnsValue = true;
        case 'k' -> returnsKey = true;
        case 'O' -> {
          opaque = line.from() + 1;
          opaqueEnd = line.to();
        }
        default -> {}
      }
    }
    if (!quiet || command == TextCommand.ME) {
      // A server answers me, whatever its flags.
      return TextRequest.of(command, false);
    }
    // Only the replies to quiet commands must be told apart.
    return new QuietMeta(
        command,
        returnsValue,
        opaqueEnd > 0 ? line.bytes(opaque, opaqueEnd) : null,
        returnsKey ? line.bytes(key, keyEnd) : null);
  }
}
