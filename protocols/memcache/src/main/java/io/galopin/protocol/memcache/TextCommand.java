package io.galopin.protocol.memcache;

import io.galopin.protocol.text.Octets;
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
  INCR(Form.KEY, 3, 4),
  DECR(Form.KEY, 3, 4),
  DELETE(Form.KEY, 3, 4),
  TOUCH(Form.KEY, 3, 4),
  MG(Form.META),
  MS(Form.META_STORAGE),
  MD(Form.META),
  MA(Form.META),
  ME(Form.META),
  MN(Form.PLAIN),
  FLUSH_ALL(Form.MAY_BE_UNANSWERED, 2, 3),
  VERBOSITY(Form.MAY_BE_UNANSWERED, 2, 3),
  CACHE_MEMLIMIT(Form.MAY_BE_UNANSWERED, 2, 3),
  LRU(Form.MAY_BE_UNANSWERED, 2, 23),
  EXTSTORE(Form.MAY_BE_UNANSWERED, 2, 23),
  WATCH(Form.MAY_BE_UNANSWERED, 2, 23),
  /** Of these, {@code slabs automove} alone. */
  SLABS(Form.MAY_BE_UNANSWERED, 3, 23),
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
  private final int leastWords;
  private final int mostWords;

  TextCommand(Form form) {
    this(form, 1, 0);
  }

  /** One to which {@code noreply} means something at the end of so many words. */
  TextCommand(Form form, int leastWords, int mostWords) {
    this.form = form;
    this.leastWords = leastWords;
    this.mostWords = mostWords;
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

  /**
   * Whether memcached is silent when the last of so many words, the command's own included, is
   * {@code noreply}. A line with more or fewer is answered with an error, and of long ones it does
   * not look at the end.
   */
  boolean takesNoreply(int words) {
    return words >= leastWords && words <= mostWords;
  }

  boolean hasKey() {
    return form != Form.MAY_BE_UNANSWERED && form != Form.PLAIN;
  }
}
