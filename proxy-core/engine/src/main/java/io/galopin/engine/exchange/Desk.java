package io.galopin.engine.exchange;

import io.galopin.api.Trouble;
import io.galopin.engine.hold.HoldQueue;
import io.galopin.engine.socket.Outlet;
import io.galopin.engine.socket.ProxyMeter;
import io.netty.buffer.ByteBufAllocator;

/**
 * Those who deal with the exchanges of one connection together.
 *
 * @param session finds messages and renders answers
 * @param exchanges those whose replies are not complete
 * @param answers makes what the client gets in place of replies
 * @param interventions what rules do
 * @param recorder writes it down
 * @param controls what may be done to the connection as a whole
 */
public record Desk(
    GuardedSession session,
    Exchanges exchanges,
    Answers answers,
    Interventions interventions,
    Recorder recorder,
    Controls controls) {

  /**
   * Those of a new connection. Where the protocol cannot begin one, its session is not usable.
   *
   * @param spec of the proxy
   * @param owner the proxy
   * @param toClient takes what the client gets
   * @param holds what waits on the way there
   */
  public static Desk open(
      ConnectionFacts facts,
      ConnectionSpec spec,
      ExchangeOwner owner,
      ProxyMeter meter,
      Recorder recorder,
      Controls controls,
      Outlet toClient,
      HoldQueue holds,
      ByteBufAllocator allocator) {
    BehaviorStates states = new BehaviorStates();
    Exchanges exchanges = new Exchanges(facts, meter, owner, states, spec.upstream().toString());
    GuardedSession session =
        GuardedSession.open(spec.protocol(), spec.protocolName(), exchanges, recorder);
    Answers answers = new Answers(controls, recorder, session, toClient, holds, allocator);
    exchanges.use(session, answers);
    Interventions interventions =
        new Interventions(facts, owner, controls, states, session, exchanges, answers, recorder);
    return new Desk(session, exchanges, answers, interventions, recorder, controls);
  }

  /** There will be no backend: who waits for it is told why, or the connection closes. */
  public void tell(Trouble reason) {
    ActiveExchange waiting = exchanges.atBackend();
    if (!session.tellsTrouble()) {
      controls.closeOrderly();
    } else if (waiting != null) {
      answers.tell(waiting, reason, exchanges);
    }
  }

  /** Nothing more is to be done, and nobody is answered any more. */
  public void close() {
    interventions.close();
    exchanges.close();
    session.close();
  }
}
