package io.galopin.engine.journal;

import io.galopin.api.Action;
import io.galopin.api.Decision;
import io.galopin.api.Direction;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entry of the journal as bytes, without its number and its action. They outlive no run. */
@SuppressWarnings({"EnumOrdinal", "JavaInstantGetSecondsGetNano"})
final class JournalBytes {

  private static final Journal.Origin[] ORIGINS = Journal.Origin.values();
  private static final Direction[] DIRECTIONS = Direction.values();
  private static final Hook[] HOOKS = Hook.values();

  /** For what is null. */
  private static final int NONE = -1;

  /** All that has a fixed length: times, ordinals, enums, and the lengths of eight texts. */
  private static final int FIXED = 2 * 12 + 2 * Long.BYTES + 3 + 8 * Integer.BYTES;

  private static final int LATIN_1 = 0xFF;

  private JournalBytes() {}

  /** How long an entry can become at most. */
  static int atMost(Journal.Entry entry) {
    long texts =
        (long) entry.proxy().length()
            + entry.rule().length()
            + entry.ruleKey().length()
            + entry.plugin().length()
            + entry.decision().length()
            + entry.request().length()
            + entry.identity().length()
            + entry.digest().length();
    return Math.toIntExact(FIXED + texts * Character.BYTES);
  }

  static void write(Journal.Entry entry, ByteBuffer out) {
    out.putLong(entry.time().getEpochSecond()).putInt(entry.time().getNano());
    out.putLong(entry.connection()).putLong(entry.exchange());
    out.put((byte) entry.origin().ordinal());
    out.put((byte) (entry.direction() == null ? NONE : entry.direction().ordinal()));
    writeText(entry.proxy(), out);
    writeText(entry.rule(), out);
    writeText(entry.ruleKey(), out);
    writeText(entry.plugin(), out);
    writeText(entry.decision(), out);
    writeText(entry.request(), out);
    writeText(entry.identity(), out);
    writeText(entry.digest(), out);
    Journal.Done done = entry.done();
    out.put((byte) (done == null ? NONE : done.hook().ordinal()));
    if (done != null) {
      Duration delay = done.decision().delay();
      out.putLong(delay.getSeconds()).putInt(delay.getNano());
    }
  }

  /**
   * Reads one again.
   *
   * @param action null if no behavior did it
   */
  static Journal.Entry read(ByteBuffer in, long number, @Nullable Action action) {
    Instant time = Instant.ofEpochSecond(in.getLong(), in.getInt());
    long connection = in.getLong();
    long exchange = in.getLong();
    Journal.Origin origin = ORIGINS[in.get()];
    int direction = in.get();
    String proxy = readText(in);
    String rule = readText(in);
    String ruleKey = readText(in);
    String plugin = readText(in);
    String decision = readText(in);
    String request = readText(in);
    String identity = readText(in);
    String digest = readText(in);
    int hook = in.get();
    Journal.Done done = null;
    if (hook != NONE && action != null) {
      Duration delay = Duration.ofSeconds(in.getLong(), in.getInt());
      done = new Journal.Done(HOOKS[hook], new Decision(delay, action));
    }
    return new Journal.Entry(
        number,
        time,
        origin,
        proxy,
        connection,
        exchange,
        direction == NONE ? null : DIRECTIONS[direction],
        rule,
        ruleKey,
        plugin,
        decision,
        request,
        identity,
        digest,
        done);
  }

  /** The length, made negative where a character needs two bytes, and the characters. */
  private static void writeText(String text, ByteBuffer out) {
    int length = text.length();
    int start = out.position();
    out.putInt(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c > LATIN_1) {
        out.position(start);
        writeWide(text, out);
        return;
      }
      out.put((byte) c);
    }
  }

  private static void writeWide(String text, ByteBuffer out) {
    out.putInt(-text.length());
    for (int i = 0; i < text.length(); i++) {
      out.putChar(text.charAt(i));
    }
  }

  private static String readText(ByteBuffer in) {
    int length = in.getInt();
    if (length == 0) {
      return "";
    }
    char[] text = new char[Math.abs(length)];
    for (int i = 0; i < text.length; i++) {
      text[i] = length > 0 ? (char) (in.get() & LATIN_1) : in.getChar();
    }
    return new String(text);
  }
}
