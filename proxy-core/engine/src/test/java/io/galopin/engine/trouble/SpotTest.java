package io.galopin.engine.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpotTest {

  @ParameterizedTest
  @CsvSource({
    "com.example.Plugin, com.example.Plugin",
    "com.example.Plugin$Stage, com.example.Plugin",
    "com.example.Plugin$Stage$1, com.example.Plugin",
    "com.example.Plugin$$Lambda/0x01, com.example.Plugin",
  })
  void namesThePluginByItsOutermostClass(String type, String outer) {
    assertThat(new Spot("onBytes", "Guard", type).outer()).isEqualTo(outer);
  }
}
