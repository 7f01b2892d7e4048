package io.galopin.engine.rule;

/**
 * The draws of one toxic on one link: they are keyed by places in the stream, so that those of a
 * byte are the same however TCP has cut what comes before it. Used on one event loop only.
 */
public final class StreamDraws {

  private final Draws draws;
  private final long connection;
  private final String purpose;
  private long place = -1;
  private int asked;

  /** None yet, for one toxic on a link of a connection. */
  public StreamDraws(Draws draws, long connection, String purpose) {
    this.draws = draws;
    this.connection = connection;
    this.purpose = purpose;
  }

  /**
   * The next number, from 0 (inclusive) to 1 (exclusive), of those that belong to a byte.
   *
   * @param offset how many bytes of the link are before it
   */
  public double next(long offset) {
    asked = offset == place ? asked + 1 : 0;
    place = offset;
    return draws.number(connection, asked == 0 ? purpose : purpose + "." + asked, offset);
  }
}
