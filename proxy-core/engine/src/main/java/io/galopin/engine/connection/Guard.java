package io.galopin.engine.connection;

import io.galopin.engine.exchange.ConnectionFacts;
import io.galopin.engine.exchange.Controls;
import io.galopin.engine.exchange.Recorder;
import io.galopin.engine.loop.Pulse;
import io.galopin.engine.trouble.PluginFailure;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs code that may call a plugin. An exception ends only this connection, and the running time is
 * visible from outside. Used only on the connection's event loop.
 */
final class Guard implements Executor {

  private final Pulse pulse;
  private final Pulse.Work work;
  private final Recorder recorder;
  private final String protocol;
  private final Runnable reset;

  /**
   * Creates a guard of one connection.
   *
   * @param work the connection, for code that watches from outside
   * @param protocol blamed for failures that name no plugin
   * @param reset ends the connection
   */
  Guard(Pulse pulse, Pulse.Work work, Recorder recorder, String protocol, Runnable reset) {
    this.pulse = pulse;
    this.work = work;
    this.recorder = recorder;
    this.protocol = protocol;
    this.reset = reset;
  }

  /** Returns a guard of a new connection that ends it through its controls. */
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

  /**
   * Called when the loop starts to work for the connection. Returns the value to pass to {@link
   * #leave}.
   */
  Pulse.@Nullable Work enter() {
    return pulse.enter(work);
  }

  /** Called when the loop has finished that work. */
  void leave(Pulse.@Nullable Work outer) {
    // An interrupt that a plugin left behind would close the next socket of the loop.
    Thread.interrupted();
    pulse.leave(outer);
  }

  /** Called when one of several plugin calls in a row is over. */
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

  /** Called when a plugin or the proxy itself failed. */
  void failed(Throwable thrown) {
    recorder.failed(PluginFailure.of(thrown, protocol), "the connection is reset");
    reset.run();
  }
}
