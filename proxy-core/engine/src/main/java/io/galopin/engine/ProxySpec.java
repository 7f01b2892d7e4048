package io.galopin.engine;

import io.galopin.api.Names;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.api.Protocol;
import io.galopin.engine.match.Term;
import io.galopin.engine.rule.Made;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.socket.Address;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * All that makes a proxy. Immutable; a change is a new one.
 *
 * @param name unique in an engine, a {@linkplain Names#isName name}
 * @param listen where clients connect
 * @param upstream where the backend is; its name is resolved at each connect. One that has no port
 *     is told of, and its connection closed, when somebody connects
 * @param speaks the protocol, an instance of this proxy's own
 * @param rules what is to go wrong, and when
 * @param drawBy what the draws of exchanges are keyed by; empty for their places, the ordinals of
 *     connection and exchange
 * @param toxics what acts on the bytes of its links, in order of creation
 * @param limits times and sizes of its connections
 * @param enabled whether it listens
 * @param defaults by behavior, the options that rules and mixes of this proxy begin with; the
 *     engine does not ask for them, they are for whoever makes rules
 */
public record ProxySpec(
    String name,
    Address listen,
    Address upstream,
    Made<Protocol> speaks,
    RuleSet rules,
    Optional<Term> drawBy,
    List<ToxicSpec> toxics,
    Limits limits,
    boolean enabled,
    Map<String, Options> defaults) {

  /** The most toxics of one proxy: each connection has a stage for each. */
  public static final int MOST_TOXICS = 1_000;

  public ProxySpec {
    toxics = List.copyOf(toxics);
    defaults = Map.copyOf(defaults);
    if (!Names.isName(name)) {
      throw new OptionException("name", '"' + name + '"', Names.FORM);
    }
    if (toxics.size() > MOST_TOXICS) {
      throw new OptionException("toxics", toxics.size() + " of them", "at most " + MOST_TOXICS);
    }
    if (upstream.host().isEmpty() || upstream.port() == 0) {
      throw new OptionException("upstream", upstream, "a host and a port from 1 to 65535");
    }
  }

  /** A proxy whose behaviors were given no options. */
  public ProxySpec(
      String name,
      Address listen,
      Address upstream,
      Made<Protocol> speaks,
      RuleSet rules,
      Optional<Term> drawBy,
      List<ToxicSpec> toxics,
      Limits limits,
      boolean enabled) {
    this(name, listen, upstream, speaks, rules, drawBy, toxics, limits, enabled, Map.of());
  }

  /** A proxy whose draws are keyed by places. */
  public ProxySpec(
      String name,
      Address listen,
      Address upstream,
      String protocolName,
      Protocol protocol,
      RuleSet rules,
      List<ToxicSpec> toxics,
      Limits limits,
      boolean enabled) {
    this(
        name,
        listen,
        upstream,
        Made.of(protocolName, protocol),
        rules,
        Optional.empty(),
        toxics,
        limits,
        enabled);
  }

  /** A proxy without toxics. */
  public ProxySpec(
      String name,
      Address listen,
      Address upstream,
      String protocolName,
      Protocol protocol,
      RuleSet rules,
      Limits limits,
      boolean enabled) {
    this(name, listen, upstream, protocolName, protocol, rules, List.of(), limits, enabled);
  }

  /** The name of the plugin that made {@link #protocol}. */
  public String protocolName() {
    return speaks.plugin();
  }

  /** What its connections speak. */
  public Protocol protocol() {
    return speaks.instance();
  }

  /**
   * Whether {@code other} is made of the same, whichever the instances, and whatever was counted.
   */
  public boolean isSameAs(ProxySpec other) {
    return name.equals(other.name)
        && listen.equals(other.listen)
        && upstream.equals(other.upstream)
        && speaks.equals(other.speaks)
        && rules.isSameAs(other.rules)
        && drawBy.equals(other.drawBy)
        && areSame(other.toxics)
        && limits.equals(other.limits)
        && enabled == other.enabled
        && defaults.equals(other.defaults);
  }

  private boolean areSame(List<ToxicSpec> others) {
    return toxics.size() == others.size()
        && IntStream.range(0, toxics.size()).allMatch(i -> toxics.get(i).isSameAs(others.get(i)));
  }

  /** The same proxy under another name. */
  public ProxySpec withName(String changed) {
    return new ProxySpec(
        changed, listen, upstream, speaks, rules, drawBy, toxics, limits, enabled, defaults);
  }

  /** The same proxy with other rules. */
  public ProxySpec withRules(RuleSet changed) {
    return new ProxySpec(
        name, listen, upstream, speaks, changed, drawBy, toxics, limits, enabled, defaults);
  }

  /** The same proxy with draws keyed by something else. */
  public ProxySpec withDrawBy(Optional<Term> changed) {
    return new ProxySpec(
        name, listen, upstream, speaks, rules, changed, toxics, limits, enabled, defaults);
  }

  /** The same proxy with other toxics. */
  public ProxySpec withToxics(List<ToxicSpec> changed) {
    return new ProxySpec(
        name, listen, upstream, speaks, rules, drawBy, changed, limits, enabled, defaults);
  }

  /** The same proxy in front of another backend. */
  public ProxySpec withUpstream(Address changed) {
    return new ProxySpec(
        name, listen, changed, speaks, rules, drawBy, toxics, limits, enabled, defaults);
  }

  /** The same proxy listening elsewhere. */
  public ProxySpec withListen(Address changed) {
    return new ProxySpec(
        name, changed, upstream, speaks, rules, drawBy, toxics, limits, enabled, defaults);
  }

  /** The same proxy, listening or not. */
  public ProxySpec withEnabled(boolean changed) {
    return new ProxySpec(
        name, listen, upstream, speaks, rules, drawBy, toxics, limits, changed, defaults);
  }

  /** The same proxy, whose rules and mixes begin with other options. */
  public ProxySpec withDefaults(Map<String, Options> changed) {
    return new ProxySpec(
        name, listen, upstream, speaks, rules, drawBy, toxics, limits, enabled, changed);
  }
}
