package io.galopin.protocol.memcache;

import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;
import java.util.Locale;

/** The commands of the text protocol, and the form of their lines. */
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
  /** Only for {@code slabs automove}. */
  SLABS(Form.MAY_BE_UNANSWERED, 3, 23),
  STATS(Form.PLAIN),
  VERSION(Form.PLAIN),
  QUIT(Form.PLAIN),
  /** An operator's or unknown command: a line that is answered. */
  OTHER(Form.PLAIN);

  /** The words after the command. */
  enum Form {
    /** Any number of keys. */
    KEYS,
    /** A time and any number of keys. */
    TIME_AND_KEYS,
    /** A key, something else, and optionally {@code noreply}. */
    KEY,
    /** A key, flags, a time, a length, optionally {@code noreply}; then a value. */
    STORAGE,
    /** A key and flags. */
    META,
    /** A key, a length and flags; then a value. */
    META_STORAGE,
    /** Something without a key, and optionally {@code noreply}. */
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

  /**
   * Creates a command for which a final {@code noreply} has a meaning in lines of that many words.
   */
  TextCommand(Form form, int leastWords, int mostWords) {
    this.form = form;
    this.leastWords = leastWords;
    this.mostWords = mostWords;
  }

  /** Returns the command with this name. Case matters, as in memcached. */
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
   * Whether memcached stays silent if the last of {@code words} words, including the command's own,
   * is {@code noreply}. It answers a line with too few or too many words with an error, and does
   * not look at the end of long ones.
   */
  boolean takesNoreply(int words) {
    return words >= leastWords && words <= mostWords;
  }

  boolean hasKey() {
    return form != Form.MAY_BE_UNANSWERED && form != Form.PLAIN;
  }
}
