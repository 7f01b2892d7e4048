package io.galopin.engine.journal;

import io.galopin.api.Action;
import io.galopin.api.Decision;
import io.galopin.api.Direction;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An entry of the journal as bytes, without its number and its action. They outlive no run. */
@SuppressWarnings({"EnumOrdinal", "JavaInstantGetSecondsGetNano"})
final class JournalBytes {

  private static final Event.Kind[] KINDS = Event.Kind.values();
  private static final Direction[] DIRECTIONS = Direction.values();
  private static final Hook[] HOOKS = Hook.values();

  /** For what is null. */
  private static final int NONE = -1;

  /** All that has a fixed length: times, ordinals, enums, and the lengths of nine texts. */
  private static final int FIXED = 2 * 12 + 2 * Long.BYTES + 3 + 9 * Integer.BYTES;

  private static final int LATIN_1 = 0xFF;

  private JournalBytes() {}

  /** Returns the maximum length of an entry. */
  static int atMost(Journal.Entry entry) {
    long texts =
        (long) entry.proxy().length()
            + entry.rule().length()
            + entry.ruleKey().length()
            + entry.plugin().length()
            + entry.decision().length()
            + entry.request().length()
            + entry.identity().length()
            + entry.digest().length()
            + entry.layer().length();
    return Math.toIntExact(FIXED + texts * Character.BYTES);
  }

  static void write(Journal.Entry entry, ByteBuffer out) {
    Event event = entry.event();
    Direction direction = event.direction();
    ExchangeRef exchange = event.exchange();
    out.putLong(entry.time().getEpochSecond()).putInt(entry.time().getNano());
    writeText(entry.proxy(), out);
    out.put((byte) event.kind().ordinal());
    out.putLong(event.connection()).putLong(exchange.ordinal());
    out.put((byte) (direction == null ? NONE : direction.ordinal()));
    writeText(event.rule(), out);
    writeText(event.ruleKey(), out);
    writeText(event.plugin(), out);
    writeText(event.decision(), out);
    writeText(exchange.request(), out);
    writeText(exchange.identity(), out);
    writeText(exchange.digest(), out);
    writeText(exchange.layer(), out);
    Journal.Done done = event.done();
    if (done != null) {
      Duration delay = done.decision().delay();
      out.put((byte) done.hook().ordinal());
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
    return new Journal.Entry(number, time, readText(in), readEvent(in, action));
  }

  private static Event readEvent(ByteBuffer in, @Nullable Action action) {
    Event.Kind kind = KINDS[in.get()];
    long connection = in.getLong();
    long ordinal = in.getLong();
    int way = in.get();
    Direction direction = way == NONE ? null : DIRECTIONS[way];
    String rule = readText(in);
    String ruleKey = readText(in);
    String plugin = readText(in);
    String decision = readText(in);
    String request = readText(in);
    String identity = readText(in);
    String digest = readText(in);
    ExchangeRef exchange = new ExchangeRef(readText(in), ordinal, request, identity, digest);
    return switch (kind) {
      case FAULT ->
          new Event.Fault(
              connection, exchange, rule, ruleKey, plugin, decision, readDone(in, action));
      case TOXIC_BEGAN -> new Event.ToxicBegan(connection, there(direction), plugin, decision);
      case TOXIC_ENDED -> new Event.ToxicEnded(connection, there(direction), plugin, decision);
      case NETWORK_TROUBLE ->
          new Event.NetworkTrouble(connection, there(direction), exchange, decision);
      case OWN_TROUBLE ->
          new Event.OwnTrouble(connection, direction, exchange, rule, plugin, decision);
      case SUMMARY -> new Event.Summary(rule, request, decision);
      case ENDED -> new Event.Ended(rule, plugin, decision);
      case PLUGINS_CHANGED -> new Event.PluginsChanged(decision);
    };
  }

  private static Journal.Done readDone(ByteBuffer in, @Nullable Action action) {
    Hook hook = HOOKS[in.get()];
    Duration delay = Duration.ofSeconds(in.getLong(), in.getInt());
    return new Journal.Done(hook, new Decision(delay, there(action)));
  }

  private static <T> T there(@Nullable T value) {
    return Objects.requireNonNull(value);
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
