package io.galopin.engine.socket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.hold.HeldMemory;
import io.galopin.testbed.VirtualSocket;
import io.galopin.testbed.VirtualTime;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Tests what waits for a socket that is not connected yet. */
class BacklogTest {

  private final HeldMemory memory = new HeldMemory(1 << 20, 1 << 20);
  private final Backlog backlog = new Backlog(memory, () -> {});

  private ByteBuf add(String text) {
    ByteBuf bytes = Unpooled.copiedBuffer(text, US_ASCII);
    backlog.add(bytes);
    return bytes;
  }

  @Test
  void isCountedAndReleasedWhenItIsDropped() {
    ByteBuf bytes = add("x".repeat(10_000));
    backlog.mark(() -> {});
    assertThat(memory.held())
        .isEqualTo(backlog.held())
        .isGreaterThanOrEqualTo(10_000 + 2 * HeldMemory.PIECE);

    backlog.drop();

    assertThat(bytes.refCnt()).isZero();
    assertThat(memory.held()).isZero();
    assertThat(backlog.held()).isZero();
    assertThat(backlog.waits()).isFalse();
  }

  @Test
  void countsAMarkAlone() {
    backlog.mark(() -> {});

    assertThat(memory.held()).isEqualTo(HeldMemory.PIECE);
    assertThat(backlog.waits()).isTrue();
  }

  @Test
  void goesInItsOrderWithItsMarks() {
    EmbeddedChannel socket = new EmbeddedChannel();
    List<String> seen = new ArrayList<>();
    add("a");
    backlog.mark(() -> seen.add("after " + socket.outboundMessages().size()));
    add("b");
    backlog.mark(() -> seen.add("after " + socket.outboundMessages().size()));

    backlog.writeTo(socket);
    socket.runPendingTasks();

    assertThat(seen).containsExactly("after 2", "after 4");
    StringBuilder written = new StringBuilder();
    for (ByteBuf next = socket.readOutbound(); next != null; next = socket.readOutbound()) {
      written.append(next.toString(US_ASCII));
      next.release();
    }
    assertThat(written.toString()).isEqualTo("ab");
    assertThat(memory.held()).isZero();
    assertThat(backlog.waits()).isFalse();
  }

  @Test
  void callsNoMarkOfWhatIsDropped() {
    EmbeddedChannel socket = new EmbeddedChannel();
    List<String> seen = new ArrayList<>();
    add("a");
    backlog.mark(() -> seen.add("written"));

    backlog.drop();
    backlog.writeTo(socket);

    assertThat(seen).isEmpty();
    assertThat(socket.<ByteBuf>readOutbound()).isNull();
  }

  @Test
  void countsWhatThePlatformDoesNotTakeAndTellsOnceThatItDid() {
    VirtualTime time = new VirtualTime();
    VirtualSocket socket = VirtualSocket.accepted(time.loop());
    AtomicInteger reliefs = new AtomicInteger();
    Backlog flushed = new Backlog(memory, reliefs::incrementAndGet);
    socket.room(0);
    socket.write(Unpooled.copiedBuffer("x".repeat(10_000), US_ASCII), socket.voidPromise());

    flushed.flush(socket);
    flushed.flush(socket);
    assertThat(flushed.held()).isGreaterThanOrEqualTo(10_000).isEqualTo(memory.held());
    assertThat(reliefs).hasValue(0);

    socket.room(20_000);
    time.run();
    assertThat(memory.held()).isZero();
    assertThat(reliefs).hasValue(1);
    socket.close();
  }
}
