package io.galopin.engine.exchange;

import io.galopin.api.Rendering;
import io.galopin.engine.hold.HoldQueue;

/**
 * Runs a step with an answer of the proxy after the bytes held before it have gone.
 *
 * @param rendering the answer; owned by {@code then}, or released if that never runs
 */
record AnswerStep(Rendering rendering, Runnable then) implements HoldQueue.Step {

  @Override
  public void run() {
    then.run();
  }

  @Override
  public void cancel() {
    rendering.bytes().release();
  }

  @Override
  public int pinned() {
    return rendering.bytes().capacity();
  }
}
