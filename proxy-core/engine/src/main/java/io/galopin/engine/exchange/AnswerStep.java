package io.galopin.engine.exchange;

import io.galopin.api.Rendering;
import io.galopin.engine.hold.HoldQueue;

/**
 * Something that is done with an answer of the proxy's own when what is held back before it has
 * gone.
 *
 * @param rendering the answer; handed over to {@code then}, or released if that never runs
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
