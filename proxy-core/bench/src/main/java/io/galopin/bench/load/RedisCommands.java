package io.galopin.bench.load;

/** Commands of Redis that need no data in the server. */
public final class RedisCommands {

  private static final String GET = "*2\r\n$3\r\nGET\r\n$5\r\nbench\r\n";
  private static final String NOTHING = "$-1\r\n";

  private RedisCommands() {}

  /** Asks so many times at once for a value that is not there. */
  public static Exchange get(int atOnce) {
    return new Exchange(GET.repeat(atOnce), atOnce, () -> Replies.ofBytes(NOTHING.length()));
  }
}
