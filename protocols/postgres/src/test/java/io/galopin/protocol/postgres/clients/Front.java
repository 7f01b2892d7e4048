package io.galopin.protocol.postgres.clients;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Options;
import io.galopin.engine.Below;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.OwnAttributes;
import io.galopin.engine.match.Term;
import io.galopin.engine.match.Trigger;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.Address;
import io.galopin.protocol.postgres.PostgresProtocolFactory;
import io.galopin.testkit.sockets.SocketProxy;
import io.galopin.testkit.sockets.Watching;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;

/** A proxy in front of the server, with one behavior. */
final class Front extends SocketProxy {

  private static final PostgresProtocolFactory POSTGRES = new PostgresProtocolFactory();

  /** What the journal would call the requests so far, if the behavior notes them. */
  final Collection<String> requests;

  private Front(
      Address backend, Map<String, ?> options, Condition when, int percent, Behavior behavior) {
    this(backend, options, rules(when, percent, behavior), behavior, Below.NOTHING);
  }

  private Front(
      Address backend, Map<String, ?> options, RuleSet rules, Behavior behavior, Below below) {
    super(42, "postgres", backend, POSTGRES, options, rules, below);
    requests = behavior instanceof Watching watching ? watching.requests() : List.of();
  }

  private Front(Map<String, ?> options, Condition when, Behavior behavior) {
    this(PostgresServer.address(), options, when, 100, behavior);
  }

  private static RuleSet rules(Condition when, int percent, Behavior behavior) {
    Mix mix = Mix.of(Map.of("test", BigDecimal.valueOf(percent)), name -> behavior);
    return new RuleSet(List.of(new Rule("test", when, Trigger.ALWAYS, mix, false, true)));
  }

  /** One that lets everything pass. */
  static Front passing() {
    return before(exchange -> Decision.pass());
  }

  /** One in front of a backend with something below the protocol, such as TLS. */
  static Front above(Below below, Address backend, Map<String, ?> options) {
    Behavior behavior = new Watching(exchange -> Decision.pass());
    return new Front(backend, options, rules(Condition.always(), 100, behavior), behavior, below);
  }

  /** One with a behavior that has a look at each exchange before the request goes on. */
  static Front before(Function<Exchange, Decision> decisions) {
    return new Front(Map.of(), Condition.always(), new Watching(decisions));
  }

  /** One that fails the replies to requests with this label. */
  static Front failingReplies(String label) {
    return failingRepliesAndRequests(label, "none");
  }

  /** One that fails the replies to requests with one label, and requests with another. */
  static Front failingRepliesAndRequests(String label, String other) {
    return new Front(
        Map.of(),
        Condition.always(),
        new Behavior() {
          @Override
          public Decision onBeforeHandle(Exchange exchange) {
            return exchange.label().equals(other)
                ? Decision.fail(failure("serialization-failure"))
                : Decision.pass();
          }

          @Override
          public Decision onAfterHandle(Exchange exchange) {
            return exchange.label().equals(label)
                ? Decision.fail(failure("serialization-failure"))
                : Decision.pass();
          }
        });
  }

  /** One in front of another backend, that lets everything pass. */
  static Front of(Address backend) {
    return new Front(
        backend, Map.of(), Condition.always(), 100, new Watching(exchange -> Decision.pass()));
  }

  /** One that fails a share of all requests. */
  static Front sharing(int percent, String failure) {
    return new Front(
        PostgresServer.address(),
        Map.of(),
        Condition.always(),
        percent,
        new Watching(exchange -> Decision.fail(failure(failure))));
  }

  /** One with options that lets everything pass. */
  static Front with(Map<String, ?> options) {
    return new Front(options, Condition.always(), new Watching(exchange -> Decision.pass()));
  }

  /** One whose connections fail to open. */
  static Front failingToOpen(String failure) {
    Condition opening = Condition.is(new Term(OwnAttributes.OPENING, ""));
    return new Front(Map.of(), opening, new Watching(exchange -> Decision.fail(failure(failure))));
  }

  /** One that fails the requests with this label. */
  static Front failing(String label, String failure) {
    return before(
        exchange ->
            exchange.label().equals(label) ? Decision.fail(failure(failure)) : Decision.pass());
  }

  static Failure failure(String name) {
    return new Failure(name, Options.of(POSTGRES.failureOptions(), Map.of()));
  }

  Connection connect(Properties properties) throws SQLException {
    return PostgresServer.connect(port(), properties);
  }
}
