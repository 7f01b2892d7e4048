package io.galopin.engine.connection;

import io.galopin.engine.exchange.ConnectionFacts;
import io.galopin.engine.exchange.Controls;
import io.galopin.engine.exchange.Recorder;
import io.galopin.engine.loop.Pulse;
import io.galopin.engine.trouble.PluginFailure;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs what may call a plugin: what is thrown there ends its connection and no other, and how long
 * it takes can be seen from outside. Used on the connection's event loop only.
 */
final class Guard implements Executor {

  private final Pulse pulse;
  private final Pulse.Work work;
  private final Recorder recorder;
  private final String protocol;
  private final Runnable reset;

  /**
   * A guard of one connection.
   *
   * @param work the connection, for those who look from outside
   * @param protocol to blame for what names no plugin
   * @param reset ends the connection
   */
  Guard(Pulse pulse, Pulse.Work work, Recorder recorder, String protocol, Runnable reset) {
    this.pulse = pulse;
    this.work = work;
    this.recorder = recorder;
    this.protocol = protocol;
    this.reset = reset;
  }

  /** A guard of a new connection, which its controls end. */
  static Guard of(
      ConnectionOwner owner,
      ConnectionFacts facts,
      Recorder recorder,
      String protocol,
      Controls controls) {
    return new Guard(
        owner.pulse(facts.loop()),
        new ConnectionWork(owner, facts, recorder, protocol),
        recorder,
        protocol,
        controls::reset);
  }

  /** The loop begins to work for the connection. Returns what {@link #leave} has to be given. */
  Pulse.@Nullable Work enter() {
    return pulse.enter(work);
  }

  /** The loop has done that. */
  void leave(Pulse.@Nullable Work outer) {
    pulse.leave(outer);
  }

  /** One of many plugin calls that something may lead to is over. */
  void beat() {
    pulse.beat();
  }

  @Override
  public void execute(Runnable action) {
    run(action);
  }

  void run(Runnable action) {
    Pulse.Work outer = enter();
    try {
      action.run();
    } catch (Throwable thrown) {
      failed(thrown);
    } finally {
      leave(outer);
    }
  }

  /** A plugin failed, or the proxy itself. */
  void failed(Throwable thrown) {
    recorder.failed(PluginFailure.of(thrown, protocol), "the connection is reset");
    reset.run();
  }
}
