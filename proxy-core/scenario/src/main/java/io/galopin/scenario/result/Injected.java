package io.galopin.scenario.result;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a stage did to a proxy.
 *
 * @param proxy the name of the proxy
 * @param what in words: {@code rule when http.path=/pay error}
 * @param rule the name of the rule or toxic in the journal; empty if it has none
 * @param faults how many entries of the journal it made
 * @param counted whether the journal has an entry for each time; refused clients have none
 * @param fired whether it did something: the journal has an entry; or, where it has none, clients
 *     have used the proxy in the run, and so were cut off
 */
public record Injected(
    String proxy, String what, String rule, long faults, boolean counted, boolean fired) {

  /** What to say if nothing shows that it did something. */
  public String doubt() {
    return counted ? "never fired" : "met nobody";
  }

  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("proxy", proxy);
    fields.put("what", what);
    fields.put("rule", rule);
    fields.put("faults", faults);
    fields.put("counted", counted);
    fields.put("fired", fired);
    return fields;
  }
}
