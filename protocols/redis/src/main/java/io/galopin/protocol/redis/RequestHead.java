package io.galopin.protocol.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galopin.protocol.redis.KeyPlace.Kind;
import io.galopin.protocol.text.LineEnd;
import io.galopin.protocol.text.TlsBytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a request, as far as it must be read to know the number of arguments, the
 * command, and its first key if it has one. An inline request is all head. If the limit for heads
 * is reached before the key, the head ends before the argument that is too long.
 *
 * <p>Reused for one request after another. Everything it returns about a head is a view of the
 * bytes from which it was read.
 */
final class RequestHead {

  private final Limits limits;
  private final NumberLine number = new NumberLine();
  private final LineEnd lineEnd = new LineEnd();
  private final Acknowledgment acknowledgment = new Acknowledgment();

  private ByteBuf bytes = Unpooled.EMPTY_BUFFER;
  private Command command = Commands.UNKNOWN;
  private long count;
  private long last;

  /** Whether a head has begun and not ended. */
  private boolean begun;

  /** How many arguments have been read. */
  private long read;

  /** Start of the next argument. */
  private int next;

  /** Start of the head in {@link #bytes}. All places are counted from it. */
  private int base;

  private long keyAt;
  private int keyFrom;
  private int keyLength;

  /** Starts of the first arguments. One that is not in the head has the length -1. */
  private final int[] from = new int[3];

  private final int[] length = new int[3];

  RequestHead(Limits limits) {
    this.limits = limits;
  }

  /** Forgets a head that has not ended. */
  void begin() {
    begun = false;
  }

  /**
   * Reads a head, or reads on in one that has not ended.
   *
   * @param in the bytes of the last call without a result, with more at the end
   * @return the length of the head; 0 if more bytes are needed
   */
  int read(ByteBuf in) throws ProtocolError {
    bytes = in;
    base = in.readerIndex();
    checkOpening(in);
    if (!begun) {
      clear();
    }
    int size = in.getByte(base) == '*' ? readArray(in) : readLine(in);
    begun = size == 0;
    return size;
  }

  /**
   * Refuses at once what is not a command, because its sender may be waiting for an answer without
   * ending the line.
   */
  private void checkOpening(ByteBuf in) throws ProtocolError {
    if (TlsBytes.begin(in, base)) {
      throw new ProtocolError(TlsBytes.refusal("plain Redis"));
    }
  }

  private void clear() {
    command = Commands.UNKNOWN;
    lineEnd.forget();
    acknowledgment.clear();
    count = 0;
    last = 0;
    read = 0;
    next = 0;
    keyAt = -1;
    keyFrom = -1;
    for (int i = 0; i < length.length; i++) {
      length[i] = -1;
    }
  }

  private int readArray(ByteBuf in) throws ProtocolError {
    int end = in.writerIndex();
    if (next == 0 && !readCount(in, end)) {
      return 0;
    }
    for (; read < count && read <= last; read++) {
      int at = base + next;
      if (at == end) {
        return 0;
      }
      int content = contentFrom(in, at, end);
      if (content == 0) {
        return 0;
      }
      int size = (int) number.value();
      if (content - base + number.value() + 2 > limits.head()) {
        break;
      }
      if (!endsAt(in, content + size + 2, end)) {
        return 0;
      }
      take(read, content, size);
      next = content + size + 2 - base;
    }
    acknowledgment.end(count);
    return next;
  }

  private boolean readCount(ByteBuf in, int end) throws ProtocolError {
    number.begin();
    int at = number.read(in, base + 1, end);
    if (at < 0 || number.value() > limits.elements()) {
      throw new ProtocolError("invalid multibulk length");
    }
    if (!number.complete()) {
      return false;
    }
    count = Math.max(0, number.value());
    next = at - base;
    return true;
  }

