package io.galopin.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Cut;
import io.galopin.api.Reply;
import io.galopin.engine.socket.NotedSink;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What traces are told of requests and replies whose bytes pass unchanged. */
class PassingTest {

  private static final Reply REPLY = () -> "reply";

  private final VirtualDesk desk = new VirtualDesk();
  private final NotedSink there = new NotedSink();
  private final PassingRequests requests = new PassingRequests(there);
  private final PassingReplies replies = new PassingReplies(there);
  private final NotedTrace trace = new NotedTrace(true);

  PassingTest() {
    there.write(Unpooled.copiedBuffer(new byte[] {'o'}));
  }

  private ActiveExchange exchange(boolean expectsReply, boolean whole, NotedTrace traced) {
    ActiveExchange exchange = desk.exchange(new VirtualDesk.Line("a", expectsReply, false));
    exchange.requestCourse().came(whole);
    exchange.trace(traced);
    return exchange;
  }

  @Test
  void aRequestHasGoneWhenItIsWritten() {
    requests.add(exchange(true, true, trace));
    assertThat(trace.told).isEmpty();
    requests.wrote();
    assertThat(trace.told).containsExactly("request gone to o");
    requests.wrote();
    assertThat(trace.told).hasSize(1);
  }

  @Test
  void aRequestThatIsNotTracedIsToldNothing() {
    NotedTrace none = new NotedTrace(false);
    requests.add(exchange(true, true, none));
    requests.wrote();
    assertThat(none.told).isEmpty();
  }

  @Test
  void aWholeRequestWithoutReplyEndsItsExchange() {
    requests.add(exchange(false, true, trace));
    requests.wrote();
    assertThat(trace.told).containsExactly("request gone to o", "NO_REPLY_EXPECTED at o");
  }

  @Test
  void aPartOfOneDoesNot() {
    requests.add(exchange(false, false, trace));
    requests.wrote();
    assertThat(trace.told).containsExactly("request gone to o");
  }

  @Test
  void aRequestThatMayStillGetAReplyDoesNot() {
    ActiveExchange quiet = exchange(false, true, trace);
    quiet.inLine(true);
    requests.add(quiet);
    requests.wrote();
    assertThat(trace.told).containsExactly("request gone to o");
  }

  @Test
  void aRequestThatGotItsReplyBeforeItWasWrittenDoesNot() {
    ActiveExchange answered = exchange(true, true, trace);
    answered.inLine(false);
    requests.add(answered);
    requests.wrote();
    assertThat(trace.told).containsExactly("request gone to o");
  }

  @Test
  void allThatWereWrittenAtOnceHaveGone() {
    NotedTrace other = new NotedTrace(true);
    requests.add(exchange(true, true, trace));
    requests.add(exchange(false, true, other));
    requests.wrote();
    assertThat(trace.told).hasSize(1);
    assertThat(other.told).hasSize(2);
  }

  @Test
  void theLastPieceOfAReplyEndsTheExchangeWhenItIsWritten() {
    replies.add(trace, Cut.reply(7, false, REPLY), false);
    replies.add(trace, Cut.body(5, true), false);
    assertThat(trace.told).isEmpty();
    replies.wrote();
    assertThat(trace.told).containsExactly("7 gone to o", "5 gone to o", "REPLIED at o");
    replies.wrote();
    assertThat(trace.told).hasSize(3);
  }

  @Test
  void anInterimReplyEndsNothing() {
    replies.add(trace, Cut.reply(7, true, REPLY), true);
    replies.wrote();
    assertThat(trace.told).isEqualTo(List.of("7 interim gone to o"));
  }

  @Test
  void aReplyThatIsNotTracedIsToldNothing() {
    NotedTrace none = new NotedTrace(false);
    replies.add(none, Cut.reply(7, true, REPLY), false);
    replies.wrote();
    assertThat(none.told).isEmpty();
  }
}
