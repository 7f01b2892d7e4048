package io.galopin.protocol.redis;

import io.galopin.protocol.redis.KeyPlace.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a request, as far as it has to be read to know what it is about: the number of
 * arguments, the command, and its first key where it has one. An inline request is all head. Where
 * the limit of heads is reached before the key, the head ends before the argument that is too long.
 *
 * <p>Used for one request after another. What is told of a head is a view of the bytes that it was
 * read from.
 */
final class RequestHead {

  private final Limits limits;
  private final NumberLine number = new NumberLine();

  private ByteBuf bytes = Unpooled.EMPTY_BUFFER;
  private Command command = Commands.UNKNOWN;
  private long count;
  private long left;
  private long last;
  private long keyAt;
  private int keyFrom;
  private int keyLength;

  /** Where the first arguments are; a length of -1 for one that is not in the head. */
  private final int[] from = new int[3];

  private final int[] length = new int[3];

  RequestHead(Limits limits) {
    this.limits = limits;
  }

  /**
   * Reads a head from its beginning.
   *
   * @return how long it is; 0 if it has not come to its end
   */
  int read(ByteBuf in) throws Malformed {
    bytes = in;
    command = Commands.UNKNOWN;
    count = 0;
    left = 0;
    last = 0;
    keyAt = -1;
    keyFrom = -1;
    for (int i = 0; i < length.length; i++) {
      length[i] = -1;
    }
    return in.getByte(in.readerIndex()) == '*' ? readArray(in) : readLine(in);
  }

  private int readArray(ByteBuf in) throws Malformed {
    int start = in.readerIndex();
    int end = in.writerIndex();
    number.begin();
    int at = number.read(in, start + 1, end);
    if (at < 0 || number.value() > limits.elements()) {
      throw new Malformed("invalid multibulk length");
    }
    if (!number.complete()) {
      return 0;
    }
    count = Math.max(0, number.value());
    left = count;
    for (long i = 0; i < count && i <= last; i++) {
      if (at == end) {
        return 0;
      }
      int content = contentFrom(in, at, end);
      if (content == 0) {
        return 0;
      }
      if (content - start + number.value() + 2 > limits.head()) {
        break;
      }
      at = content + (int) number.value() + 2;
      if (!endsAt(in, at, end)) {
        return 0;
      }
      take(i, content, (int) number.value());
      left--;
    }
    return at - start;
  }

  /** Where the content of the argument that begins at {@code at} does; 0 if it is not known yet. */
  private int contentFrom(ByteBuf in, int at, int end) throws Malformed {
    if (in.getByte(at) != '$') {
      throw Malformed.noBulk(in.getByte(at));
    }
    number.begin();
    int content = number.read(in, at + 1, end);
    if (content < 0 || number.value() < 0 || number.value() > limits.bulk()) {
      throw new Malformed("invalid bulk length");
    }
    return number.complete() ? content : 0;
  }

  /** Whether an argument and the CR LF behind it have come; {@code at} is where they end. */
  private static boolean endsAt(ByteBuf in, int at, int end) throws Malformed {
    if ((at - 2 < end && in.getByte(at - 2) != '\r')
        || (at - 1 < end && in.getByte(at - 1) != '\n')) {
      throw new Malformed("no CR LF after a value");
    }
    return at <= end;
  }

  private void take(long argument, int at, int size) {
    if (argument < from.length) {
      from[(int) argument] = at;
      length[(int) argument] = size;
    }
    if (argument == 0) {
      command = Commands.find(bytes, at, size);
      last = command.lastOfHead();
      keyAt = command.key().kind() == Kind.AT ? command.key().argument() : -1;
    } else if (argument == keyAt) {
      keyFrom = at;
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

  private int readLine(ByteBuf in) throws Malformed {
    int start = in.readerIndex();
    int end = in.writerIndex();
    int lineFeed =
        in.indexOf(start, (int) Math.min(end, (long) start + limits.head()), (byte) '\n');
    if (lineFeed < 0) {
      if (end - start >= limits.head()) {
        throw new Malformed("too big inline request");
      }
      return 0;
    }
    List<ByteBuf> words = InlineWords.of(in, start, lineFeed);
    bytes = Unpooled.wrappedBuffer(words.toArray(ByteBuf[]::new));
    count = words.size();
    int at = 0;
    for (int i = 0; i < words.size(); i++) {
      int size = words.get(i).readableBytes();
      take(i, at, size);
      at += size;
    }
    return lineFeed + 1 - start;
  }

  /** The command; {@link Commands#UNKNOWN} too if the head ends before it. */
  Command command() {
    return command;
  }

  /** How many arguments there are, with the command's name; 0 is no command at all. */
  long count() {
    return count;
  }

  /** How many arguments follow the head. */
  long left() {
    return left;
  }

  /** Whether the first or second argument is this word, which is in capitals. */
  boolean argumentIs(int argument, String word) {
    return length[argument] >= 0 && Commands.equal(word, bytes, from[argument], length[argument]);
  }

  /** The command's name or one of the first two arguments; null if it is not in the head. */
  @Nullable String argument(int argument) {
    return length[argument] < 0 ? null : text(from[argument], length[argument]);
  }

  /** The first key; null if there is none, or none in the head. */
  @Nullable String key() {
    return keyFrom < 0 ? null : text(keyFrom, keyLength);
  }

  private String text(int at, int size) {
    return bytes.toString(at, size, StandardCharsets.UTF_8);
  }
}
