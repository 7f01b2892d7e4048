package io.galopin.engine.exchange;

import io.galopin.api.Greeted;
import io.galopin.api.Noticing;
import io.galopin.api.Pairing;
import io.galopin.api.Probing;
import io.galopin.api.Protocol;
import io.galopin.api.Session;
import io.galopin.api.Substituting;
import io.galopin.api.TroubleTelling;
import io.galopin.api.Withholding;
import io.galopin.engine.rule.Made;
import io.galopin.engine.trouble.Nonsense;
import io.galopin.engine.trouble.PluginFailure;
import org.jspecify.annotations.Nullable;

/**
 * A session with the name of its plugin and what it can do, which is looked up once. Used on only
 * one event loop.
 *
 * @param name of the plugin that made {@code protocol}
 * @param isLayer whether it is a layer even with nothing above it
 * @param session null if it could not be opened
 * @param heads its methods for heads
 * @param greeted the session if it can do that, and so on; null if it cannot
 */
record Speaker(
    String name,
    Protocol protocol,
    boolean isLayer,
    @Nullable Session session,
    GuardedHeads heads,
    @Nullable Greeted greeted,
    @Nullable Probing probing,
    @Nullable Substituting substituting,
    @Nullable Withholding withholding,
    @Nullable TroubleTelling telling,
    @Nullable Noticing noticing) {

  static Speaker of(String name, Protocol protocol, @Nullable Session session, Recorder recorder) {
    return of(name, protocol, false, session, recorder);
  }

  private static Speaker of(
      String name,
      Protocol protocol,
      boolean isLayer,
      @Nullable Session session,
      Recorder recorder) {
    return new Speaker(
        name,
        protocol,
        isLayer,
        session,
        new GuardedHeads(session, recorder, (hook, thrown) -> failure(name, hook, thrown)),
        session instanceof Greeted able ? able : null,
        session instanceof Probing able ? able : null,
        session instanceof Substituting able ? able : null,
        session instanceof Withholding able ? able : null,
        session instanceof TroubleTelling able ? able : null,
        session instanceof Noticing able ? able : null);
  }

  /**
   * Opens a session.
   *
   * @throws PluginFailure if the protocol fails
   */
  static Speaker open(Made<Protocol> made, Pairing pairing, Recorder recorder) {
    try {
      boolean isLayer = made.instance().isLayer();
      Session session = made.instance().open(pairing);
      if (session == null) {
        throw new Nonsense("returned null (expected: a session)");
      }
      return of(made.plugin(), made.instance(), isLayer, session, recorder);
    } catch (Throwable thrown) {
      throw failure(made.plugin(), "open", thrown);
    }
  }

  /** Returns the failure of one of its methods. */
  PluginFailure failure(String hook, Throwable thrown) {
    return failure(name, hook, thrown);
  }

  private static PluginFailure failure(String name, String hook, Throwable thrown) {
    return thrown instanceof PluginFailure named
        ? named
        : new PluginFailure("protocol", name, hook, thrown);
  }

  /** Closes the session. It is asked nothing more. */
  void close(Recorder recorder) {
    try {
      if (session != null) {
        session.close();
      }
    } catch (Throwable thrown) {
      recorder.failed(failure("close", thrown), "the connection has ended all the same");
    }
  }
}
