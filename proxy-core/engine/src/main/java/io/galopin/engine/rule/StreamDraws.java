package io.galopin.engine.rule;

/**
 * The draws of one toxic on one link. They are keyed by stream offset, so that the draws of a byte
 * do not depend on how TCP split the bytes before it. Used on only one event loop.
 */
public final class StreamDraws {

  private final Draws draws;
  private final long connection;
  private final String purpose;
  private long place = -1;
  private int asked;

  /** Creates the draws of one toxic on a link of a connection. */
  public StreamDraws(Draws draws, long connection, String purpose) {
    this.draws = draws;
    this.connection = connection;
    this.purpose = purpose;
  }

  /**
   * Returns the next draw of a byte, from 0 (inclusive) to 1 (exclusive).
   *
   * @param offset the number of bytes of the link before it
   */
  public double next(long offset) {
    asked = offset == place ? asked + 1 : 0;
    place = offset;
    return draws.number(connection, asked == 0 ? purpose : purpose + "." + asked, offset);
  }
}
