package io.galopin.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.trace.FinishedExchange.How;
import io.galopin.engine.trace.FinishedExchange.Times;
import io.galopin.testbed.VirtualTime;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The first byte of each request comes at 0, its head is there after 3 ms. */
class TraceTimesTest {

  private static final Instant BEGAN = Instant.parse("2026-02-03T04:05:06Z");

  private final VirtualTime time = new VirtualTime();
  private final TraceTimes times;

  TraceTimesTest() {
    Ticker ticker = time.loop().ticker();
    long first = ticker.nanoTime();
    pass(3);
    times = new TraceTimes(ticker, BEGAN, first, ticker.nanoTime());
  }

  private void pass(long millis) {
    time.advance(Duration.ofMillis(millis));
  }

  private static Times millis(long total, long backend, long added) {
    long unit = Duration.ofMillis(1).toNanos();
    return new Times(
        total * unit, backend == Times.UNKNOWN ? Times.UNKNOWN : backend * unit, added * unit);
  }

  private Times ends(How how) {
    times.ends(how);
    return times.times();
  }

  @Test
  void beganWhenTheClockSaid() {
    assertThat(times.began()).isEqualTo(BEGAN);
  }

  @Test
  void whatIsPassedOnAtOnceAddsNothing() {
    times.requestGone();
    pass(10);
    times.replyCame();
    times.replyGone();

    assertThat(ends(How.REPLIED)).isEqualTo(millis(13, 10, 0));
  }

  @Test
  void theLastByteOfEachDirectionCounts() {
    pass(5);
    times.requestGone();
    pass(10);
    times.replyCame();
    pass(2);
    times.replyGone();

    assertThat(ends(How.REPLIED)).isEqualTo(millis(20, 10, 7));
  }

  @Test
  void aDelayInWhichTheClientStillSendsAddsOnlyWhatIsLeftAfterItsLastByte() {
    pass(5);
    times.requestCame();
    pass(1);
    times.requestGone();
    pass(4);
    times.replyCame();
    times.replyGone();

    assertThat(ends(How.REPLIED)).isEqualTo(millis(13, 4, 1));
  }

  @Test
  void aPieceThatWentOnBeforeTheLastOneCameDoesNotCount() {
    pass(5);
    times.requestGone();
    pass(1);
    times.requestCame();
    pass(2);
    times.requestGone();
    pass(4);
    times.replyCame();
    times.replyGone();

    assertThat(ends(How.REPLIED)).isEqualTo(millis(15, 4, 2));
  }

  @Test
  void aPieceThatHasNotGoneOnWhenTheReplyComesCountsAsNothing() {
    pass(5);
    times.requestGone();
    pass(1);
    times.requestCame();
    pass(2);
    times.replyCame();
    times.replyGone();

    assertThat(ends(How.REPLIED)).isEqualTo(millis(11, 3, 0));
  }

  @Test
  void itEndsWithTheLastByteOfTheReplyEvenIfThatIsKnownLater() {
    times.requestGone();
    pass(4);
    times.replyCame();
    times.replyGone();
    pass(9);

    assertThat(ends(How.REPLIED)).isEqualTo(millis(7, 4, 0));
  }

  @Test
  void whatTheClientSendsAfterTheReplyHasBegunIsNoPartOfIt() {
    times.requestGone();
    pass(4);
    times.replyCame();
    pass(1);
    times.requestCame();
    pass(1);
    times.requestGone();
    times.replyGone();

    assertThat(ends(How.REPLIED)).isEqualTo(millis(9, 4, 2));
  }

  @Test
  void aReplyIsHeldFromItsLastPieceAndTheBackendTookUntilItsFirst() {
    times.requestGone();
    pass(4);
    times.replyCame();
    pass(6);
    times.replyCame();
    pass(1);
    times.replyGone();

    assertThat(ends(How.REPLIED)).isEqualTo(millis(14, 4, 1));
  }

  @Test
  void anAnswerIsAddedFromWhenTheRequestWasHeld() {
    pass(2);
    times.answers();
    pass(8);
    times.replyGone();

    assertThat(ends(How.ANSWERED)).isEqualTo(millis(13, Times.UNKNOWN, 10));
  }

  @Test
  void anAnswerAfterTheRequestHasGoneIsAddedFromWhenTheClientWaitsForIt() {
    times.requestGone();
    pass(2);
    times.answers();
    pass(8);
    times.replyGone();

    assertThat(ends(How.ANSWERED)).isEqualTo(millis(13, Times.UNKNOWN, 8));
  }

  @Test
  void anAnswerInPlaceOfAReplyHoldsBackAllOfTheReply() {
    times.requestGone();
    pass(4);
    times.replyCame();
    pass(3);
    times.replyCame();
    pass(2);
    times.answers();
    pass(1);
    times.replyGone();

    assertThat(ends(How.ANSWERED)).isEqualTo(millis(13, 4, 6));
  }

  @Test
  void withoutAReplyItEndsWhenTheRequestHasGone() {
    pass(2);
    times.requestGone();
    pass(9);

    assertThat(ends(How.NO_REPLY_EXPECTED)).isEqualTo(millis(5, Times.UNKNOWN, 2));
  }

  @ParameterizedTest
  @EnumSource(names = {"UNANSWERED", "CUT"})
  void whenItIsCutOffItEndsNow(How how) {
    times.requestGone();
    pass(4);
    times.replyGone();
    pass(9);

    assertThat(ends(how)).isEqualTo(millis(16, Times.UNKNOWN, 0));
  }

  @Test
  void onlyTheFirstEndCounts() {
    times.requestGone();
    pass(4);
    times.replyCame();
    times.replyGone();
    times.ends(How.REPLIED);
    pass(9);

    assertThat(ends(How.CUT)).isEqualTo(millis(7, 4, 0));
  }

  @Test
  void aReplyBeforeTheRequestWentOnHasNoTimeOfTheBackend() {
    times.replyCame();
    pass(1);
    times.replyGone();

    assertThat(ends(How.REPLIED)).isEqualTo(millis(4, Times.UNKNOWN, 1));
  }
}
