package io.galopin.protocol.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Attribute;
import io.galopin.api.Failure;
import io.galopin.api.Options;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostgresProtocolFactoryTest {

  private final PostgresProtocolFactory factory = new PostgresProtocolFactory();

  @Test
  void hasDefaults() {
    assertThat(factory.create(Options.defaults(factory.options())))
        .isEqualTo(new PostgresProtocol(new Limits(65_536, 1_073_741_824, 262_144), Tls.PASS, 0));
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
            "tls",
            "refuse",
            "max-head",
            "2 KiB",
            "max-message",
            "1 MiB",
            "prepared",
            100);

    assertThat(factory.create(Options.of(factory.options(), given)))
        .isEqualTo(new PostgresProtocol(new Limits(2_048, 1_048_576, 100), Tls.REFUSE, 16_384));
    assertThat(given).hasSize(factory.options().size());
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
            "serialization-failure",
            "deadlock",
            "lock-not-available",
            "query-canceled",
            "read-only",
            "disk-full",
            "out-of-memory",
            "cached-plan",
            "admin-shutdown",
            "too-many-connections",
            "starting-up",
            "invalid-password");
    assertThat(factory.failures())
        .extracting(Failure.Kind::description)
        .contains(
            "40P01 deadlock detected",
            "53300 sorry, too many clients already, and the connection closes");
    assertThat(factory.notices()).extracting(Failure.Kind::name).containsExactly("admin-shutdown");
    assertThat(factory.attributes())
        .extracting(Attribute::name)
        .containsExactly(
            "postgres.message",
            "postgres.statement",
            "postgres.table",
            "postgres.sql",
            "postgres.database",
            "postgres.user",
            "postgres.application-name",
            "postgres.in-transaction",
            "postgres.tag",
            "postgres.sqlstate",
            "postgres.rows");
  }
}
