package io.galopin.protocol.memcache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.galopin.api.Attribute;
import io.galopin.api.Message;
import io.galopin.protocol.text.Printable;
import io.netty.buffer.ByteBuf;
import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What rules and the journal can read from a message's head, on demand. */
final class Facts {

  static final Attribute COMMAND =
      Attribute.word(
          "memcache.command",
          Attribute.Moment.REQUEST,
          "the command: set, mg; in the binary protocol getq, sasl-auth");

  static final Attribute KEY =
      Attribute.text("memcache.key", Attribute.Moment.REQUEST, "the key; of several, the first");

  static final Attribute STATUS =
      Attribute.word(
          "memcache.status",
          Attribute.Moment.REPLY,
          "the reply's first word, NUMBER for a counter; in the binary protocol KEY_NOT_FOUND");

  static final List<Attribute> ALL = List.of(COMMAND, KEY, STATUS);

  private Facts() {}

  static @Nullable Object value(Attribute attribute, Message message, ByteBuf head) {
    if (attribute.equals(STATUS)) {
      return message instanceof MemcacheRequest ? null : message.label();
    }
    if (!(message instanceof MemcacheRequest request)) {
      return null;
    }
    if (attribute.equals(COMMAND)) {
      return command(request, head);
    }
    return attribute.equals(KEY) ? key(request, head, UTF_8) : null;
  }

  /** Returns the journal's name for a message: command and key. */
  static String label(Message message, ByteBuf head) {
    if (!(message instanceof MemcacheRequest request)) {
      return message.label();
    }
    return Printable.of(commandAndKey(request, head, UTF_8));
  }

  /** Returns the same with nothing left out; null if nothing is left out. */
  static @Nullable String unabridged(MemcacheRequest request, ByteBuf head) {
    String whole = commandAndKey(request, head, UTF_8);
    // Keys that are not text differ, too.
    return Printable.of(whole).equals(whole) ? null : commandAndKey(request, head, ISO_8859_1);
  }

  private static String commandAndKey(MemcacheRequest request, ByteBuf head, Charset charset) {
    String key = key(request, head, charset);
    String command = command(request, head);
    return key == null ? command : command + " " + key;
  }

  private static String command(MemcacheRequest request, ByteBuf head) {
    if (request.label().equals(TextCommand.OTHER.word())) {
      Tokens line = new Tokens();
      line.begin(head);
      return line.next() ? line.text() : "";
    }
    return request.label();
  }

  private static @Nullable String key(MemcacheRequest request, ByteBuf head, Charset charset) {
    if (request instanceof BinaryRequest) {
      return binaryKey(head, charset);
    }
    TextCommand command =
        request instanceof QuietMeta quiet ? quiet.command() : ((TextRequest) request).command();
    if (!command.hasKey()) {
      return null;
    }
    Tokens line = new Tokens();
    line.begin(head);
    line.next();
    if (command.form() == TextCommand.Form.TIME_AND_KEYS) {
      line.next();
    }
    return line.next() ? line.text(charset) : null;
  }

  private static @Nullable String binaryKey(ByteBuf head, Charset charset) {
    int length = BinaryHeader.keyLength(head);
    int start = head.readerIndex() + BinaryHeader.LENGTH + BinaryHeader.extrasLength(head);
    return length == 0 ? null : head.toString(start, length, charset);
  }
}
