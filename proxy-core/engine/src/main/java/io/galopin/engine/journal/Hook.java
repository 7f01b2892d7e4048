package io.galopin.engine.journal;

import io.galopin.api.Direction;

/** The hook at which a behavior decided. */
public enum Hook {
  /** The head of the request had arrived and had not gone on. */
  BEFORE(Direction.UPSTREAM),
  /** The request had been written, or its reply began. */
  BETWEEN(Direction.DOWNSTREAM),
  /** The head of the reply had arrived and had not gone on. */
  AFTER(Direction.DOWNSTREAM);

  private final Direction direction;

  Hook(Direction direction) {
    this.direction = direction;
  }

  /** Returns the direction that the decision is about. */
  public Direction direction() {
    return direction;
  }
}
