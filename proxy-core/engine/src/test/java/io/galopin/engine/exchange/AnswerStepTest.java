package io.galopin.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Rendering;
import io.galopin.engine.hold.HoldQueue;
import io.galopin.engine.socket.Buffers;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The answer of a proxy that waits in a queue behind other bytes. */
class AnswerStepTest {

  private final Buffers buffers = new Buffers();
  private final VirtualFacts connection = new VirtualFacts();
  private final List<String> did = new ArrayList<>();
  private final HoldQueue holds =
      new HoldQueue(connection.time.loop(), Runnable::run, connection.memory, () -> {});
  private final ByteBuf answer = buffers.of("x".repeat(1_000)).readerIndex(990);

  @AfterEach
  void releasesAll() {
    holds.close();
    assertThat(connection.memory.held()).isZero();
    buffers.checkReleased();
  }

  private void submit() {
    holds.submit(
        new AnswerStep(
            Rendering.reply(answer, "no"),
            () -> {
              did.add("answered");
              answer.release();
            }));
  }

  @Test
  void runsAtOnceWhereNothingWaits() {
    submit();
    assertThat(did).containsExactly("answered");
  }

  /** A few bytes may be the end of a large buffer. */
  @Test
  void countsAllTheMemoryOfTheAnswerWhileItWaits() {
    wait10Seconds();
    long before = connection.memory.held();
    submit();
    assertThat(did).isEmpty();
    assertThat(connection.memory.held() - before).isGreaterThanOrEqualTo(1_000);
    connection.time.advance(Duration.ofSeconds(10));
    assertThat(did).containsExactly("first", "answered");
  }

  @Test
  void releasesTheAnswerIfItsTimeNeverComes() {
    wait10Seconds();
    submit();
    holds.close();
    assertThat(did).isEmpty();
    assertThat(answer.refCnt()).isZero();
  }

  private void wait10Seconds() {
    long due = connection.time.loop().ticker().nanoTime() + Duration.ofSeconds(10).toNanos();
    holds.submit(() -> did.add("first"), due);
  }
}
