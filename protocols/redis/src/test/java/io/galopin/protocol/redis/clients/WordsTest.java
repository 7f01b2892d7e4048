package io.galopin.protocol.redis.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.socket.Address;
import io.galopin.testkit.sockets.ByteClient;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests that failures have the words of a real server. */
class WordsTest {

  /** Returns the reply to the last of several inline commands. */
  private static String said(int port, String... commands) throws IOException {
    try (ByteClient wire = new ByteClient(port)) {
      String said = "";
      for (String command : commands) {
        said = wire.say(command + "\r\n").readTo("\r\n");
      }
      return said;
    }
  }

  private static void isInjected(String failure, Address backend, String said) throws IOException {
    try (Front front = Front.failing(backend, "GET injected", Front.failure(failure, Map.of()))) {
      assertThat(said(front.port(), "GET injected")).isEqualTo(said);
    }
  }

  @Test
  void ofAServerAlone() throws IOException {
    try (RedisBackend server = RedisBackend.start()) {
      isInjected("wrongtype", server.address(), said(server.port(), "LPUSH list 1", "GET list"));
      isInjected(
          "noscript",
          server.address(),
          said(server.port(), "EVALSHA 0123456789012345678901234567890123456789 0"));
      isInjected(
          "oom", server.address(), said(server.port(), "CONFIG SET maxmemory 1", "SET injected 1"));
    }
  }

  @Test
  void ofAServerThatWantsAPassword() throws IOException {
    try (RedisBackend server = RedisBackend.start("requirepass secret")) {
      isInjected("noauth", server.address(), said(server.port(), "GET injected"));
    }
  }

  @Test
  void ofAReplicaWithoutItsMaster() throws IOException {
    try (RedisBackend server =
        RedisBackend.start("replicaof 127.0.0.1 1", "replica-serve-stale-data no")) {
      isInjected("masterdown", server.address(), said(server.port(), "GET injected"));
      isInjected(
          "readonly",
          server.address(),
          said(server.port(), "CONFIG SET replica-serve-stale-data yes", "SET injected 1"));
    }
  }

  @Test
  void ofAClusterThatIsDown() throws IOException {
    try (RedisBackend server = RedisBackend.start("cluster-enabled yes")) {
      String slot = said(server.port(), "CLUSTER KEYSLOT injected").substring(1).strip();
      isInjected(
          "clusterdown",
          server.address(),
          said(server.port(), "CLUSTER ADDSLOTS " + slot, "GET injected"));
    }
  }

  @Test
  void ofAServerThatRunsAScript() throws IOException {
    try (RedisBackend server = RedisBackend.start("lua-time-limit 1");
        ByteClient running = new ByteClient(server.port())) {
      running.say("EVAL \"while true do end\" 0\r\n");
      String said = said(server.port(), "PING");
      while (!said.startsWith("-")) {
        said = said(server.port(), "PING");
      }
      isInjected("busy", server.address(), said);
      assertThat(said(server.port(), "SCRIPT KILL")).isEqualTo("+OK\r\n");
    }
  }
}
