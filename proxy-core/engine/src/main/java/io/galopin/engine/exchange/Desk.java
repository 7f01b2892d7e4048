package io.galopin.engine.exchange;

import io.galopin.api.Session;

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
    Session session,
    Exchanges exchanges,
    Answers answers,
    Interventions interventions,
    Recorder recorder,
    Controls controls) {}
