package io.galopin.protocol.redis.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.KeyValue;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.TransactionResult;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.support.ConnectionPoolSupport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Lettuce, which pipelines by itself, works through a proxy as it does without. */
@ParameterizedClass
@EnumSource(
    value = ProtocolVersion.class,
    names = {"RESP2", "RESP3"})
class LettuceTest {

  private static RedisBackend server;
  private static Front front;

  @Parameter ProtocolVersion protocol;

  private RedisClient client;
  private StatefulRedisConnection<String, String> connection;
  private RedisCommands<String, String> redis;

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
    client = RedisClient.create(RedisURI.create("127.0.0.1", front.port()));
    client.setOptions(ClientOptions.builder().protocolVersion(protocol).build());
    connection = client.connect();
    redis = connection.sync();
    redis.flushall();
  }

  @AfterEach
  void disconnect() {
    connection.close();
    client.shutdown(Duration.ZERO, Duration.ofSeconds(10));
  }

  @Test
  void getsBackWhatItStores() {
    assertThat(redis.set("text", "héllo\r\n$5\r\n")).isEqualTo("OK");
    assertThat(redis.get("text")).isEqualTo("héllo\r\n$5\r\n");
    assertThat(redis.get("none")).isNull();
    assertThat(redis.hset("hash", Map.of("a", "1", "b", ""))).isEqualTo(2);
    assertThat(redis.hgetall("hash")).containsOnly(Map.entry("a", "1"), Map.entry("b", ""));
    assertThat(redis.zadd("ranks", 1.5, "m")).isEqualTo(1);
    assertThat(redis.zscore("ranks", "m")).isEqualTo(1.5);
    List<Object> nested = redis.eval("return {1, {'two', {3}}, false}", ScriptOutputType.MULTI);
    assertThat(nested).hasSize(3);
  }

  @Test
  void seesItsPipelinedRepliesInOrder() {
    RedisAsyncCommands<String, String> async = connection.async();
    connection.setAutoFlushCommands(false);
    List<RedisFuture<String>> replies =
        IntStream.range(0, 1000).mapToObj(i -> async.echo("word " + i)).toList();
    connection.flushCommands();
    connection.setAutoFlushCommands(true);
    assertThat(
            LettuceFutures.awaitAll(Duration.ofMinutes(1), replies.toArray(RedisFuture<?>[]::new)))
        .isTrue();
    assertThat(replies)
        .extracting(reply -> reply.toCompletableFuture().join())
        .isEqualTo(IntStream.range(0, 1000).mapToObj(i -> "word " + i).toList());
  }

  @Test
  void carriesOutTransactions() {
    assertThat(redis.multi()).isEqualTo("OK");
    assertThat(redis.set("a", "1")).isNull();
    assertThat(redis.incr("a")).isNull();
    TransactionResult result = redis.exec();
    assertThat(result.stream().toList()).isEqualTo(List.of("OK", 2L));
  }

  @Test
  void waitsForTheElementOfAList() {
    CompletableFuture<KeyValue<String, String>> popped =
        connection.async().blpop(0, "queue").toCompletableFuture();
    try (StatefulRedisConnection<String, String> other = client.connect()) {
      await().until(() -> other.sync().clientList().contains("cmd=blpop"));
      assertThat(popped).isNotDone();
      other.sync().rpush("queue", "job");
    }
    assertThat(popped.join()).isEqualTo(KeyValue.just("queue", "job"));
  }

  @Test
  void hearsWhatIsPublished() {
    List<String> heard = new CopyOnWriteArrayList<>();
    try (StatefulRedisPubSubConnection<String, String> subscriber = client.connectPubSub()) {
      subscriber.addListener(
          new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
              heard.add(channel + ": " + message);
            }

            @Override
            public void message(String pattern, String channel, String message) {
              heard.add(pattern + " " + channel + ": " + message);
            }
          });
      subscriber.sync().subscribe("sport", "news");
      subscriber.sync().psubscribe("we*");
      assertThat(redis.publish("sport", "1:0")).isEqualTo(1);
      assertThat(redis.publish("weather", "rain")).isEqualTo(1);
      await().untilAsserted(() -> assertThat(heard).hasSize(2));
      subscriber.sync().unsubscribe("sport");
      await().until(() -> !redis.pubsubChannels().contains("sport"));
      assertThat(redis.publish("sport", "2:0")).isZero();
      assertThat(redis.publish("news", "late")).isEqualTo(1);
      await().untilAsserted(() -> assertThat(heard).hasSize(3));
    }
    assertThat(heard).containsExactly("sport: 1:0", "we* weather: rain", "news: late");
  }

  @Test
  void sharesThePool() throws Exception {
    GenericObjectPoolConfig<StatefulRedisConnection<String, String>> four =
        new GenericObjectPoolConfig<>();
    four.setMaxTotal(4);
    try (GenericObjectPool<StatefulRedisConnection<String, String>> pool =
        ConnectionPoolSupport.createGenericObjectPool(client::connect, four)) {
      List<CompletableFuture<Void>> workers =
          IntStream.range(0, 8)
              .mapToObj(worker -> CompletableFuture.runAsync(() -> count(pool)))
              .toList();
      workers.forEach(CompletableFuture::join);
    }
    assertThat(redis.get("count")).isEqualTo("400");
  }

  private static void count(GenericObjectPool<StatefulRedisConnection<String, String>> pool) {
    for (int i = 0; i < 50; i++) {
      try (StatefulRedisConnection<String, String> borrowed = pool.borrowObject()) {
        borrowed.sync().incr("count");
      } catch (Exception none) {
        throw new IllegalStateException(none);
      }
    }
  }
}
