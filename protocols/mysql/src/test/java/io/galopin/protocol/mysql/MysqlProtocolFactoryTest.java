package io.galopin.protocol.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Attribute;
import io.galopin.api.Failure;
import io.galopin.api.Options;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MysqlProtocolFactoryTest {

  private final MysqlProtocolFactory factory = new MysqlProtocolFactory();

  @Test
  void hasDefaults() {
    assertThat(factory.create(Options.defaults(factory.options())))
        .isEqualTo(new MysqlProtocol(new Limits(65_536, 262_144, 262_144), false, true, 0));
  }

  @Test
  void mapsEveryOption() {
    Map<String, Object> given =
        Map.of(
            "buffer",
            "16 KiB",
            "keep-alive",
            true,
            "reuse-socket",
            true,
            "compression",
            "pass",
            "tls",
            "refuse",
            "max-statement",
            "2 KiB",
            "max-packet",
            "1 MiB",
            "prepared",
            100);

    assertThat(factory.create(Options.of(factory.options(), given)))
        .isEqualTo(new MysqlProtocol(new Limits(2_048, 1_048_576, 100), true, false, 16_384));
    assertThat(given).hasSize(factory.options().size());
  }

  @Test
  void hidesWhatTheOptionsSay() {
    Options refuse = Options.of(factory.options(), Map.of("tls", "refuse"));
    assertThat(((MysqlProtocol) factory.create(refuse)).hidden())
        .isEqualTo(Capabilities.TLS | Capabilities.COMPRESS | Capabilities.COMPRESS_ZSTD);
  }

  @Test
  void takesNoForeignBytesIntoReplies() {
    assertThat(factory.create(Options.defaults(factory.options())).acceptsInsertion()).isFalse();
  }

  @Test
  void namesFailuresNoticesAndAttributes() {
    assertThat(factory.failures())
        .extracting(Failure.Kind::name)
        .containsExactly(
            "error",
            "deadlock",
            "lock-wait-timeout",
            "duplicate-key",
            "query-interrupted",
            "query-timeout",
            "read-only",
            "read-only-mode",
            "read-only-transaction",
            "table-full",
            "out-of-memory",
            "shutdown",
            "killed",
            "idle-timeout",
            "too-many-connections",
            "host-blocked",
            "access-denied");
    assertThat(factory.failures())
        .extracting(Failure.Kind::description)
        .contains(
            "1040 (08004) Too many connections, and the connection is closed",
            "1213 (40001) Deadlock found when trying to get lock; try restarting transaction,"
                + " and the transaction is rolled back");
    assertThat(factory.notices())
        .extracting(Failure.Kind::name)
        .containsExactly("shutdown", "killed", "idle-timeout");
    assertThat(factory.attributes())
        .extracting(Attribute::name)
        .containsExactly(
            "mysql.command",
            "mysql.statement",
            "mysql.table",
            "mysql.sql",
            "mysql.database",
            "mysql.user",
            "mysql.in-transaction",
            "mysql.reply",
            "mysql.error",
            "mysql.affected-rows");
  }
}
