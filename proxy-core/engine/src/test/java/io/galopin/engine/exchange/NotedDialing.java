package io.galopin.engine.exchange;

import io.galopin.api.Trouble;
import org.jspecify.annotations.Nullable;

/** The way to a backend; notes how often it was dialed. */
final class NotedDialing implements Dialing {

  int dialed;
  @Nullable Trouble trouble;

  @Override
  public void dial() {
    dialed++;
  }

  @Override
  public @Nullable Trouble trouble() {
    return trouble;
  }
}
