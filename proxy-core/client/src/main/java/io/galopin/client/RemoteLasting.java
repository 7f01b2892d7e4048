package io.galopin.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Changes of a proxy in another process, which undoes them.
 *
 * @param path of the proxy
 * @param time after which they are undone
 */
record RemoteLasting(String path, ControlApi api, Calls calls, Duration time) implements Lasting {

  private static final String EXPIRES_IN = "expires-in";

  RemoteLasting {
    api.requireGalopin(EXPIRES_IN);
  }

  private String end() {
    return time.toMillis() + " ms";
  }

  @Override
  public Toxic addToxic(ToxicDraft draft) {
    Map<String, Object> fields = new LinkedHashMap<>(draft.toxic().fields());
    fields.put(EXPIRES_IN, end());
    return Toxic.from(calls.post(path + "/toxics", fields));
  }

  @Override
  public void setMix(Mix mix) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", mix.toString());
    mix.shares().forEach(share -> body.put(share.behavior().name(), share.behavior().options()));
    body.put(EXPIRES_IN, end());
    calls.put(path + "/behavior", body);
  }

  @Override
  public Undo addRule(String text) {
    List<Map<String, Object>> before = rules();
    List<String> names = before.stream().map(fields -> Fields.text(fields, "name")).toList();
    String named = Rule.named(text, names).strip();
    String name = named.substring(0, named.indexOf(':'));
    List<Object> rules = new ArrayList<>(before);
    rules.add(0, named);
    calls.put(path + "/rules", rules);
    calls.post(path + "/rules/" + name, Map.of(EXPIRES_IN, end()));
    return Undo.with(() -> removeRule(name));
  }

  private List<Map<String, Object>> rules() {
    return Fields.list(calls.get(path + "/rules"), "rules");
  }

  private void removeRule(String name) {
    List<Map<String, Object>> now = rules();
    List<Map<String, Object>> left =
        now.stream().filter(fields -> !Fields.text(fields, "name").equals(name)).toList();
    if (left.size() < now.size()) {
      calls.put(path + "/rules", left);
    }
  }

  @Override
  public Undo flap(Flap flap) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("mode", flap.mode().name().toLowerCase(Locale.ROOT));
    fields.put("up", Quantities.plain(flap.up()));
    fields.put("down", Quantities.plain(flap.down()));
    fields.put("timeout", Quantities.plain(flap.timeout()));
    fields.put("stream", flap.direction().map(Direction::toString).orElse("both"));
    fields.put(EXPIRES_IN, end());
    String id = UUID.randomUUID().toString();
    fields.put("id", id);
    calls.put(path + "/flap", fields);
    return Undo.with(() -> calls.delete(path + "/flap?id=" + id));
  }

  @Override
  public List<Lasted> renew(List<Lasted> changes) {
    List<Map<String, Object>> ends = changes.stream().map(RemoteLasting::fields).toList();
    Map<String, Object> reply = calls.put(path + "/ends", Map.of(EXPIRES_IN, end(), "ends", ends));
    List<Map<String, Object>> gone = Fields.list(reply, "gone");
    return changes.stream().filter(change -> gone.contains(fields(change))).toList();
  }

  private static Map<String, Object> fields(Lasted change) {
    String kind = change.kind().name().toLowerCase(Locale.ROOT);
    return change.name().isEmpty()
        ? Map.of("kind", kind)
        : Map.of("kind", kind, "name", change.name());
  }

  @Override
  public Undo profile(String name) {
    calls.put(path + "/profile", Map.of("name", name, EXPIRES_IN, end()));
    return Undo.with(() -> calls.delete(path + "/profile"));
  }

  @Override
  public void disable() {
    calls.post(path, Map.of("enabled", false, EXPIRES_IN, end()));
  }
}
