package io.galopin.engine.connection;

import io.galopin.engine.exchange.ConnectionFacts;
import io.galopin.engine.exchange.Recorder;
import io.galopin.engine.loop.Pulse;
import io.galopin.engine.trouble.PluginFailure;
import org.jspecify.annotations.Nullable;

/**
 * A connection as code that watches its event loop from outside sees it.
 *
 * @param protocol the plugin's name
 */
record ConnectionWork(
    ConnectionOwner owner, ConnectionFacts facts, Recorder recorder, String protocol)
    implements Pulse.Work {

  @Override
  public String place() {
    return facts.place();
  }

  @Override
  public @Nullable PluginFailure blocked(long millis, StackTraceElement[] stack) {
    return Culprit.of(millis, stack, protocol, owner);
  }

  @Override
  public void slow(PluginFailure failure) {
    recorder.slow(failure);
  }

  @Override
  public void hung(PluginFailure failure, String then) {
    recorder.hung(failure, then);
  }
}
