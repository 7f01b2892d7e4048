package io.galopin.journal.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import io.galopin.engine.journal.ExchangeRef;
import io.galopin.engine.trace.FinishedExchange;
import io.galopin.engine.trace.FinishedExchange.Did;
import io.galopin.engine.trace.FinishedExchange.How;
import io.galopin.engine.trace.FinishedExchange.Times;
import io.galopin.journal.Fields;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Writes an exchange that is over as JSON, the same in the file of exchanges and in the control
 * API.
 *
 * <p>Times are milliseconds with three decimals. A time that is not known has no field.
 */
public final class ExchangeLine {

  private static final JsonFactory JSON =
      ((JsonFactoryBuilder) JsonFactory.builder())
          .rootValueSeparator((SerializableString) null)
          .build();

  private static final Map<How, String> ENDS = new EnumMap<>(How.class);

  private static final byte[] TIME = LineText.textKey(Fields.TIME);
  private static final byte[] PROXY = LineText.textKey(Fields.PROXY);
  private static final byte[] PROTOCOL = LineText.textKey(Fields.PROTOCOL);
  private static final byte[] CONNECTION = LineText.key(Fields.CONNECTION);
  private static final byte[] EXCHANGE = LineText.key(Fields.EXCHANGE);
  private static final byte[] LAYER = LineText.textKey(Fields.LAYER);
  private static final byte[] CLIENT = LineText.textKey(ExchangeFields.CLIENT);
  private static final byte[] REQUEST = LineText.textKey(Fields.REQUEST);
  private static final byte[] IDENTITY = LineText.textKey(Fields.IDENTITY);
  private static final byte[] DIGEST = LineText.textKey(Fields.DIGEST);
  private static final byte[] REPLY = LineText.textKey(ExchangeFields.REPLY);
  private static final byte[] HOW = LineText.textKey(ExchangeFields.HOW);
  private static final byte[] ERROR = LineText.key(ExchangeFields.ERROR);
  private static final byte[] MS = LineText.key(ExchangeFields.MS);
  private static final byte[] BACKEND_MS = LineText.key(ExchangeFields.BACKEND_MS);
  private static final byte[] ADDED_MS = LineText.key(ExchangeFields.ADDED_MS);
  private static final byte[] IN = LineText.key(ExchangeFields.IN);
  private static final byte[] OUT = LineText.key(ExchangeFields.OUT);
  private static final byte[] FAULTS = LineText.key(ExchangeFields.FAULTS);
  private static final byte[] RULE = LineText.textKey(Fields.RULE);
  private static final byte[] BEHAVIOR = LineText.textKey(ExchangeFields.BEHAVIOR);
  private static final byte[] DID = LineText.textKey(ExchangeFields.DID);
  private static final byte[] LOST = LineText.key(Fields.LOST);

  static {
    for (How how : How.values()) {
      ENDS.put(how, how.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
  }

  private ExchangeLine() {}

  /** Returns a generator that writes nothing between two objects; the caller may. */
  public static JsonGenerator generator(OutputStream out) throws IOException {
    return JSON.createGenerator(out);
  }

  /** Writes one exchange as an object. */
  public static void write(JsonGenerator json, FinishedExchange exchange) throws IOException {
    json.writeRawValue(write(new LineText(), exchange).toString());
  }

  /** Appends one exchange as a line with its end. */
  public static void append(LineText lines, FinishedExchange exchange) {
    write(lines, exchange).endLine();
  }

  /** Appends how many exchanges are missing as a line, like {@link #writeLost}. */
  public static void appendLost(LineText lines, Instant time, long count) {
    writeLost(lines, time, count).endLine();
  }

  private static LineText write(LineText line, FinishedExchange exchange) {
    ExchangeRef ref = exchange.exchange();
    Times times = exchange.times();
    line.begin()
        .time(TIME, exchange.began())
        .field(PROXY, exchange.proxy())
        .field(PROTOCOL, exchange.protocol())
        .field(CONNECTION, exchange.connection())
        .field(EXCHANGE, ref.ordinal())
        .fieldIfAny(LAYER, ref.layer())
        .address(CLIENT, exchange.client())
        .field(REQUEST, ref.request())
        .fieldIfAny(IDENTITY, ref.identity())
        .fieldIfAny(DIGEST, ref.digest())
        .field(REPLY, exchange.reply())
        .field(HOW, how(exchange.how()))
        .field(ERROR, exchange.error())
        .millisIfAny(MS, times.total())
        .millisIfAny(BACKEND_MS, times.backend())
        .millisIfAny(ADDED_MS, times.added())
        .field(IN, exchange.requestBytes())
        .field(OUT, exchange.replyBytes())
        .beginArray(FAULTS);
    for (Did did : exchange.faults()) {
      line.begin()
          .field(RULE, did.rule())
          .field(BEHAVIOR, did.behavior())
          .field(DID, did.what())
          .end();
    }
    return line.endArray().end();
  }

  /** Returns the word for how an exchange ended: {@code no-reply-expected}. */
  private static String how(How how) {
    return ENDS.getOrDefault(how, "");
  }

  /**
   * Writes how many exchanges are missing, as an object.
   *
   * @param time when that was noticed
   */
  public static void writeLost(JsonGenerator json, Instant time, long count) throws IOException {
    json.writeRawValue(writeLost(new LineText(), time, count).toString());
  }

  private static LineText writeLost(LineText line, Instant time, long count) {
    return line.begin().time(TIME, time).field(LOST, count).end();
  }
}
