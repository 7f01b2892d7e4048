package io.galopin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionOptionsTest {

  @Test
  void leavesTheReadSizeToTheEngineByDefault() {
    Options options = Options.defaults(ConnectionOptions.ALL);

    assertThat(ConnectionOptions.readBytes("tcp", options)).isZero();
    assertThat(options.get(ConnectionOptions.KEEP_ALIVE)).isFalse();
    assertThat(options.get(ConnectionOptions.REUSE_SOCKET)).isFalse();
  }

  @Test
  void takesTheReadSizeThatIsGiven() {
    Options options = Options.of(ConnectionOptions.ALL, Map.of("buffer", "64 KiB"));

    assertThat(ConnectionOptions.readBytes("tcp", options)).isEqualTo(65_536);
  }

  @Test
  void refusesAReadSizeOutOfRange() {
    assertThatThrownBy(() -> Options.of(ConnectionOptions.ALL, Map.of("buffer", 255)))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("buffer: 255");
  }
}
