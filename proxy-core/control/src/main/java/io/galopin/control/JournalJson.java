package io.galopin.control;

import com.fasterxml.jackson.core.JsonGenerator;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.journal.Journal;
import io.galopin.journal.RecordedDecision;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * An entry of the journal as JSON, the same in the control API and in the journal's file. It
 * carries the seed, so that it tells by itself how it can be had again.
 */
public final class JournalJson {

  private JournalJson() {}

  /** Writes one entry as an object. */
  public static void write(JsonGenerator json, long seed, Journal.Entry entry) throws IOException {
    json.writeStartObject();
    json.writeNumberField("number", entry.number());
    json.writeStringField("time", entry.time().toString());
    json.writeNumberField("seed", seed);
    json.writeStringField("origin", entry.origin().name().toLowerCase(Locale.ROOT));
    json.writeStringField("proxy", entry.proxy());
    json.writeNumberField("connection", entry.connection());
    json.writeNumberField("exchange", entry.exchange());
    json.writeStringField("direction", Objects.toString(entry.direction(), ""));
    json.writeStringField("rule", entry.rule());
    if (!entry.ruleKey().isEmpty()) {
      json.writeStringField("rule-key", entry.ruleKey());
    }
    json.writeStringField("plugin", entry.plugin());
    json.writeStringField("decision", entry.decision());
    json.writeStringField("request", entry.request());
    if (!entry.identity().isEmpty()) {
      json.writeStringField("identity", entry.identity());
    }
    if (!entry.digest().isEmpty()) {
      json.writeStringField("digest", entry.digest());
    }
    Journal.Done done = entry.done();
    if (done != null) {
      json.writeFieldName("done");
      write(json, RecordedDecision.plain(done));
    }
    json.writeEndObject();
  }

  /**
   * Writes the object with which the record of a run begins.
   *
   * @param version of Galopin
   * @param proxies that there are from the beginning
   */
  public static void writeRun(
      JsonGenerator json, Instant time, long seed, String version, List<ProxySpec> proxies)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("origin", "run");
    json.writeStringField("time", time.toString());
    json.writeNumberField("seed", seed);
    json.writeStringField("version", version);
    json.writeArrayFieldStart("proxies");
    for (ProxySpec proxy : proxies) {
      json.writeStartObject();
      json.writeStringField("name", proxy.name());
      json.writeStringField("listen", proxy.listen().toString());
      json.writeStringField("upstream", proxy.upstream().toString());
      json.writeStringField("protocol", proxy.protocolName());
      if (proxy.drawBy().isPresent()) {
        json.writeStringField(ProxyRules.DRAW_BY, proxy.drawBy().get().toString());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Map<?, ?> object) throws IOException {
    json.writeStartObject();
    for (Map.Entry<?, ?> field : object.entrySet()) {
      json.writeFieldName(String.valueOf(field.getKey()));
      if (field.getValue() instanceof Map<?, ?> inner) {
        write(json, inner);
      } else {
        json.writeObject(field.getValue());
      }
    }
    json.writeEndObject();
  }
}
