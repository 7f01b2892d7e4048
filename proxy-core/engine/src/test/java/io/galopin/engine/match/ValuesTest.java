package io.galopin.engine.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValuesTest {

  @Test
  void eachTypeHasItsText() throws UnknownHostException {
    InetAddress named = InetAddress.getByAddress("db.example", new byte[] {10, 0, 0, 1});
    assertThat(Values.text("GET")).isEqualTo("GET");
    assertThat(Values.text(-5L)).isEqualTo("-5");
    assertThat(Values.text(true)).isEqualTo("yes");
    assertThat(Values.text(false)).isEqualTo("no");
    assertThat(Values.text(new byte[] {0, 10, (byte) 0xFF})).isEqualTo("0x000aff");
    assertThat(Values.text(named)).isEqualTo("10.0.0.1");
  }

  @Test
  void severalValuesCannotBeMistakenForOthers() {
    assertThat(Values.text(List.of("a", "b"))).isEqualTo("a,b");
    assertThat(Values.text(List.of("a,b"))).isEqualTo("a\\,b");
    assertThat(Values.text(List.of("a\\", "b"))).isEqualTo("a\\\\,b");
    assertThat(Values.text(List.of("a\\,b"))).isEqualTo("a\\\\\\,b");
    assertThat(Values.text(List.of(1L, 20L))).isEqualTo("1,20");
    assertThat(Values.text(List.of())).isEmpty();
  }

  @Test
  void aLongValueIsShortenedForMessagesOnly() {
    String longest = "x".repeat(80);
    assertThat(Values.shown(longest)).isEqualTo(longest);
    assertThat(Values.shown(longest + "y")).isEqualTo(longest + "\u2026");
    assertThat(Values.text(longest + "y")).isEqualTo(longest + "y");
  }
}
