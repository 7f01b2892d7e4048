package io.galopin.protocol.memcache;

import io.netty.buffer.ByteBuf;
import java.util.Locale;

/** The commands of the text protocol, with what their lines look like. */
enum TextCommand {
  GET(Form.KEYS),
  GETS(Form.KEYS),
  GAT(Form.TIME_AND_KEYS),
  GATS(Form.TIME_AND_KEYS),
  SET(Form.STORAGE),
  ADD(Form.STORAGE),
  REPLACE(Form.STORAGE),
  APPEND(Form.STORAGE),
  PREPEND(Form.STORAGE),
  CAS(Form.STORAGE),
  INCR(Form.KEY),
  DECR(Form.KEY),
  DELETE(Form.KEY),
  TOUCH(Form.KEY),
  MG(Form.META),
  MS(Form.META_STORAGE),
  MD(Form.META),
  MA(Form.META),
  ME(Form.META),
  MN(Form.PLAIN),
  FLUSH_ALL(Form.MAY_BE_UNANSWERED),
  VERBOSITY(Form.MAY_BE_UNANSWERED),
  STATS(Form.PLAIN),
  VERSION(Form.PLAIN),
  QUIT(Form.PLAIN),
  /** One of an operator's, or unknown: a line that is answered. */
  OTHER(Form.PLAIN);

  /** What follows the command. */
  enum Form {
    /** Any number of keys. */
    KEYS,
    /** A time and any number of keys. */
    TIME_AND_KEYS,
    /** A key, something else, and perhaps {@code noreply}. */
    KEY,
    /** A key, flags, a time, a length, perhaps {@code noreply}; then a value. */
    STORAGE,
    /** A key and flags. */
    META,
    /** A key, a length and flags; then a value. */
    META_STORAGE,
    /** Something without a key, and perhaps {@code noreply}. */
    MAY_BE_UNANSWERED,
    /** Something without a key. */
    PLAIN
  }

  private static final TextCommand[] ALL = values();

  private final String word = name().toLowerCase(Locale.ROOT);
  private final Form form;

  TextCommand(Form form) {
    this.form = form;
  }

  /** The command that the bytes are. Capitals matter, as they do to memcached. */
  static TextCommand of(ByteBuf in, int from, int to) {
    for (TextCommand command : ALL) {
      if (command != OTHER && Octets.are(in, from, to, command.word)) {
        return command;
      }
    }
    return OTHER;
  }

  String word() {
    return word;
  }

  Form form() {
    return form;
  }

  boolean hasKey() {
    return form != Form.MAY_BE_UNANSWERED && form != Form.PLAIN;
  }
}
