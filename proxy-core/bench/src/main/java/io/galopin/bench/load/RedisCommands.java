package io.galopin.bench.load;

/** Redis commands that need no data in the server. */
public final class RedisCommands {

  private static final String GET = "*2\r\n$3\r\nGET\r\n$5\r\nbench\r\n";
  private static final String NOTHING = "$-1\r\n";

  private RedisCommands() {}

  /** Sends a number of GETs at once for a key that does not exist. */
  public static Exchange get(int atOnce) {
    return new Exchange(GET.repeat(atOnce), atOnce, () -> Replies.ofBytes(NOTHING.length()));
  }
}
