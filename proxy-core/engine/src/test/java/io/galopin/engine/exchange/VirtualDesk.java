package io.galopin.engine.exchange;

import io.galopin.api.Behavior;
import io.galopin.api.Cut;
import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.Request;
import io.galopin.engine.LineProtocol;
import io.galopin.engine.hold.HoldQueue;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Trigger;
import io.galopin.engine.rule.Firing;
import io.galopin.engine.rule.Identities;
import io.galopin.engine.rule.Made;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.Address;
import io.galopin.engine.socket.NotedSink;
import io.galopin.engine.socket.Outlet;
import io.galopin.engine.socket.ProxyMeter;
import io.galopin.engine.trace.ExchangeListeners;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parts that handle the exchanges of a connection, on virtual time, for tests. */
final class VirtualDesk implements ExchangeOwner {

  /** A request for tests. */
  record Line(String label, boolean expectsReply, boolean quiet) implements Request {
    Line(String label) {
      this(label, true, false);
    }
  }

  final VirtualFacts connection = new VirtualFacts();
  final NotedControls controls = new NotedControls();
  final NotedSink client = new NotedSink();
  final HoldQueue holds =
      new HoldQueue(connection.time.loop(), controls::guard, connection.memory, () -> {});
  final ExchangeListeners listeners = new ExchangeListeners();
  final Desk desk;

  RuleSet rules = RuleSet.none();
  @Nullable Identities identities;
  int begun;

  VirtualDesk() {
    this(new LineProtocol());
  }

  VirtualDesk(Protocol protocol) {
    this(List.of(Made.of("line", protocol)));
  }

  /** With layers, and then the protocol. */
  VirtualDesk(List<Made<Protocol>> stack) {
    ConnectionSpec spec =
        new ConnectionSpec(
            "web", stack, new Address("backend", 80), Duration.ofSeconds(10), Optional.empty());
    desk =
        Desk.open(
            new NewConnection(
                spec, connection.facts, ProxyMeter.NONE, connection.recorder, controls),
            this,
            client,
            holds,
            UnpooledByteBufAllocator.DEFAULT);
  }

  /** The exchanges as the sessions see them. */
  Pairing pairing() {
    return new ExchangePairing(desk.exchanges(), new Address("backend", 80));
  }

  @Override
  public RuleSet rules() {
    return rules;
  }

  @Override
  public @Nullable Identities identities() {
    return identities;
  }

  @Override
  public void exchange() {
    begun++;
  }

  @Override
  public ExchangeListeners listeners() {
    return listeners;
  }

  @Override
  public void beginsWithTls(long nanoTime) {}

  @Override
  public void encrypted(String wayOut) {}

  /** An exchange on which rules act with these behaviors, in their order. */
  ActiveExchange exchange(String label, Behavior... behaviors) {
    return exchange(new Line(label), behaviors);
  }

  ActiveExchange exchange(Request request, Behavior... behaviors) {
    ActiveExchange exchange = desk.exchanges().begin(request);
    for (int i = 0; i < behaviors.length; i++) {
      exchange.add(firing("b" + i, behaviors[i]), connection.recorder);
    }
    return exchange;
  }

  Firing firing(String plugin, Behavior behavior) {
    return firing(plugin, behavior, false);
  }

  /** A rule that was chosen, with the name of its plugin. */
  Firing firing(String plugin, Behavior behavior, boolean atReply) {
    Rule rule = rule(plugin, behavior);
    return new Firing(rule, rule.mix().choices().findFirst().orElseThrow(), atReply);
  }

  /** A rule that always acts, with the name of its plugin. */
  static Rule rule(String plugin, Behavior behavior) {
    return rule(plugin, Condition.always(), behavior, false);
  }

  static Rule rule(String plugin, Condition when, Behavior behavior, boolean continues) {
    Mix mix = Mix.of(Map.of(plugin, BigDecimal.valueOf(100)), name -> behavior);
    return new Rule(plugin, when, Trigger.ALWAYS, mix, continues, true);
  }

  /** Handles bytes as a link does; those that pass go to {@code onward}. */
  static void read(Watcher watcher, ByteBuf in, Outlet onward) {
    try {
      boolean more = true;
      while (more && in.isReadable()) {
        more = step(watcher, in, onward);
      }
    } finally {
      in.release();
    }
  }

  private static boolean step(Watcher watcher, ByteBuf in, Outlet onward) {
    Cut cut = watcher.cut(in);
    if (cut.kind() == Cut.Kind.UNANSWERED) {
      watcher.unanswered();
      return true;
    }
    if (cut.length() == 0) {
      if (cut.kind() == Cut.Kind.REFUSE) {
        watcher.refuse(cut);
      }
      return false;
    }
    watcher.come(cut, in);
    boolean passes = watcher.passes(cut);
    ByteBuf piece = in.readRetainedSlice(cut.length());
    if (passes) {
      watcher.passed(cut);
      onward.write(piece);
      watcher.wrote();
    } else {
      watcher.take(cut, piece);
    }
    if (cut.handsOver()) {
      watcher.handOver();
    }
    return true;
  }

  void rules(Rule... all) {
    rules = new RuleSet(List.of(all));
  }
}
