package io.galopin.engine;

import io.galopin.api.Names;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.api.Protocol;
import io.galopin.engine.exchange.ConnectionSpec;
import io.galopin.engine.match.Term;
import io.galopin.engine.rule.Made;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.socket.Address;
import io.galopin.engine.tls.TlsEnds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The complete configuration of a proxy. Immutable; a change creates a new one.
 *
 * @param name unique in an engine, a {@linkplain Names#isName name}
 * @param listen where clients connect
 * @param upstream the backend's address; its host name is resolved at each connect. If it has no
 *     port, connections are closed with a trouble
 * @param speaks the protocol, an instance of this proxy's own
 * @param rules the rules, in order
 * @param drawBy what keys the draws of exchanges; empty for their places, the ordinals of
 *     connection and exchange
 * @param toxics the toxics on its links, in order of creation
 * @param limits times and sizes of its connections
 * @param enabled whether it listens
 * @param defaults default options of rules and mixes of this proxy, by behavior. The engine does
 *     not use them; code that creates rules does
 * @param below what is below the protocol: TLS, and layers
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
    Map<String, Options> defaults,
    Below below) {

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
    if (!below.tls().equals(TlsEnds.NONE)) {
      ConnectionSpec.later(below.tls(), speaks);
    }
  }

  /** A proxy with nothing below its protocol. */
  public ProxySpec(
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
    this(
        name,
        listen,
        upstream,
        speaks,
        rules,
        drawBy,
        toxics,
        limits,
        enabled,
        defaults,
        Below.NOTHING);
  }

  /** A proxy with nothing below its protocol and without default options of behaviors. */
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

  /** A proxy whose draws are keyed by place. */
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

  /** Returns the name of the plugin that made {@link #protocol}. */
  public String protocolName() {
    return speaks.plugin();
  }

  /** Returns the protocol of its connections. */
  public Protocol protocol() {
    return speaks.instance();
  }

  /** Returns which sides of its connections speak TLS. */
  public TlsEnds tls() {
    return below.tls();
  }

  /** Returns the backend's address as users write it, with {@code tls://} if it speaks TLS. */
  public String shownUpstream() {
    return (tls().backend().isPresent() ? "tls://" : "") + upstream;
  }

  /** Returns what is between TLS and the protocol, from the socket up. */
  public List<Made<Protocol>> layers() {
    return below.layers();
  }

  /** Returns the layers from the socket up, and then the protocol. */
  public List<Made<Protocol>> stack() {
    return Stream.concat(layers().stream(), Stream.of(speaks)).toList();
  }

  /** Whether {@code other} has the same instances of protocol and layers. */
  boolean speaksLike(ProxySpec other) {
    List<Protocol> mine = stack().stream().map(Made::instance).toList();
    List<Protocol> others = other.stack().stream().map(Made::instance).toList();
    return mine.size() == others.size()
        && IntStream.range(0, mine.size()).allMatch(i -> mine.get(i) == others.get(i));
  }

  /** Whether {@code other} has the same configuration. Instances and counters are not compared. */
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
        && defaults.equals(other.defaults)
        && below.equals(other.below);
  }

  private boolean areSame(List<ToxicSpec> others) {
    return toxics.size() == others.size()
        && IntStream.range(0, toxics.size()).allMatch(i -> toxics.get(i).isSameAs(others.get(i)));
  }

  /** Returns the same proxy under another name. */
  public ProxySpec withName(String changed) {
    return new ProxySpec(
        changed, listen, upstream, speaks, rules, drawBy, toxics, limits, enabled, defaults, below);
  }

  /** Returns the same proxy with other rules. */
  public ProxySpec withRules(RuleSet changed) {
    return new ProxySpec(
        name, listen, upstream, speaks, changed, drawBy, toxics, limits, enabled, defaults, below);
  }

  /** Returns the same proxy with another instance of its protocol. */
  public ProxySpec withSpeaks(Made<Protocol> changed) {
    return new ProxySpec(
        name, listen, upstream, changed, rules, drawBy, toxics, limits, enabled, defaults, below);
  }

  /** Returns a configuration to compare others with. It keeps nothing of the plugins. */
  public ProxySpec inert() {
    return withSpeaks(inert(speaks))
        .withLayers(layers().stream().map(ProxySpec::inert).toList())
        .withRules(rules.remade(Rule::inert))
        .withToxics(toxics.stream().map(ToxicSpec::inert).toList());
  }

  private static Made<Protocol> inert(Made<Protocol> made) {
    return made.with(
        pairing -> {
          throw new IllegalStateException("no connection has this protocol");
        });
  }

  /** Whether one of its protocols, behaviors and toxics is among these. */
  public boolean uses(Predicate<Object> instances) {
    return stack().stream().anyMatch(made -> instances.test(made.instance()))
        || rules.behaviors().anyMatch(instances)
        || toxics.stream().anyMatch(toxic -> instances.test(toxic.toxic()));
  }

  /** Returns the same proxy with draws keyed by something else. */
  public ProxySpec withDrawBy(Optional<Term> changed) {
    return new ProxySpec(
        name, listen, upstream, speaks, rules, changed, toxics, limits, enabled, defaults, below);
  }

  /** Returns the same proxy with other toxics. */
  public ProxySpec withToxics(List<ToxicSpec> changed) {
    return new ProxySpec(
        name, listen, upstream, speaks, rules, drawBy, changed, limits, enabled, defaults, below);
  }

  /** Returns the same proxy in front of another backend. */
  public ProxySpec withUpstream(Address changed) {
    return new ProxySpec(
        name, listen, changed, speaks, rules, drawBy, toxics, limits, enabled, defaults, below);
  }

  /** Returns the same proxy with another listen address. */
  public ProxySpec withListen(Address changed) {
    return new ProxySpec(
        name, changed, upstream, speaks, rules, drawBy, toxics, limits, enabled, defaults, below);
  }

  /** Returns the same proxy, enabled or disabled. */
  public ProxySpec withEnabled(boolean changed) {
    return new ProxySpec(
        name, listen, upstream, speaks, rules, drawBy, toxics, limits, changed, defaults, below);
  }

  /** Returns the same proxy with other default options of rules and mixes. */
  public ProxySpec withDefaults(Map<String, Options> changed) {
    return new ProxySpec(
        name, listen, upstream, speaks, rules, drawBy, toxics, limits, enabled, changed, below);
  }

  /** Returns the same proxy with other layers below its protocol. */
  public ProxySpec withLayers(List<Made<Protocol>> changed) {
    return withBelow(new Below(tls(), changed));
  }

  /** Returns the same proxy with TLS at other sides of its connections. */
  public ProxySpec withTls(TlsEnds changed) {
    return withBelow(new Below(changed, layers()));
  }

  /** Returns the same proxy with something else below its protocol. */
  public ProxySpec withBelow(Below changed) {
    return new ProxySpec(
        name, listen, upstream, speaks, rules, drawBy, toxics, limits, enabled, defaults, changed);
  }
}
