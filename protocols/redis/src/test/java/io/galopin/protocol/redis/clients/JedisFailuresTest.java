package io.galopin.protocol.redis.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Action;
import io.galopin.api.Decision;
import io.galopin.api.Failure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.Response;
import redis.clients.jedis.Transaction;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/** Failures are to Jedis what they are when a server sends them. */
@ParameterizedClass
@EnumSource(
    value = RedisProtocol.class,
    names = {"RESP2", "RESP3"})
class JedisFailuresTest {

  private static RedisBackend server;

  @Parameter RedisProtocol protocol;

  @BeforeAll
  static void start() throws Exception {
    server = RedisBackend.start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  private Jedis open(int port) {
    return Clients.jedis(port, protocol);
  }

  private static Front failing(String label, String failure, Map<String, Object> options) {
    return Front.failing(server.address(), label, Front.failure(failure, options));
  }

  @ParameterizedTest
  @CsvSource({
    "error, JedisDataException, ERR",
    "err, JedisDataException, ERR",
    "loading, JedisDataException, LOADING",
    "oom, JedisDataException, OOM",
    "readonly, JedisDataException, READONLY",
    "busy, JedisBusyException, BUSY",
    "moved, JedisMovedDataException, MOVED",
    "ask, JedisAskDataException, ASK",
    "clusterdown, JedisClusterException, CLUSTERDOWN",
    "tryagain, JedisDataException, TRYAGAIN",
    "noauth, JedisAccessControlException, NOAUTH",
    "wrongtype, JedisDataException, WRONGTYPE",
    "masterdown, JedisDataException, MASTERDOWN",
    "noscript, JedisNoScriptException, NOSCRIPT"
  })
  void isTheExceptionForIt(String failure, String exception, String code) {
    try (Front front = failing("GET fails", failure, Map.of());
        Jedis jedis = open(front.port())) {
      assertThatThrownBy(() -> jedis.get("fails"))
          .hasMessageStartingWith(code + " ")
          .satisfies(thrown -> assertThat(thrown.getClass().getSimpleName()).isEqualTo(exception));
      assertThat(jedis.get("passes")).isNull();
      assertThat(jedis.isBroken()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"moved", "ask"})
  void tellsWhereToGo(String failure) {
    Map<String, Object> options = Map.of("slot", 3999, "to", "10.0.0.1:7001");
    try (Front front = failing("GET fails", failure, options);
        Jedis jedis = open(front.port())) {
      assertThatThrownBy(() -> jedis.get("fails"))
          .isInstanceOfSatisfying(
              JedisRedirectionException.class,
              thrown -> {
                assertThat(thrown.getSlot()).isEqualTo(3999);
                assertThat(thrown.getTargetNode()).isEqualTo(new HostAndPort("10.0.0.1", 7001));
              });
    }
  }

  @Test
  void failsOneCommandOfAPipelineAlone() {
    try (Front front = failing("SET b", "oom", Map.of());
        Jedis jedis = open(front.port())) {
      Pipeline pipeline = jedis.pipelined();
      List<Response<String>> replies =
          List.of(pipeline.set("a", "1"), pipeline.set("b", "2"), pipeline.set("c", "3"));
      pipeline.sync();

      assertThat(replies.get(0).get()).isEqualTo("OK");
      assertThatThrownBy(replies.get(1)::get)
          .isInstanceOf(JedisDataException.class)
          .hasMessageStartingWith("OOM ");
      assertThat(replies.get(2).get()).isEqualTo("OK");
      assertThat(jedis.exists("b")).isFalse();
    }
  }

  @Test
  void carriesOutNothingOfATransactionOfWhichACommandFails() {
    try (Front front = failing("SET b", "oom", Map.of());
        Jedis jedis = open(front.port())) {
      jedis.del("a");
      Transaction transaction = jedis.multi();
      transaction.set("a", "1");
      transaction.set("b", "2");
      assertThatThrownBy(transaction::exec)
          .isInstanceOf(JedisDataException.class)
          .hasMessageStartingWith("EXECABORT ");

      assertThat(jedis.exists("a")).isFalse();
      assertThat(jedis.set("a", "now")).isEqualTo("OK");
    }
  }

  @Test
  void endsTheTransactionWhoseExecFails() {
    try (Front front = failing("EXEC", "busy", Map.of());
        Jedis jedis = open(front.port())) {
      jedis.del("a");
      Transaction transaction = jedis.multi();
      transaction.set("a", "1");
      assertThatThrownBy(transaction::exec)
          .isInstanceOf(JedisDataException.class)
          .hasMessageStartingWith("EXECABORT ");

      assertThat(jedis.exists("a")).isFalse();
    }
  }

  @Test
  void leavesTheKeySetWhoseReplyIsLost() {
    try (Front front =
            Front.before(
                server.address(),
                exchange ->
                    exchange.label().equals("SET lost")
                        ? Decision.act(new Action.Lose(Action.End.CLOSE))
                        : Decision.pass());
        Jedis jedis = open(front.port());
        Jedis other = open(server.port())) {
      other.del("lost");
      assertThatThrownBy(() -> jedis.set("lost", "yet there"))
          .isInstanceOf(JedisConnectionException.class);
      assertThat(other.get("lost")).isEqualTo("yet there");
    }
  }

  @Test
  void doesNotLetTheServerKnow() {
    try (Front front = Front.failing(server.address(), "SET unsaid", Failure.ERROR);
        Jedis jedis = open(front.port())) {
      assertThatThrownBy(() -> jedis.set("unsaid", "1")).isInstanceOf(JedisDataException.class);
      assertThat(jedis.exists("unsaid")).isFalse();
    }
  }
}
