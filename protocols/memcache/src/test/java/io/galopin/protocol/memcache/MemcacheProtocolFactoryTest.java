package io.galopin.protocol.memcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Attribute;
import io.galopin.api.Failure;
import io.galopin.api.Options;
import io.galopin.testkit.PluginRules;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemcacheProtocolFactoryTest {

  private final MemcacheProtocolFactory factory = new MemcacheProtocolFactory();

  @Test
  void keepsToTheRules() throws IOException {
    PluginRules.check(factory);
    assertThat(PluginRules.indexed(factory.getClass().getClassLoader()))
        .contains(MemcacheProtocolFactory.class.getName());
  }

  @Test
  void hasDefaults() {
    assertThat(factory.create(Options.defaults(factory.options())))
        .isEqualTo(new MemcacheProtocol(new Limits(65_536, 1L << 30), 0));
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
            "max-line",
            "1 KiB",
            "max-value",
            "4 KiB");

    assertThat(factory.create(Options.of(factory.options(), given)))
        .isEqualTo(new MemcacheProtocol(new Limits(1_024, 4_096), 16_384));
    assertThat(given).hasSize(factory.options().size());
  }

  @Test
  void saysWhatCanBeAskedForAndHowItFails() {
    assertThat(factory.attributes())
        .extracting(Attribute::toString)
        .containsExactly("memcache.command", "memcache.key", "memcache.status");
    assertThat(factory.failures())
        .contains(
            new Failure.Kind(
                "out-of-memory",
                "SERVER_ERROR out of memory; in binary status 0x82, Out of memory"));
    assertThat(factory.failureOptions()).containsExactly(Failures.MESSAGE);
  }
}
