package io.galopin.engine.exchange;

import io.galopin.api.Pairing;
import io.galopin.api.Trouble;
import io.galopin.engine.hold.HoldQueue;
import io.galopin.engine.socket.Outlet;
import io.galopin.engine.tls.LaterTls;
import io.netty.buffer.ByteBufAllocator;
import java.util.function.Predicate;

/**
 * The parts that handle the exchanges of one connection together.
 *
 * @param session finds messages and renders answers
 * @param exchanges the exchanges whose replies are not complete
 * @param answers makes what the client gets instead of replies
 * @param interventions applies the rules
 * @param recorder writes the journal
 * @param controls controls the whole connection
 * @param tracer follows exchanges for those who listen
 */
public record Desk(
    GuardedSession session,
    Exchanges exchanges,
    Answers answers,
    Interventions interventions,
    Recorder recorder,
    Controls controls,
    Tracer tracer) {

  /**
   * Creates the parts for a new connection. If the protocol fails to open a session, the session is
   * not usable.
   *
   * @param owner the proxy
   * @param toClient takes what the client gets
   * @param holds what waits on the way there
   */
  public static Desk open(
      NewConnection connection,
      ExchangeOwner owner,
      Outlet toClient,
      HoldQueue holds,
      ByteBufAllocator allocator) {
    ConnectionSpec spec = connection.spec();
    ConnectionFacts facts = connection.facts();
    Recorder recorder = connection.recorder();
    Controls controls = connection.controls();
    BehaviorStates states = new BehaviorStates();
    Exchanges exchanges = new Exchanges(facts, connection.meter(), owner, states);
    GuardedSession session = session(connection, owner, exchanges);
    Answers answers = new Answers(controls, recorder, session, toClient, holds, allocator);
    Tracer tracer = new Tracer(facts, spec, owner.listeners(), session, recorder);
    exchanges.use(session, answers, tracer);
    Interventions interventions =
        new Interventions(facts, owner, controls, states, session, exchanges, answers, recorder);
    return new Desk(session, exchanges, answers, interventions, recorder, controls, tracer);
  }

  private static GuardedSession session(
      NewConnection connection, ExchangeOwner owner, Exchanges exchanges) {
    ConnectionSpec spec = connection.spec();
    LaterTls later = spec.later();
    Pairing pairing = new ExchangePairing(exchanges, spec.upstream(), later.upgrade());
    return later.client()
        ? SessionStart.openForLater(spec.stack(), pairing, connection.recorder())
        : SessionStart.open(
            spec.stack(),
            pairing,
            connection.recorder(),
            wayOut -> {
              exchanges.encrypted();
              owner.encrypted(wayOut);
            },
            () -> owner.beginsWithTls(connection.facts().loop().ticker().nanoTime()));
  }

  /** Called when there will be no backend: tells waiting clients why, or closes the connection. */
  public void tell(Trouble reason) {
    ActiveExchange waiting = exchanges.atBackend();
    if (!session.telling().isPossible()) {
      controls.closeOrderly();
    } else if (waiting != null) {
      answers.tell(waiting, reason, exchanges);
    } else {
      answers.tellApart(reason, exchanges);
    }
  }

  /** Called when the proxy has got other versions of its plugins. */
  public void pluginsChanged() {
    interventions.pluginsChanged();
  }

  /** Whether one of these behaviors acts on an exchange that is not over. */
  public boolean uses(Predicate<Object> behaviors) {
    return interventions.use(behaviors) || exchanges.use(behaviors);
  }

  /** Stops all work; no more answers are sent. */
  public void close() {
    interventions.close();
    exchanges.close();
    session.close();
  }

  /**
   * Returns what to do when nothing is left of the connection.
   *
   * @param then done last
   */
  public Runnable gone(Runnable then) {
    return () -> {
      tracer.abandon();
      then.run();
    };
  }
}
