package io.galopin.protocol.redis;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of an inline command, which people type: {@code SET "a b" 'c'\r\n}. White space
 * separates them. Within double quotes, a backslash starts an escape. Within single quotes, it does
 * so only before a single quote.
 */
final class InlineWords {

  private final ByteBuf in;
  private final int end;
  private int at;

  private InlineWords(ByteBuf in, int from, int end) {
    this.in = in;
    this.at = from;
    this.end = end;
  }

  /** Returns the words between two places. The end of the line counts as white space. */
  static List<ByteBuf> of(ByteBuf in, int from, int end) throws ProtocolError {
    InlineWords line = new InlineWords(in, from, end);
    List<ByteBuf> words = new ArrayList<>();
    while (line.skipSpace()) {
      words.add(line.word());
    }
    return words;
  }

  private static boolean isSpace(byte character) {
    return character == ' ' || (character >= '\t' && character <= '\r');
  }

  /** Whether another word follows. */
  private boolean skipSpace() {
    while (at < end && isSpace(in.getByte(at))) {
      at++;
    }
    return at < end;
  }

  private ByteBuf word() throws ProtocolError {
    ByteArrayOutputStream word = new ByteArrayOutputStream();
    while (at < end && !isSpace(in.getByte(at))) {
      byte character = in.getByte(at++);
      if (character == '"' || character == '\'') {
        quoted(character, word);
      } else if (character == 0) {
        throw new ProtocolError("a NUL in an inline request");
      } else {
        word.write(character);
      }
    }
    return Unpooled.wrappedBuffer(word.toByteArray());
  }

  private void quoted(byte quote, ByteArrayOutputStream word) throws ProtocolError {
    while (at < end) {
      byte character = in.getByte(at++);
      if (character == quote) {
        if (at < end && !isSpace(in.getByte(at))) {
          break;
        }
        return;
      }
      if (character == 0) {
        throw new ProtocolError("a NUL in an inline request");
      }
      if (character == '\\' && at < end && (quote == '"' || in.getByte(at) == quote)) {
        word.write(escaped());
      } else {
        word.write(character);
      }
    }
    throw new ProtocolError("unbalanced quotes in request");
  }

  /** Returns what an escape stands for. The backslash was already read. */
  private int escaped() {
    byte character = in.getByte(at++);
    if (character == 'x' && end - at >= 2) {
      int high = Character.digit(in.getByte(at), 16);
      int low = Character.digit(in.getByte(at + 1), 16);
      if (high >= 0 && low >= 0) {
        at += 2;
        return high << 4 | low;
      }
    }
    return switch (character) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'a' -> 7;
      default -> character;
    };
  }
}
