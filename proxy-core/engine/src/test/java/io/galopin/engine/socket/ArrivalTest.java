package io.galopin.engine.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Linux tells in its {@code struct tcp_info}. */
class ArrivalTest {

  private static final int ESTABLISHED = 1;
  private static final int FIN_WAIT2 = 5;

  private final ByteBuffer info = ByteBuffer.allocate(148).order(ByteOrder.nativeOrder());

  private ByteBuffer info(int state, int unacked, int notSent) {
    return info.put(0, (byte) state)
        .putInt(24, unacked)
        .putInt(56, 70)
        .putLong(120, 5_000_000_000L)
        .putInt(144, notSent);
  }

  @Test
  void allHasArrivedIfNothingIsOnItsWayOrStillToBeSent() {
    assertThat(Arrival.of(info(ESTABLISHED, 0, 0)))
        .isEqualTo(new Arrival(true, false, 5_000_000_000L, 70));
    assertThat(Arrival.of(info(ESTABLISHED, 1, 0)))
        .isEqualTo(new Arrival(false, false, 5_000_000_000L, 70));
    assertThat(Arrival.of(info(ESTABLISHED, 0, 1)))
        .isEqualTo(new Arrival(false, false, 5_000_000_000L, 70));
  }

  @Test
  void theEndHasArrivedOnceThePeerHasAcknowledgedIt() {
    assertThat(Arrival.of(info(FIN_WAIT2, 0, 0)))
        .isEqualTo(new Arrival(true, true, 5_000_000_000L, 70));
    assertThat(Arrival.of(info(FIN_WAIT2, 1, 1))).extracting("all").isEqualTo(true);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 8, 9, 11})
  void tellsWhileTheOutputIsOpenOrItsEndIsOnItsWay(int state) {
    assertThat(Arrival.of(info(state, 0, 0))).extracting("end").isEqualTo(false);
  }

  /** SYN_SENT, SYN_RECV, TIME_WAIT, CLOSE, LISTEN, NEW_SYN_RECV. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 6, 7, 10, 12})
  void tellsNothingInOtherStates(int state) {
    assertThat(Arrival.of(info(state, 0, 0))).isNull();
  }

  @Test
  void aLongSilenceIsNotNegative() {
    info(ESTABLISHED, 0, 0).putInt(56, -1);
    assertThat(Arrival.of(info)).extracting("silence").isEqualTo(0xFFFF_FFFFL);
  }

  @Test
  void tellsNothingOfSocketsThatAreNotLinuxs() {
    EmbeddedChannel other = new EmbeddedChannel();
    assertThat(Arrival.at(other)).isNull();
    other.close();
  }
}
