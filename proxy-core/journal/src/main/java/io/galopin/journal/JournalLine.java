package io.galopin.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.galopin.api.Protocol;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.rule.Made;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Writes the lines of a journal as JSON, the same in the control API and in the journal's file.
 * Each entry has the seed, so that it is enough to reproduce the fault. {@link RecordedRun} reads
 * the lines.
 */
public final class JournalLine {

  private static final JsonFactory JSON = new JsonFactory();

  private JournalLine() {}

  /** Writes one entry as an object. */
  public static void write(JsonGenerator json, long seed, Journal.Entry entry) throws IOException {
    json.writeStartObject();
    json.writeNumberField(Fields.NUMBER, entry.number());
    json.writeStringField(Fields.TIME, entry.time().toString());
    json.writeNumberField(Fields.SEED, seed);
    json.writeStringField(Fields.ORIGIN, entry.origin().name().toLowerCase(Locale.ROOT));
    json.writeStringField(Fields.PROXY, entry.proxy());
    json.writeNumberField(Fields.CONNECTION, entry.connection());
    if (!entry.layer().isEmpty()) {
      json.writeStringField(Fields.LAYER, entry.layer());
    }
    json.writeNumberField(Fields.EXCHANGE, entry.exchange());
    json.writeStringField(Fields.DIRECTION, Objects.toString(entry.direction(), ""));
    json.writeStringField(Fields.RULE, entry.rule());
    if (!entry.ruleKey().isEmpty()) {
      json.writeStringField(Fields.RULE_KEY, entry.ruleKey());
    }
    json.writeStringField(Fields.PLUGIN, entry.plugin());
    json.writeStringField(Fields.DECISION, entry.decision());
    json.writeStringField(Fields.REQUEST, entry.request());
    if (!entry.identity().isEmpty()) {
      json.writeStringField(Fields.IDENTITY, entry.identity());
    }
    if (!entry.digest().isEmpty()) {
      json.writeStringField(Fields.DIGEST, entry.digest());
    }
    Journal.Done done = entry.done();
    if (done != null) {
      json.writeFieldName(Fields.DONE);
      write(json, RecordedDecision.plain(done));
    }
    json.writeEndObject();
  }

  /** Returns the line that says how many entries are missing, without its end. */
  public static String lost(long count) {
    return "{\"" + Fields.LOST + "\":" + count + "}";
  }

  /**
   * Returns the first line of a run, without its end.
   *
   * @param version of Galopin
   * @param proxies the proxies at the start
   */
  public static String run(Instant time, long seed, String version, List<ProxySpec> proxies) {
    return run(time, seed, version, proxies, List.of());
  }

  /**
   * The same, with the JARs of plugins.
   *
   * @param plugins each as {@code id version}
   */
  public static String run(
      Instant time, long seed, String version, List<ProxySpec> proxies, List<String> plugins) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      writeRun(json, time, seed, version, proxies, plugins);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return line.toString();
  }

  private static void writeRun(
      JsonGenerator json,
      Instant time,
      long seed,
      String version,
      List<ProxySpec> proxies,
      List<String> plugins)
      throws IOException {
    json.writeStartObject();
    json.writeStringField(Fields.ORIGIN, Fields.RUN);
    json.writeStringField(Fields.TIME, time.toString());
    json.writeNumberField(Fields.SEED, seed);
    json.writeStringField(Fields.VERSION, version);
    if (!plugins.isEmpty()) {
      json.writeArrayFieldStart(Fields.PLUGINS);
      for (String plugin : plugins) {
        json.writeString(plugin);
      }
      json.writeEndArray();
    }
    json.writeArrayFieldStart(Fields.PROXIES);
    for (ProxySpec proxy : proxies) {
      json.writeStartObject();
      json.writeStringField(Fields.NAME, proxy.name());
      json.writeStringField(Fields.LISTEN, proxy.listen().toString());
      json.writeStringField(Fields.UPSTREAM, proxy.shownUpstream());
      json.writeStringField(Fields.PROTOCOL, proxy.protocolName());
      if (!proxy.layers().isEmpty()) {
        json.writeArrayFieldStart(Fields.LAYERS);
        for (Made<Protocol> layer : proxy.layers()) {
          json.writeString(layer.plugin());
        }
        json.writeEndArray();
      }
      if (proxy.drawBy().isPresent()) {
        json.writeStringField(Fields.DRAW_BY, proxy.drawBy().get().toString());
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
