package io.galopin.golden;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Conversations in the protocols of Redis and Memcache. */
final class TextScenarios {

  private static final String[] REDIS = {
    resp("GET", "user:1"),
    resp("SET", "user:1", "secret"),
    resp("MGET", "a", "b", "c"),
    resp("INCR", "n"),
    "PING\r\n",
    resp("LPOP", "user:1"),
    resp("MULTI"),
    resp("SET", "x", "1"),
    resp("INCR", "x"),
    resp("EXEC"),
    resp("PUSHED", "key"),
    resp("GET", "user:22")
  };

  private static final String[] MEMCACHE = {
    "get user:1\r\n",
    "set user:1 0 0 5\r\nabcde\r\n",
    "set user:2 0 0 3 noreply\r\nabc\r\n",
    "gets a no bb\r\n",
    "incr n 1\r\n",
    "delete nothing\r\n",
    "mg key v k\r\n",
    "mg none v\r\n",
    "mn\r\n",
    "get user:22\r\n"
  };

  private TextScenarios() {}

  private static String resp(String... words) {
    StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      command.append("$%d\r\n%s\r\n".formatted(word.length(), word));
    }
    return command.toString();
  }

  private static String[] with(String[] requests, String last) {
    return Stream.concat(Arrays.stream(requests), Stream.of(last)).toArray(String[]::new);
  }

  static List<Scenario> all() {
    return List.of(
        redisMix(),
        redisPipelined(),
        redisRules(),
        redisSilence(),
        redisSubscriber(),
        memcacheMix(),
        memcacheRules(),
        memcachePipelined());
  }

  private static Scenario redisMix() {
    return Scenario.redis(
        "redis-mix",
        """
        behaviors {
          error = 20, abort = 2, blackout = 2, lost-reply = 2, throttle { weight = 5, rate = 1 MiB }
          delay { weight = 15, distribution = uniform, most = 300 us }, transient { weight = 10, agitate = 8 }
        }
        """,
        game -> game.ask(20, REDIS));
  }

  private static Scenario redisPipelined() {
    return Scenario.redis(
            "redis-pipelined",
            "behaviors { error = 25, abort = 2, lost-reply = 2, truncate { weight = 2, bytes = 3 } }",
            game -> game.sendAtOnce(20, with(REDIS, resp("QUIT"))))
        .backendNotShown();
  }

  private static Scenario redisRules() {
    return Scenario.redis(
        "redis-rules",
        """
        rules = [
          "when redis.command=GET redis.key=user:* every 2 error failure=loading"
          "when redis.command=SET 40% error failure=moved slot=3999 to=localhost:7001"
          "when redis.error=WRONGTYPE 50% delay sleep=50us"
          "when redis.command=EXEC 30% error failure=busy"
          "when redis.db=3 60% error failure=readonly"
          "when redis.command=MGET 30% error failure=err message=later"
          "10% error failure=oom"
        ]
        """,
        game -> {
          game.ask(10, REDIS);
          game.ask(
              5, resp("GET", "a"), resp("SELECT", "3"), resp("GET", "a"), resp("SET", "b", "c"));
        });
  }

  /** Commands without replies. */
  private static Scenario redisSilence() {
    return Scenario.redis(
            "redis-silence",
            "behaviors { error = 30 }",
            game ->
                game.sendAtOnce(
                    12,
                    resp("GET", "a"),
                    resp("CLIENT", "REPLY", "OFF"),
                    resp("SET", "a", "1"),
                    resp("SET", "b", "2"),
                    resp("SET", "c", "3"),
                    resp("CLIENT", "REPLY", "ON"),
                    resp("GET", "a"),
                    resp("QUIT")))
        .backendNotShown();
  }

  private static Scenario redisSubscriber() {
    return Scenario.redis(
            "redis-subscriber",
            "behaviors { error = 20, delay { weight = 30, sleep = 100 us } }",
            game ->
                game.sendAtOnce(8, resp("SUBSCRIBE", "a", "b", "c"), resp("PING"), resp("QUIT")))
        .backendNotShown();
  }

  private static Scenario memcacheMix() {
    return Scenario.memcache(
        "memcache-mix",
        """
        behaviors {
          error = 20, abort = 2, blackout = 2, lost-reply = 2, throttle { weight = 5, rate = 1 MiB }
          delay { weight = 15, distribution = uniform, most = 300 us }, transient { weight = 10, agitate = 8 }
        }
        """,
        game -> {
          for (int i = 0; i < 20; i++) {
            Client client = game.connect();
            for (String request : MEMCACHE) {
              client.ask(request.replace(" noreply", ""));
            }
            game.end(client);
          }
        });
  }

  private static Scenario memcacheRules() {
    return Scenario.memcache(
        "memcache-rules",
        """
        rules = [
          "when memcache.command=set memcache.key=user:* 40% error failure=out-of-memory"
          "when memcache.status=NOT_FOUND every 2 delay sleep=50us"
          "when memcache.command=get|gets 30% error failure=busy"
          "when memcache.command=mg first 5 error failure=server-error message=later"
          "when memcache.status=NUMBER 50% lost-reply"
          "10% error failure=unknown-command"
        ]
        """,
        game -> {
          for (int i = 0; i < 12; i++) {
            Client client = game.connect();
            for (String request : MEMCACHE) {
              client.ask(request.replace(" noreply", ""));
            }
            game.end(client);
          }
        });
  }

  private static Scenario memcachePipelined() {
    return Scenario.memcache(
            "memcache-pipelined",
            "behaviors { error = 25, abort = 2, lost-reply = 4, truncate { weight = 2, bytes = 3 } }",
            game -> game.sendAtOnce(40, with(MEMCACHE, "quit\r\n")))
        .backendNotShown();
  }
}
