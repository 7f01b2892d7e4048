package io.galopin.engine.journal;

import io.galopin.api.Action;
import io.galopin.api.Failure;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of the journal, as bytes: per entry its length, which of the block's actions it has,
 * and the rest as {@link JournalBytes} writes it. Reused after its entries are discarded.
 */
final class JournalBlock {

  /** What an entry takes besides its bytes. */
  static final int PREFIX = 2 * Integer.BYTES;

  /** How many of the last actions are searched for an equal one. */
  private static final int LOOKED_AT = 8;

  private static final long MOST_OF_ACTIONS = 256 << 10;

  private final ByteBuffer bytes;
  private final List<Action> actions = new ArrayList<>();
  private long first;
  private int count;
  private long ofActions;

  JournalBlock(int size) {
    this.bytes = ByteBuffer.allocate(size);
  }

  /** Forgets everything; the next entry has this number. */
  void begin(long number) {
    bytes.clear();
    actions.clear();
    first = number;
    count = 0;
    ofActions = 0;
  }

  int size() {
    return bytes.capacity();
  }

  boolean hasRoomFor(int length) {
    return bytes.remaining() >= PREFIX + length && ofActions <= MOST_OF_ACTIONS;
  }

  /** The number of the first entry. */
  long first() {
    return first;
  }

  /** The number of the entry that would come next. */
  long next() {
    return first + count;
  }

  /** Returns the approximate memory of actions created by behaviors, in bytes. */
  long ofActions() {
    return ofActions;
  }

  /** Adds an entry, which has room. */
  void add(Journal.Entry entry, ByteBuffer encoded) {
    bytes.putInt(encoded.remaining());
    bytes.putInt(entry.done() == null ? -1 : place(entry.done().decision().action()));
    bytes.put(encoded);
    count++;
  }

  /** Most actions equal one a few entries ago, so a rule's settings are kept only once. */
  private int place(Action action) {
    for (int i = actions.size() - 1; i >= Math.max(0, actions.size() - LOOKED_AT); i--) {
      if (actions.get(i).equals(action)) {
        return i;
      }
    }
    actions.add(action);
    ofActions += weight(action);
    return actions.size() - 1;
  }

  private static long weight(Action action) {
    return 64
        + switch (action.kind()) {
          case FAIL -> weight(((Action.Fail) action).failure());
          case NOTICE -> weight(((Action.Notice) action).notice());
          case REWRITE -> weight((Action.Rewrite) action);
          case PASS,
              BABBLE,
              CLOSE,
              RESET,
              HANG,
              HANDSHAKE,
              INSERT,
              LOSE,
              THROTTLE,
              TRUNCATE,
              CORRUPT ->
              0;
        };
  }

  private static long weight(Failure failure) {
    long weight = 0;
    for (Object value : failure.options().given().values()) {
      weight += 64 + 2L * value.toString().length();
    }
    return weight;
  }

  private static long weight(Action.Rewrite rewrite) {
    long weight = 0;
    for (var value : rewrite.values().entrySet()) {
      weight += 128 + 2L * (value.getKey().length() + value.getValue().length());
    }
    return weight;
  }

  /** Adds the entries from a number on to a list until it has {@code limit} entries. */
  void collect(long from, int limit, List<Journal.Entry> into) {
    ByteBuffer in = bytes.duplicate().flip();
    for (long number = first; number < next() && into.size() < limit; number++) {
      int length = in.getInt();
      int action = in.getInt();
      if (number < from) {
        in.position(in.position() + length);
      } else {
        into.add(JournalBytes.read(in, number, action < 0 ? null : actions.get(action)));
      }
    }
  }
}
