package io.galopin.protocol.memcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.galopin.api.Failure;
import io.galopin.engine.journal.Journal;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import net.rubyeye.xmemcached.exception.MemcachedClientException;
import net.rubyeye.xmemcached.exception.MemcachedException;
import net.rubyeye.xmemcached.exception.MemcachedServerException;
import net.rubyeye.xmemcached.exception.UnknownCommandException;
import net.spy.memcached.internal.OperationFuture;
import net.spy.memcached.ops.OperationErrorType;
import net.spy.memcached.ops.OperationException;
import net.spy.memcached.ops.StatusCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that real clients report each failure with their own exceptions, and go on afterwards. */
class ClientFailuresTest {

  private Backend.Running server;
  private Stand stand;

  @BeforeEach
  void open() throws Exception {
    server = Backend.SMALL.start();
    stand = new Stand(server.address(), 42);
  }

  @AfterEach
  void close() throws Exception {
    stand.close();
    server.close();
  }

  private void fail(String failure) {
    stand.with(100, Failing.with(failure));
  }

  /** Shuts down a client, which says goodbye and waits for seconds if the reply is an error. */
  private void letGo(net.rubyeye.xmemcached.MemcachedClient client) throws IOException {
    stand.passAll();
    client.shutdown();
  }

  @Test
  void xmemcachedThrowsForAnUnknownCommand() throws Exception {
    net.rubyeye.xmemcached.MemcachedClient client =
        Clients.xmemcached(stand.socketAddress(), false);
    try {
      fail("unknown-command");
      assertThatThrownBy(() -> client.get("a"))
          .isInstanceOf(MemcachedException.class)
          .hasCauseInstanceOf(UnknownCommandException.class);
      assertThatThrownBy(() -> client.set("a", 0, "1"))
          .isInstanceOf(MemcachedException.class)
          .hasCauseInstanceOf(UnknownCommandException.class);
    } finally {
      letGo(client);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "error, 'injected by Galopin, on purpose', 'injected by Galopin, on purpose'",
    "server-error, 'injected by Galopin, on purpose', 'injected by Galopin, on purpose'",
    "out-of-memory, out of memory storing object, out of memory writing get response",
    "busy, busy, busy",
    "temporary-failure, temporary failure, temporary failure"
  })
  void xmemcachedThrowsAServersError(String failure, String forSet, String forGet)
      throws Exception {
    net.rubyeye.xmemcached.MemcachedClient client =
        Clients.xmemcached(stand.socketAddress(), false);
    try {
      fail(failure);
      assertThatThrownBy(() -> client.set("a", 0, "1"))
          .isInstanceOf(MemcachedServerException.class)
          .hasMessageStartingWith(forSet);
      assertThatThrownBy(() -> client.get("a"))
          .isInstanceOf(MemcachedServerException.class)
          .hasMessageStartingWith(forGet);
      stand.passAll();
      assertThat(client.<String>get("a")).isNull();
    } finally {
      letGo(client);
    }
  }

  @Test
  void xmemcachedThrowsAClientsError() throws Exception {
    net.rubyeye.xmemcached.MemcachedClient client =
        Clients.xmemcached(stand.socketAddress(), false);
    try {
      fail("client-error");
      assertThatThrownBy(() -> client.set("a", 0, "1"))
          .isInstanceOf(MemcachedClientException.class)
          .hasMessageStartingWith("bad command line format");
    } finally {
      letGo(client);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "error, Internal error",
    "server-error, Internal error",
    "client-error, Invalid arguments",
    "out-of-memory, Out of memory",
    "busy, Busy",
    "temporary-failure, Temporary failure"
  })
  void xmemcachedThrowsForAStatus(String failure, String message) throws Exception {
    net.rubyeye.xmemcached.MemcachedClient client = Clients.xmemcached(stand.socketAddress(), true);
    try {
      fail(failure);
      assertThatThrownBy(() -> client.set("a", 0, "1"))
          .isInstanceOf(MemcachedServerException.class)
          .hasMessageStartingWith(message);
      assertThatThrownBy(() -> client.get("a"))
          .isInstanceOf(MemcachedServerException.class)
          .hasMessageStartingWith(message);
      stand.passAll();
      assertThat(client.<String>get("a")).isNull();
    } finally {
      letGo(client);
    }
  }

