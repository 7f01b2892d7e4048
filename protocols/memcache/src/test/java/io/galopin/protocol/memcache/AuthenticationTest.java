package io.galopin.protocol.memcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.engine.journal.Journal;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import net.spy.memcached.ConnectionFactoryBuilder;
import net.spy.memcached.MemcachedClient;
import net.spy.memcached.auth.AuthDescriptor;
import net.spy.memcached.auth.PlainCallbackHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests clients that authenticate with SASL: exchanges like others, except that secrets are not
 * shown.
 */
class AuthenticationTest {

  private final Queue<String> exchanges = new ConcurrentLinkedQueue<>();
  private SmallServer server;
  private Stand stand;

  /** Notes each exchange, and delays it so that it has a journal entry. */
  private final class Noting implements Behavior {
    @Override
    public Decision onAfterHandle(Exchange exchange) {
      exchanges.add(exchange.label() + ": " + exchange.reply().label());
      return Decision.delay(Duration.ofMillis(1));
    }
  }

  @BeforeEach
  void open() throws Exception {
    server = new SmallServer();
    stand = new Stand(server.address(), 42).with(100, new Noting());
  }

  @AfterEach
  void close() throws Exception {
    stand.close();
    server.close();
  }

  @Test
  void aClientGetsInAndItsPasswordStaysSecret() throws Exception {
    PlainCallbackHandler plain = new PlainCallbackHandler(BinaryTalk.USER, BinaryTalk.PASSWORD);
    MemcachedClient client =
        Clients.spymemcached(
            stand.socketAddress(),
            new ConnectionFactoryBuilder()
                .setProtocol(ConnectionFactoryBuilder.Protocol.BINARY)
                .setAuthDescriptor(new AuthDescriptor(new String[] {"PLAIN"}, plain)));
    try {
      assertThat(client.set("a", 0, "1").get()).isTrue();
      assertThat(exchanges).contains("sasl-auth PLAIN: SUCCESS", "set a: SUCCESS");
      assertThat(stand.journal())
          .extracting(Journal.Entry::request)
          .contains("sasl-auth PLAIN")
          .noneMatch(request -> request.contains(BinaryTalk.PASSWORD));
    } finally {
      client.shutdown();
    }
  }

  @Test
  void aWrongPasswordIsTheServersToRefuse() throws Exception {
    try (Wire wire = new Wire(stand.port())) {
      Packet guess =
          Packet.request(0x21, 1).withKey("PLAIN").withValue("\0" + BinaryTalk.USER + "\0guess");
      Packet refusal = wire.say(guess.bytes()).packet();
      assertThat(refusal.status()).isEqualTo(0x20);
      assertThat(exchanges).containsExactly("sasl-auth PLAIN: AUTH_ERROR");
    }
  }
}
