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
  public static void append(StringBuilder lines, FinishedExchange exchange) {
    write(new LineText(lines), exchange).endLine();
  }

  /** Appends how many exchanges are missing as a line, like {@link #writeLost}. */
  public static void appendLost(StringBuilder lines, Instant time, long count) {
    writeLost(new LineText(lines), time, count).endLine();
  }

  private static LineText write(LineText line, FinishedExchange exchange) {
    ExchangeRef ref = exchange.exchange();
    Times times = exchange.times();
    line.begin()
        .time(Fields.TIME, exchange.began())
        .field(Fields.PROXY, exchange.proxy())
        .field(Fields.PROTOCOL, exchange.protocol())
        .field(Fields.CONNECTION, exchange.connection())
        .field(Fields.EXCHANGE, ref.ordinal())
        .fieldIfAny(Fields.LAYER, ref.layer())
        .address(ExchangeFields.CLIENT, exchange.client())
        .field(Fields.REQUEST, ref.request())
        .fieldIfAny(Fields.IDENTITY, ref.identity())
        .fieldIfAny(Fields.DIGEST, ref.digest())
        .field(ExchangeFields.REPLY, exchange.reply())
        .field(ExchangeFields.HOW, how(exchange.how()))
        .field(ExchangeFields.ERROR, exchange.error())
        .millisIfAny(ExchangeFields.MS, times.total())
        .millisIfAny(ExchangeFields.BACKEND_MS, times.backend())
        .millisIfAny(ExchangeFields.ADDED_MS, times.added())
        .field(ExchangeFields.IN, exchange.requestBytes())
        .field(ExchangeFields.OUT, exchange.replyBytes())
        .beginArray(ExchangeFields.FAULTS);
    for (Did did : exchange.faults()) {
      line.begin()
          .field(Fields.RULE, did.rule())
          .field(ExchangeFields.BEHAVIOR, did.behavior())
          .field(ExchangeFields.DID, did.what())
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
    return line.begin().time(Fields.TIME, time).field(Fields.LOST, count).end();
  }
}
