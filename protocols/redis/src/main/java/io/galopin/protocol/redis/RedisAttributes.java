package io.galopin.protocol.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.galopin.api.Attribute;
import io.netty.buffer.ByteBuf;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of commands and replies. Reads heads again only when a rule asks. Never includes
 * values or passwords.
 */
final class RedisAttributes {

  static final Attribute COMMAND =
      Attribute.word("redis.command", Attribute.Moment.REQUEST, "the command's name: GET");

  static final Attribute KEY =
      Attribute.text("redis.key", Attribute.Moment.REQUEST, "the command's first key");

  static final Attribute DB =
      Attribute.number(
          "redis.db", Attribute.Moment.REQUEST, "the number of the database that SELECT chose");

  static final Attribute ERROR =
      Attribute.word(
          "redis.error", Attribute.Moment.REPLY, "the code of an error, its first word: MOVED");

  static final List<Attribute> ALL = List.of(COMMAND, KEY, DB, ERROR);

  private static final int MOST_SHOWN = 64;

  private final RequestHead head;

  RedisAttributes(Limits limits) {
    head = new RequestHead(limits);
  }

  /** The command's name, in capitals if the command is known. */
  @Nullable String command(ByteBuf bytes) {
    read(bytes);
    String known = head.command().name();
    return known.isEmpty() ? head.argument(0) : known;
  }

  @Nullable String key(ByteBuf bytes) {
    read(bytes);
    return head.key();
  }

  private void read(ByteBuf bytes) {
    head.begin();
    try {
      head.read(bytes);
    } catch (ProtocolError neverAgain) {
      throw new IllegalStateException(neverAgain);
    }
  }

  /** The first word of an error; null if there is none. */
  static @Nullable String error(ByteBuf bytes) {
    int from = bytes.readerIndex() + 1;
    if (bytes.getByte(from - 1) != '-') {
      return null;
    }
    int to = from;
    while (to < bytes.writerIndex() && bytes.getByte(to) > ' ') {
      to++;
    }
    return bytes.toString(from, to - from, StandardCharsets.US_ASCII);
  }

  /** The journal's name for a request: {@code SET user:1}. */
  String label(ByteBuf bytes) {
    return shown(commandAndKey(bytes, UTF_8));
  }

  /** Returns the same with nothing left out; null if nothing is left out. */
  @Nullable String unabridged(ByteBuf bytes) {
    String whole = commandAndKey(bytes, UTF_8);
    // Keys that are not text differ, too.
    return shown(whole).equals(whole) ? null : commandAndKey(bytes, ISO_8859_1);
  }

  private String commandAndKey(ByteBuf bytes, Charset charset) {
    String command = command(bytes);
    String key = head.key(charset);
    String name = command == null ? "" : command.toUpperCase(Locale.ROOT);
    return key == null ? name : name + " " + key;
  }

  /** The journal's name for an error: its code. */
  static String labelOfError(ByteBuf bytes) {
    String code = error(bytes);
    return code == null ? RedisReply.ERROR.label() : shown(code);
  }

  private static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    int i = 0;
    for (; i < text.length() && shown.length() < MOST_SHOWN; i++) {
      char next = text.charAt(i);
      boolean plain = next >= ' ' && next < 0x7F;
      shown.append(plain ? String.valueOf(next) : String.format("\\u%04x", (int) next));
    }
    return i < text.length() ? shown + "..." : shown.toString();
  }
}
