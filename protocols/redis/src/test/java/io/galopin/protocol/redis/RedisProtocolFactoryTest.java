package io.galopin.protocol.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Attribute;
import io.galopin.api.Failure;
import io.galopin.api.Option;
import io.galopin.api.Options;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RedisProtocolFactoryTest {

  private final RedisProtocolFactory factory = new RedisProtocolFactory();

  @Test
  void hasDefaults() {
    Limits limits = new Limits(81_920, 536_870_912, Integer.MAX_VALUE, 16_384);
    assertThat(factory.create(Options.defaults(factory.options())))
        .usingRecursiveComparison()
        .isEqualTo(new RedisProtocol(limits, false, new AtomicLong(), 0));
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
            "maint-notifications",
            true,
            "max-head",
            "1 KiB",
            "max-bulk",
            "2 KiB",
            "max-elements",
            100,
            "max-depth",
            7);

    assertThat(factory.create(Options.of(factory.options(), given)))
        .usingRecursiveComparison()
        .isEqualTo(
            new RedisProtocol(new Limits(1_024, 2_048, 100, 7), true, new AtomicLong(), 16_384));
    assertThat(given).hasSize(factory.options().size());
  }

  @Test
  void takesNoForeignBytesIntoReplies() {
    assertThat(factory.create(Options.defaults(factory.options())).acceptsInsertion()).isFalse();
  }

  @Test
  void hasNoOptionsOfNoticesThatOnlyFailuresRead() {
    assertThat(factory.noticeOptions()).extracting(Option::name).containsExactly("within", "to");
  }

  @Test
  void namesFailuresAndAttributes() {
    assertThat(factory.failures())
        .extracting(Failure.Kind::name)
        .containsExactly(
            "error",
            "err",
            "loading",
            "oom",
            "readonly",
            "busy",
            "moved",
            "ask",
            "clusterdown",
            "tryagain",
            "noauth",
            "wrongtype",
            "masterdown",
            "noscript");
    assertThat(factory.failures())
        .extracting(Failure.Kind::description)
        .contains("-MOVED slot host:port", "-NOAUTH Authentication required");
    assertThat(factory.notices())
        .extracting(Failure.Kind::name)
        .containsExactly("moving", "migrating", "migrated", "failing-over", "failed-over");
    assertThat(factory.attributes())
        .extracting(Attribute::name)
        .containsExactly("redis.command", "redis.key", "redis.db", "redis.error");
  }
}
