package io.galopin.protocol.redis.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.Response;
import redis.clients.jedis.Transaction;

/** Jedis works through a proxy as it does without. */
@ParameterizedClass
@EnumSource(
    value = RedisProtocol.class,
    names = {"RESP2", "RESP3"})
class JedisTest {

  private static RedisBackend server;
  private static Front front;

  @Parameter RedisProtocol protocol;

  private Jedis jedis;

  @BeforeAll
  static void start() throws Exception {
    server = RedisBackend.start();
    front = Front.passing(server.address());
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      front.close();
      server.close();
    }
  }

  @BeforeEach
  void connect() {
    jedis = open();
    jedis.flushAll();
  }

  @AfterEach
  void disconnect() {
    jedis.close();
  }

  private Jedis open() {
    return Clients.jedis(front.port(), protocol);
  }

  @Test
  void getsBackWhatItStores() {
    assertThat(jedis.set("text", "héllo\r\n$5\r\n")).isEqualTo("OK");
    assertThat(jedis.get("text")).isEqualTo("héllo\r\n$5\r\n");
    assertThat(jedis.get("none")).isNull();
    assertThat(jedis.hset("hash", Map.of("a", "1", "b", ""))).isEqualTo(2);
    assertThat(jedis.hgetAll("hash")).containsOnly(Map.entry("a", "1"), Map.entry("b", ""));
    assertThat(jedis.sadd("set", "x", "y")).isEqualTo(2);
    assertThat(jedis.smembers("set")).containsOnly("x", "y");
    assertThat(jedis.zadd("ranks", Map.of("m", 1.5))).isEqualTo(1);
    assertThat(jedis.zscore("ranks", "m")).isEqualTo(1.5);
    assertThat(jedis.eval("return {1, {'two', {3}}, false}"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(3);
    assertThat(jedis.lrange("none", 0, -1)).isEmpty();
  }

  @Test
  void getsBackAValueOfMegabytes() {
    byte[] key = {0, 13, 10, (byte) 0xff};
    byte[] value = new byte[5 << 20];
    new Random(42).nextBytes(value);
    jedis.set(key, value);
    assertThat(jedis.get(key)).isEqualTo(value);
  }

  @Test
  void seesItsPipelinedRepliesInOrder() {
    Pipeline pipeline = jedis.pipelined();
    List<Response<String>> replies =
        IntStream.range(0, 1000)
            .mapToObj(
                i -> {
                  pipeline.set("key:" + i, "value " + i);
                  return pipeline.get("key:" + i);
                })
            .toList();
    pipeline.sync();
    assertThat(replies)
        .extracting(Response::get)
        .isEqualTo(IntStream.range(0, 1000).mapToObj(i -> "value " + i).toList());
  }

  @Test
  void carriesOutTransactions() {
    Transaction transaction = jedis.multi();
    transaction.set("a", "1");
    Response<Long> two = transaction.incr("a");
    assertThat(transaction.exec()).containsExactly("OK", 2L);
    assertThat(two.get()).isEqualTo(2);
  }

  @Test
  void hasATransactionRefusedWhoseKeysSomebodyChanged() {
    jedis.watch("a");
    try (Jedis other = open()) {
      other.set("a", "theirs");
    }
    Transaction transaction = jedis.multi();
    transaction.set("a", "mine");
    assertThat(transaction.exec()).isNull();
    assertThat(jedis.get("a")).isEqualTo("theirs");
  }

  @Test
  void waitsForTheElementOfAList() {
    CompletableFuture<List<String>> popped =
        CompletableFuture.supplyAsync(() -> jedis.blpop(0, "queue"));
    try (Jedis other = open()) {
      await().until(() -> other.clientList().contains("cmd=blpop"));
      assertThat(popped).isNotDone();
      other.rpush("queue", "job");
    }
    assertThat(popped.join()).containsExactly("queue", "job");
    assertThat(jedis.ping()).isEqualTo("PONG");
  }

  @Test
  void hearsWhatIsPublishedAndGoesOnAfterwards() {
    List<String> heard = new CopyOnWriteArrayList<>();
    JedisPubSub subscriber =
        new JedisPubSub() {
          @Override
          public void onMessage(String channel, String message) {
            heard.add(channel + ": " + message);
          }

          @Override
          public void onPMessage(String pattern, String channel, String message) {
            heard.add(pattern + " " + channel + ": " + message);
            unsubscribe();
            punsubscribe();
          }

          @Override
          public void onSubscribe(String channel, int subscribed) {
            if (channel.equals("news")) {
              psubscribe("we*");
            }
          }
        };
    CompletableFuture<Void> subscribed =
        CompletableFuture.runAsync(() -> jedis.subscribe(subscriber, "sport", "news"));
    try (Jedis other = open()) {
      await().until(() -> other.pubsubNumPat() == 1);
      assertThat(other.publish("sport", "1:0")).isEqualTo(1);
      assertThat(other.publish("weather", "rain")).isEqualTo(1);
    }
    subscribed.join();
    assertThat(heard).containsExactly("sport: 1:0", "we* weather: rain");
    assertThat(jedis.echo("still here")).isEqualTo("still here");
  }

  @Test
  void sharesThePool() {
    try (RedisClient client =
        RedisClient.builder()
            .hostAndPort(Clients.at(front.port()))
            .clientConfig(Clients.config(protocol))
            .build()) {
      List<CompletableFuture<Void>> workers =
          IntStream.range(0, 8)
              .mapToObj(
                  worker ->
                      CompletableFuture.runAsync(
                          () -> {
                            for (int i = 0; i < 100; i++) {
                              client.incr("count");
                            }
                          }))
              .toList();
      workers.forEach(CompletableFuture::join);
      assertThat(client.get("count")).isEqualTo("800");
      assertThat(client.getPool().getCreatedCount()).isGreaterThan(0);
    }
  }

  @Test
  void choosesAnotherDatabase() {
    jedis.set("where", "0");
    jedis.select(3);
    assertThat(jedis.get("where")).isNull();
    jedis.set("where", "3");
    try (Jedis other = open()) {
      assertThat(other.get("where")).isEqualTo("0");
    }
  }
}
