package io.galopin.protocol.mysql.clients;

import static io.galopin.protocol.mysql.Wired.number;
import static io.galopin.protocol.mysql.Wired.packet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A session made up from a seed: statements of all kinds, prepared or not, with transactions and
 * errors, in groups that are sent at once and in pieces.
 */
final class Generated {

  private static final long QUERY_ATTRIBUTES = 1 << 27;
  private static final int CURSOR = 1;
  private static final int LONGEST = 4;

  private final Random random;
  private final long capabilities;
  private final boolean newest;
  private int prepared;

  private Generated(long seed, long capabilities, boolean newest) {
    this.newest = newest;
    random = new Random(seed);
    this.capabilities = capabilities;
  }

  /**
   * Plays one. Returns the replies as they are on the wire, one after another, but without the
   * numbers of prepared statements, which MariaDB does not choose per connection.
   *
   * @param newest whether all that is executed is the newest prepared statement (MariaDB)
   * @param statements what it may say, and begins with
   */
  static List<String> play(int port, long seed, long able, boolean newest, List<String> statements)
      throws IOException {
    long capabilities = RawClient.OLD | (able & ~new Random(seed).nextLong());
    try (RawClient client = RawClient.loggedIn(port, capabilities)) {
      client.query(statements.get(0));
      return new Generated(seed, capabilities, newest).play(client, statements);
    }
  }

  private List<String> play(RawClient client, List<String> statements) throws IOException {
    List<String> replies = new ArrayList<>();
    boolean bytewise = random.nextInt(20) == 0;
    for (int group = 0; group < LONGEST; group++) {
      List<Integer> asked = new ArrayList<>();
      StringBuilder bytes = new StringBuilder();
      for (int i = 1 + random.nextInt(LONGEST); i > 0; i--) {
        ask(statements, asked, bytes);
      }
      client.say(bytes.toString(), bytewise ? 1 : 20 + random.nextInt(400));
      for (int command : asked) {
        String reply = client.reply(command);
        boolean numbered = command == RawClient.PREPARE && reply.charAt(4) == 0;
        replies.add(numbered ? reply.substring(0, 5) + reply.substring(9) : reply);
      }
    }
    return replies;
  }

  private void ask(List<String> statements, List<Integer> asked, StringBuilder bytes) {
    String sql =
        statements
            .get(random.nextInt(statements.size()))
            .replace("#", Integer.toString(random.nextInt(9)));
    int statement = newest ? -1 : 1 + random.nextInt(prepared + 1);
    boolean attributes = (capabilities & QUERY_ATTRIBUTES) != 0;
    switch (random.nextInt(8)) {
      case 0 -> {
        prepared++;
        add(RawClient.PREPARE, sql.split(";")[0], asked, bytes);
      }
      case 1, 2 -> {
        int flags = random.nextInt(3) == 0 ? CURSOR : 0;
        add(RawClient.EXECUTE, number(statement, 4) + (char) flags + number(1, 4), asked, bytes);
        if (flags == CURSOR) {
          add(RawClient.FETCH, number(statement, 4) + number(2, 4), asked, bytes);
        }
      }
      case 3 -> other(statement, asked, bytes);
      default -> add(RawClient.QUERY, (attributes ? "\0\1" : "") + sql, asked, bytes);
    }
  }

  private void other(int statement, List<Integer> asked, StringBuilder bytes) {
    switch (random.nextInt(6)) {
      case 0 -> add(RawClient.CLOSE, number(statement, 4), asked, bytes);
      case 1 -> add(RawClient.LONG_DATA, number(statement, 4) + "\0\0secret", asked, bytes);
      case 2 -> add(RawClient.RESET, number(statement, 4), asked, bytes);
      case 3 -> add(RawClient.INIT_DB, random.nextBoolean() ? "shop" : "missing", asked, bytes);
      default -> add(RawClient.PING, "", asked, bytes);
    }
  }

  private static void add(int command, String rest, List<Integer> asked, StringBuilder bytes) {
    asked.add(command);
    bytes.append(packet(0, (char) command + rest));
  }
}