  /** Returns the start of the content of the argument at {@code at}; 0 if it is not known yet. */
  private int contentFrom(ByteBuf in, int at, int end) throws ProtocolError {
    if (in.getByte(at) != '$') {
      throw ProtocolError.noBulk(in.getByte(at));
    }
    number.begin();
    int content = number.read(in, at + 1, end);
    if (content < 0 || number.value() < 0 || number.value() > limits.bulk()) {
      throw new ProtocolError("invalid bulk length");
    }
    return number.complete() ? content : 0;
  }

  /** Whether an argument and the CR LF after it have come; {@code at} is the index after them. */
  private static boolean endsAt(ByteBuf in, int at, int end) throws ProtocolError {
    if ((at - 2 < end && in.getByte(at - 2) != '\r')
        || (at - 1 < end && in.getByte(at - 1) != '\n')) {
      throw new ProtocolError("no CR LF after a value");
    }
    return at <= end;
  }

  private void take(long argument, int at, int size) {
    if (argument < from.length) {
      from[(int) argument] = at - base;
      length[(int) argument] = size;
    }
    if (argument == 0) {
      command = Commands.find(bytes, at, size);
      last = command.lastOfHead();
      keyAt = command.key().kind() == Kind.AT ? command.key().argument() : -1;
    } else if (command.role() == Command.Role.REPLCONF) {
      acknowledgment.take(argument, bytes, at, size);
    } else if (argument == 1
        && command.role() == Command.Role.CLIENT
        && Commands.equal(Maintenance.SUBCOMMAND, bytes, at, size)) {
      last = Long.MAX_VALUE;
    } else if (argument == keyAt) {
      keyFrom = at - base;
      keyLength = size;
    } else if (command.key().kind() == Kind.COUNTED && argument == command.key().argument()) {
      boolean none = size == 1 && bytes.getByte(at) == '0';
      keyAt = none ? -1 : argument + 1;
    } else if (command.key().kind() == Kind.STREAMS
        && keyAt < 0
        && Commands.equal("STREAMS", bytes, at, size)) {
      keyAt = argument + 1;
      last = keyAt;
    }
  }

  private int readLine(ByteBuf in) throws ProtocolError {
    int start = base;
    int lineFeed = lineEnd.find(in, start, limits.head());
    if (lineFeed == LineEnd.TOO_LONG) {
      throw new ProtocolError("too big inline request");
    }
    if (lineFeed == LineEnd.NOT_YET) {
      return 0;
    }
    List<ByteBuf> words = InlineWords.of(in, start, lineFeed);
    bytes = Unpooled.wrappedBuffer(words.toArray(ByteBuf[]::new));
    base = 0;
    count = words.size();
    int at = 0;
    for (int i = 0; i < words.size(); i++) {
      int size = words.get(i).readableBytes();
      take(i, at, size);
      at += size;
    }
    read = count;
    acknowledgment.end(count);
    return lineFeed + 1 - start;
  }

  /** The command. Also {@link Commands#UNKNOWN} if the head ends before it. */
  Command command() {
    return command;
  }

  /** How many arguments there are, including the command's name; 0 means no command at all. */
  long count() {
    return count;
  }

  /** How many arguments follow the head. */
  long left() {
    return count - read;
  }

  Acknowledgment acknowledgment() {
    return acknowledgment;
  }

  /** Whether the first or second argument is {@code word}, which must be in capitals. */
  boolean argumentIs(int argument, String word) {
    return length[argument] >= 0
        && Commands.equal(word, bytes, base + from[argument], length[argument]);
  }

  /** The command's name or one of the first two arguments; null if it is not in the head. */
  @Nullable String argument(int argument) {
    return length[argument] < 0 ? null : text(from[argument], length[argument], UTF_8);
  }

  /** The first key; null if there is none in the head. */
  @Nullable String key() {
    return key(UTF_8);
  }

  @Nullable String key(Charset charset) {
    return keyFrom < 0 ? null : text(keyFrom, keyLength, charset);
  }

  private String text(int at, int size, Charset charset) {
    return bytes.toString(base + at, size, charset);
  }
}
