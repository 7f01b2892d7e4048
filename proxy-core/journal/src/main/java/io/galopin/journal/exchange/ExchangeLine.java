package io.galopin.journal.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import io.galopin.engine.journal.ExchangeRef;
import io.galopin.engine.socket.Address;
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

  private static final int NANOS_PER_MICRO = 1_000;

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
    ExchangeRef ref = exchange.exchange();
    json.writeStartObject();
    json.writeStringField(Fields.TIME, Stamp.of(exchange.began()));
    json.writeStringField(Fields.PROXY, exchange.proxy());
    json.writeStringField(Fields.PROTOCOL, exchange.protocol());
    json.writeNumberField(Fields.CONNECTION, exchange.connection());
    json.writeNumberField(Fields.EXCHANGE, ref.ordinal());
    writeIfAny(json, Fields.LAYER, ref.layer());
    json.writeStringField(ExchangeFields.CLIENT, Address.of(exchange.client()).toString());
    json.writeStringField(Fields.REQUEST, ref.request());
    writeIfAny(json, Fields.IDENTITY, ref.identity());
    writeIfAny(json, Fields.DIGEST, ref.digest());
    json.writeStringField(ExchangeFields.REPLY, exchange.reply());
    json.writeStringField(ExchangeFields.HOW, how(exchange.how()));
    json.writeBooleanField(ExchangeFields.ERROR, exchange.error());
    Times times = exchange.times();
    writeTime(json, ExchangeFields.MS, times.total());
    writeTime(json, ExchangeFields.BACKEND_MS, times.backend());
    writeTime(json, ExchangeFields.ADDED_MS, times.added());
    json.writeNumberField(ExchangeFields.IN, exchange.requestBytes());
    json.writeNumberField(ExchangeFields.OUT, exchange.replyBytes());
    writeFaults(json, exchange);
    json.writeEndObject();
  }

  private static void writeFaults(JsonGenerator json, FinishedExchange exchange)
      throws IOException {
    json.writeArrayFieldStart(ExchangeFields.FAULTS);
    for (Did did : exchange.faults()) {
      json.writeStartObject();
      json.writeStringField(Fields.RULE, did.rule());
      json.writeStringField(ExchangeFields.BEHAVIOR, did.behavior());
      json.writeStringField(ExchangeFields.DID, did.what());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Returns the word for how an exchange ended: {@code no-reply-expected}. */
  private static String how(How how) {
    return ENDS.getOrDefault(how, "");
  }

  private static void writeIfAny(JsonGenerator json, String field, String text) throws IOException {
    if (!text.isEmpty()) {
      json.writeStringField(field, text);
    }
  }

  private static void writeTime(JsonGenerator json, String field, long nanos) throws IOException {
    if (nanos >= 0) {
      json.writeFieldName(field);
      json.writeNumber(Stamp.millis(nanos / NANOS_PER_MICRO));
    }
  }

  /**
   * Writes how many exchanges are missing, as an object.
   *
   * @param time when that was noticed
   */
  public static void writeLost(JsonGenerator json, Instant time, long count) throws IOException {
    json.writeStartObject();
    json.writeStringField(Fields.TIME, Stamp.of(time));
    json.writeNumberField(Fields.LOST, count);
    json.writeEndObject();
  }
}
