package io.galopin.protocol.redis.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Options;
import io.galopin.behavior.exchange.ErrorFactory;
import io.galopin.engine.journal.Journal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;

/** Tests that {@code 20:error} fails a fifth of the commands, however many are on their way. */
class ShareTest {

  private static final int COMMANDS = 2000;

  @Test
  void failsAFifthOfPipelinedCommandsAndGivesEachItsOwnReply() throws Exception {
    ErrorFactory error = new ErrorFactory();
    try (RedisBackend server = RedisBackend.start();
        Front front =
            Front.with(
                server.address(),
                20,
                error.name(),
                error.create(Options.defaults(error.options())));
        Jedis direct = Clients.jedis(server.port(), RedisProtocol.RESP2);
        Jedis jedis = Clients.jedis(front.port(), RedisProtocol.RESP2)) {
      Pipeline filling = direct.pipelined();
      IntStream.range(0, COMMANDS).forEach(i -> filling.set("key:" + i, "value " + i));
      filling.sync();

      Pipeline pipeline = jedis.pipelined();
      List<Response<String>> replies =
          IntStream.range(0, COMMANDS).mapToObj(i -> pipeline.get("key:" + i)).toList();
      pipeline.sync();

      Set<String> failed =
          front.faults().stream()
              .map(Journal.Entry::request)
              .filter(request -> request.startsWith("GET "))
              .collect(Collectors.toSet());
      assertThat(failed).hasSizeBetween(340, 460);
      assertThat(front.faults()).extracting(Journal.Entry::connection).containsOnly(1L);
      for (int i = 0; i < COMMANDS; i++) {
        Response<String> reply = replies.get(i);
        if (failed.contains("GET key:" + i)) {
          assertThatThrownBy(reply::get)
              .isInstanceOf(JedisDataException.class)
              .hasMessage("ERR injected by Galopin, on purpose");
        } else {
          assertThat(reply.get()).isEqualTo("value " + i);
        }
      }
    }
  }
}
