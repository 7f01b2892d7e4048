package io.galopin.app.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.galopin.engine.Catalog;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.socket.Address;
import io.galopin.live.Differences;
import io.galopin.live.Merge;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The content of a state file: the proxies as they ran, and the configuration of that time.
 * Together they tell what calls of the control API had changed from what the configuration has
 * changed since.
 */
record SavedState(List<Map<String, Object>> proxies, List<Map<String, Object>> configured) {

  static final String ENDS = "ends";

  private static final int VERSION = 1;
  private static final String VERSION_KEY = "galopin-state";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static SavedState none() {
    return new SavedState(List.of(), List.of());
  }

  static byte[] write(Instant now, Collection<?> proxies, Collection<?> configured)
      throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(VERSION_KEY, VERSION);
    json.put("saved-at", now.toString());
    json.put("proxies", proxies);
    json.put("configured", configured);
    return JSON.writeValueAsBytes(json);
  }

  /** Throws an IOException with a sentence if these are not the bytes of a state. */
  @SuppressWarnings("unchecked")
  static SavedState read(byte[] bytes) throws IOException {
    try {
      Map<String, Object> json = JSON.readValue(bytes, new TypeReference<Map<String, Object>>() {});
      if (!Integer.valueOf(VERSION).equals(json.get(VERSION_KEY))) {
        throw new IOException(
            VERSION_KEY + ": " + json.get(VERSION_KEY) + " (expected: " + VERSION + ")");
      }
      return new SavedState(
          (List<Map<String, Object>>) json.getOrDefault("proxies", List.of()),
          (List<Map<String, Object>>) json.getOrDefault("configured", List.of()));
    } catch (JsonProcessingException wrong) {
      throw new IOException(
          "no JSON in line " + wrong.getLocation().getLineNr() + ": " + wrong.getOriginalMessage(),
          wrong);
    } catch (ClassCastException wrong) {
      throw new IOException("proxies and configured are not lists", wrong);
    }
  }

  /**
   * What runs when a process starts.
   *
   * @param proxies the configuration and the state, merged
   * @param ends those that are not over, by proxy
   * @param over sentences about ends that have passed
   */
  record Start(List<ProxySpec> proxies, Map<String, List<SavedEnd>> ends, List<String> over) {}

  /**
   * Merges this with the configuration as a reload would. Throws some RuntimeException if it cannot
   * be read.
   */
  @SuppressWarnings("unchecked")
  Start merged(List<ProxySpec> after, Catalog catalog, Instant now) {
    Map<String, ProxySpec> wanted = new LinkedHashMap<>();
    after.forEach(spec -> wanted.put(spec.name(), spec));
    List<ProxySpec> before =
        configured.stream().map(json -> fitted(SpecForm.read(json, catalog), wanted)).toList();
    List<ProxySpec> running = new ArrayList<>();
    Map<String, List<SavedEnd>> left = new LinkedHashMap<>();
    List<String> over = new ArrayList<>();
    for (Map<String, Object> json : proxies) {
      Map<String, Object> fields = new LinkedHashMap<>(json);
      Object ends = fields.remove(ENDS);
      ProxySpec spec = fitted(SpecForm.read(fields, catalog), wanted);
      for (Object each : ends instanceof List<?> list ? list : List.of()) {
        SavedEnd end = SavedEnd.read((Map<String, Object>) each, catalog);
        if (end.isOver(now)) {
          spec = end.undone(spec);
          over.add("proxy " + spec.name() + ": " + said(end) + " has ended meanwhile");
        } else {
          left.computeIfAbsent(spec.name(), first -> new ArrayList<>()).add(end);
        }
      }
      running.add(spec);
    }
    List<ProxySpec> merged = Merge.plan(before, running, after).wanted();
    return new Start(merged, stillThere(left, running, merged), over);
  }

  private static String said(SavedEnd end) {
    String kind = end.impairment().subject().kind().name().toLowerCase(Locale.ROOT);
    return (kind + " " + end.impairment().subject().name()).strip();
  }

  private static Map<String, List<SavedEnd>> stillThere(
      Map<String, List<SavedEnd>> ends, List<ProxySpec> saved, List<ProxySpec> merged) {
    Map<String, List<SavedEnd>> there = new LinkedHashMap<>();
    for (ProxySpec now : merged) {
      for (ProxySpec old : saved) {
        if (old.name().equals(now.name())) {
          there.put(
              now.name(),
              ends.getOrDefault(now.name(), List.of()).stream()
                  .filter(end -> end.isAbout(old, now))
                  .toList());
        }
      }
    }
    return there;
  }

  /**
   * Returns a saved proxy, with what the file does not contain taken from the configuration. If the
   * configuration lets the system choose the port, the system chooses again.
   */
  private static ProxySpec fitted(ProxySpec saved, Map<String, ProxySpec> configured) {
    ProxySpec now = configured.get(saved.name());
    if (now == null) {
      return saved;
    }
    Address listen = saved.listen();
    boolean open = now.listen().port() == 0 && now.listen().host().equals(listen.host());
    return new ProxySpec(
        saved.name(),
        open ? now.listen() : listen,
        saved.upstream(),
        saved.speaks(),
        saved.rules(),
        saved.drawBy(),
        saved.toxics(),
        now.limits(),
        saved.enabled(),
        saved.defaults(),
        saved.below());
  }

  /** Says in lines how what runs differs from the configuration. */
  static List<String> differences(List<ProxySpec> configured, List<ProxySpec> now) {
    return Differences.of(withPorts(configured, now), now);
  }

  /** A port that the system has chosen does not count as a difference. */
  private static List<ProxySpec> withPorts(List<ProxySpec> files, List<ProxySpec> now) {
    Map<String, ProxySpec> running = new LinkedHashMap<>();
    now.forEach(spec -> running.put(spec.name(), spec));
    return files.stream()
        .map(
            spec -> {
              ProxySpec there = running.get(spec.name());
              boolean open =
                  there != null
                      && spec.listen().port() == 0
                      && spec.listen().host().equals(there.listen().host());
              return open ? spec.withListen(there.listen()) : spec;
            })
        .toList();
  }
}