  @Test
  void xmemcachedThrowsForAnUnknownOpcode() throws Exception {
    net.rubyeye.xmemcached.MemcachedClient client = Clients.xmemcached(stand.socketAddress(), true);
    try {
      fail("unknown-command");
      assertThatThrownBy(() -> client.get("a"))
          .isInstanceOf(MemcachedException.class)
          .hasCauseInstanceOf(UnknownCommandException.class);
    } finally {
      letGo(client);
    }
  }

  /** spymemcached throws if its own thread lets a connection go at the same moment. */
  private static void end(net.spy.memcached.MemcachedClient client) {
    try {
      client.shutdown();
    } catch (NullPointerException gone) {
      assertThat(gone).hasMessageContaining("MemcachedNode.getChannel()");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "error, SERVER, 'SERVER_ERROR injected by Galopin, on purpose'",
    "unknown-command, GENERAL, ''",
    "server-error, SERVER, 'SERVER_ERROR injected by Galopin, on purpose'",
    "client-error, CLIENT, CLIENT_ERROR bad command line format",
    "out-of-memory, SERVER, SERVER_ERROR out of memory storing object",
    "busy, SERVER, SERVER_ERROR busy",
    "temporary-failure, SERVER, SERVER_ERROR temporary failure"
  })
  void spymemcachedThrows(String failure, OperationErrorType type, String text) throws Exception {
    net.spy.memcached.MemcachedClient client = Clients.spymemcached(stand.socketAddress(), false);
    try {
      fail(failure);
      Throwable thrown = catchThrowable(() -> client.set("a", 0, "1").get());
      assertThat(thrown).isInstanceOf(ExecutionException.class);
      assertThat(thrown.getCause())
          .isInstanceOfSatisfying(
              OperationException.class,
              given -> {
                assertThat(given.getType()).isEqualTo(type);
                assertThat(given.toString()).endsWith(text.isEmpty() ? type.name() : text);
              });
    } finally {
      end(client);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"error", "server-error"})
  void spymemcachedThrowsForAStatus(String failure) throws Exception {
    net.spy.memcached.MemcachedClient client = Clients.spymemcached(stand.socketAddress(), true);
    try {
      fail(failure);
      Throwable thrown = catchThrowable(() -> client.set("a", 0, "1").get());
      assertThat(thrown).isInstanceOf(ExecutionException.class);
      assertThat(thrown.getCause())
          .isInstanceOf(OperationException.class)
          .hasToString("OperationException: SERVER: injected by Galopin, on purpose");
    } finally {
      end(client);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "unknown-command, ERR_UNKNOWN_COMMAND, Unknown command",
    "client-error, ERR_INVAL, Invalid arguments",
    "out-of-memory, ERR_NO_MEM, Out of memory",
    "busy, ERR_BUSY, Busy",
    "temporary-failure, ERR_TEMP_FAIL, Temporary failure"
  })
  void spymemcachedSeesTheStatus(String failure, StatusCode code, String text) throws Exception {
    net.spy.memcached.MemcachedClient client = Clients.spymemcached(stand.socketAddress(), true);
    try {
      fail(failure);
      OperationFuture<Boolean> set = client.set("a", 0, "1");
      assertThat(set.get()).isFalse();
      assertThat(set.getStatus().getStatusCode()).isEqualTo(code);
      assertThat(set.getStatus().getMessage()).isEqualTo(text);
      stand.passAll();
      assertThat(client.set("a", 0, "1").get()).isTrue();
    } finally {
      end(client);
    }
  }

  @Test
  void theMessageOfAServerErrorIsTheUsers() throws Exception {
    stand.with(100, Failing.with("server-error", Map.of("message", "out of\r\nluck")));
    try (Wire wire = new Wire(stand.port())) {
      assertThat(wire.say("get a\r\n").line()).isEqualTo("SERVER_ERROR out of luck");
      assertThat(wire.say("set a 0 0 1\r\nx\r\n").line()).isEqualTo("SERVER_ERROR out of luck");
    }
    assertThat(stand.journal())
        .extracting(Journal.Entry::request)
        .containsExactly("get a", "set a");
  }

  @Test
  void everyFailureHasItsOwnWords() {
    assertThat(Failures.kinds())
        .extracting(Failure.Kind::name)
        .containsExactly(
            "error",
            "unknown-command",
            "server-error",
            "client-error",
            "out-of-memory",
            "busy",
            "temporary-failure");
  }
}
