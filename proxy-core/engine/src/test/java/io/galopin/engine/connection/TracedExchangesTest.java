package io.galopin.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Action;
import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Direction;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Move;
import io.galopin.api.Options;
import io.galopin.api.Protocol;
import io.galopin.api.Toxic;
import io.galopin.engine.GreetedLines;
import io.galopin.engine.HelloLayer;
import io.galopin.engine.LineProtocol;
import io.galopin.engine.TurnProtocol;
import io.galopin.engine.rule.Made;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.trace.FinishedExchange;
import io.galopin.engine.trace.FinishedExchange.How;
import io.galopin.engine.trace.FinishedExchange.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What listeners are told of exchanges that are over. */
class TracedExchangesTest {

  private static final Failure ERROR = Failure.ERROR;

  private final List<FinishedExchange> told = new ArrayList<>();
  private Spoken talk = speaking(new LineProtocol());

  private Spoken speaking(Protocol protocol) {
    Spoken traced = new Spoken(protocol);
    traced.proxy.listeners.listen(told::add);
    return traced;
  }

  private Connection start(RuleSet rules) {
    talk.proxy.rules = rules;
    return talk.start();
  }

  @AfterEach
  void leavesNothingBehind() {
    talk.leftNothingBehind();
  }

  private void millis(long count) {
    talk.time.advance(Duration.ofMillis(count));
  }

  private FinishedExchange only() {
    assertThat(told).hasSize(1);
    return told.get(0);
  }

  private static Times millis(long total, long backend, long added) {
    long unit = Duration.ofMillis(1).toNanos();
    return new Times(total * unit, backend < 0 ? Times.UNKNOWN : backend * unit, added * unit);
  }

  private static RuleSet after(Decision decision) {
    return Spoken.always(
        new Behavior() {
          @Override
          public Decision onAfterHandle(Exchange exchange) {
            return decision;
          }
        });
  }

  private static Decision delay(long millis) {
    return Decision.delay(Duration.ofMillis(millis));
  }

  /** What was done to the exchanges, as the journal's entries are. */
  private List<String> faults() {
    return told.stream()
        .flatMap(
            each ->
                each.faults().stream()
                    .map(
                        did ->
                            each.exchange().ordinal()
                                + " "
                                + each.exchange().request()
                                + ": "
                                + did.what()))
        .toList();
  }

  @Test
  void aReplyIsToldWithItsPlaceItsTimesAndItsBytes() {
    Connection connection = start(RuleSet.none());
    talk.clientSays("a\n");
    millis(20);
    talk.backendSays("GOT 2\n1");
    millis(5);
    assertThat(told).isEmpty();
    talk.backendSays("2");

    FinishedExchange exchange = only();
    assertThat(exchange.proxy()).isEqualTo("web");
    assertThat(exchange.protocol()).isEqualTo("line");
    assertThat(exchange.connection()).isEqualTo(1);
    assertThat(exchange.client()).isNotNull();
    assertThat(exchange.exchange().ordinal()).isEqualTo(1);
    assertThat(exchange.exchange().layer()).isEmpty();
    assertThat(exchange.exchange().request()).isEqualTo("a");
    assertThat(exchange.reply()).isEqualTo("GOT 2");
    assertThat(exchange.how()).isEqualTo(How.REPLIED);
    assertThat(exchange.error()).isFalse();
    assertThat(exchange.times()).isEqualTo(millis(25, 20, 0));
    assertThat(exchange.requestBytes()).isEqualTo(2);
    assertThat(exchange.replyBytes()).isEqualTo(8);
    assertThat(exchange.faults()).isEmpty();
    talk.drop(connection);
    assertThat(told).hasSize(1);
  }

  @Test
  void itBeginsWithTheFirstByteOfItsHead() {
    Connection connection = start(RuleSet.none());
    talk.clientSays("a");
    millis(3);
    talk.clientSays("b\n");
    talk.backendSays("1\n");

    assertThat(only().times()).isEqualTo(millis(3, 0, 0));
    talk.drop(connection);
  }

  @Test
  void theBackendsTimeBeginsWithTheLastByteOfTheRequest() {
    Connection connection = start(RuleSet.none());
    talk.clientSays("PUT 2\n");
    millis(10);
    talk.clientSays("xx");
    millis(20);
    talk.backendSays("1\n");

    assertThat(only().times()).isEqualTo(millis(30, 20, 0));
    assertThat(only().requestBytes()).isEqualTo(8);
    talk.drop(connection);
  }

  @Test
  void whatDelaysAddIsToldApart() {
    Behavior both =
        new Behavior() {
          @Override
          public Decision onBeforeHandle(Exchange exchange) {
            return delay(3_000);
          }

          @Override
          public Decision onAfterHandle(Exchange exchange) {
            return delay(2_000);
          }
        };
    Connection connection = start(Spoken.always(both));
    talk.clientSays("a\n");
    millis(3_000);
    millis(10);
    talk.backendSays("1\n");
    millis(1_999);
    assertThat(told).isEmpty();
    millis(1);

    assertThat(only().times()).isEqualTo(millis(5_010, 10, 5_000));
    assertThat(only().how()).isEqualTo(How.REPLIED);
    assertThat(faults()).isEqualTo(talk.journal()).hasSize(2);
    assertThat(only().faults()).extracting(FinishedExchange.Did::behavior).containsOnly("acts");
    assertThat(only().faults()).extracting(FinishedExchange.Did::rule).containsOnly("");
    talk.drop(connection);
  }

  @Test
  void aDelayThatOverlapsWithTheRequestAddsOnlyTheRest() {
    Connection connection = start(Spoken.always(Spoken.before(delay(3_000))));
    talk.clientSays("PUT 1\n");
    millis(2_000);
    talk.clientSays("x");
    millis(1_000);
    talk.backendSays("1\n");

    assertThat(only().times()).isEqualTo(millis(3_000, 0, 1_000));
    talk.drop(connection);
  }

  @Test
  void anAnswerOfGalopinIsAnError() {
    Connection connection = start(Spoken.always(Spoken.before(Decision.fail(ERROR))));
    talk.clientSays("a\n");

    assertThat(only().how()).isEqualTo(How.ANSWERED);
    assertThat(only().error()).isTrue();
    assertThat(only().reply()).isEqualTo("ERROR");
    assertThat(only().replyBytes()).isEqualTo("ERROR a\n".length());
    assertThat(only().times()).isEqualTo(millis(0, -1, 0));
    assertThat(faults()).isEqualTo(talk.journal()).containsExactly("1 a: fail ERROR");
    talk.drop(connection);
  }

  @Test
  void anAnswerInsteadOfAReplyHasTheBackendsTime() {
    Failure failure = new Failure("error", Options.defaults(List.of()));
    Connection connection =
        start(after(new Decision(Duration.ofMillis(500), new Action.Fail(failure))));
    talk.clientSays("a\n");
    millis(7);
    talk.backendSays("GOT 2\n");
    millis(100);
    talk.backendSays("12");
    millis(400);

    assertThat(only().how()).isEqualTo(How.ANSWERED);
    assertThat(only().times()).isEqualTo(millis(507, 7, 500));
    assertThat(only().replyBytes()).isEqualTo("ERROR a\n".length());
    assertThat(faults()).isEqualTo(talk.journal()).hasSize(2);
    talk.drop(connection);
    assertThat(told).hasSize(1);
  }

  @Test
  void aRequestWithoutAReplyIsOverWhenTheBackendHasIt() {
    Connection connection = start(Spoken.always(Spoken.before(delay(4))));
    talk.clientSays("!a\n");
    assertThat(told).isEmpty();
    millis(4);

    assertThat(only().how()).isEqualTo(How.NO_REPLY_EXPECTED);
    assertThat(only().times()).isEqualTo(millis(4, -1, 4));
    assertThat(only().requestBytes()).isEqualTo(3);
    talk.drop(connection);
    assertThat(told).hasSize(1);
  }

  @Test
  void aRequestWithoutAReplyThatPassesIsToldOnce() {
    Connection connection = start(RuleSet.none());
    talk.clientSays("!a\nb\n");
    assertThat(only().how()).isEqualTo(How.NO_REPLY_EXPECTED);
    talk.backendSays("1\n");
    talk.drop(connection);

    assertThat(told)
        .extracting(FinishedExchange::how)
        .containsExactly(How.NO_REPLY_EXPECTED, How.REPLIED);
  }

  @Test
  void aRequestWithoutAReplyThatFailsHasItsFault() {
    Connection connection = start(Spoken.always(Spoken.before(Decision.fail(ERROR))));
    talk.clientSays("!a\n");

    assertThat(only().how()).isEqualTo(How.NO_REPLY_EXPECTED);
    assertThat(faults()).isEqualTo(talk.journal()).hasSize(1);
    talk.drop(connection);
    assertThat(told).hasSize(1);
  }

  @Test
  void aRequestWithoutAReplyThatIsResetIsAnswered() {
    start(Spoken.always(Spoken.before(Decision.reset())));
    talk.clientSays("!a\n");

    assertThat(only().how()).isEqualTo(How.ANSWERED);
    assertThat(only().reply()).isEqualTo("reset");
    assertThat(faults()).isEqualTo(talk.journal()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "a,       '',         UNANSWERED, 0",
    "PUT 5,   '',         UNANSWERED, 0",
    "a,       '~wait\n',  UNANSWERED, 6",
    "a,       'GOT 5\n1', CUT,        7",
    "!PUT 5,  '',         NO_REPLY_EXPECTED, 0",
  })
  void theEndOfTheConnectionEndsIt(String request, String reply, How how, int bytes) {
    Connection connection = start(RuleSet.none());
    talk.clientSays(request + "\n");
    if (!reply.isEmpty()) {
      talk.backendSays(reply);
    }
    millis(9);
    boolean early = request.startsWith("!");
    assertThat(told).hasSize(early ? 1 : 0);
    talk.drop(connection);

    assertThat(only().how()).isEqualTo(how);
    assertThat(only().replyBytes()).isEqualTo(bytes);
    assertThat(only().times().total()).isEqualTo(early ? 0 : Duration.ofMillis(9).toNanos());
  }

  @Test
  void aHangIsGalopinsTime() {
    start(Spoken.always(Spoken.before(Decision.hang())));
    talk.clientSays("a\n");
    millis(60);
    talk.client.peerEnds();
    talk.time.run();

    assertThat(only().times()).isEqualTo(millis(60, -1, 60));
    assertThat(faults()).isEqualTo(talk.journal()).containsExactly("1 a: hang");
  }

  @ParameterizedTest
  @CsvSource({"CLOSE", "RESET", "SILENCE"})
  void aLostReplyIsNoReply(Action.End end) {
    Connection connection = start(after(Decision.act(new Action.Lose(end))));
    talk.clientSays("a\n");
    millis(3);
    talk.backendSays("1\n");
    talk.drop(connection);

    assertThat(only().how()).isEqualTo(How.UNANSWERED);
    assertThat(only().reply()).isEqualTo("1");
    assertThat(only().replyBytes()).isZero();
    assertThat(only().times().backend()).isEqualTo(Duration.ofMillis(3).toNanos());
    assertThat(faults()).isEqualTo(talk.journal()).hasSize(1);
  }

  @Test
  void aTruncatedReplyIsCut() {
    Connection connection = start(after(Decision.act(new Action.Truncate(3, Action.End.CLOSE))));
    talk.clientSays("a\n");
    talk.backendSays("GOT 5\n12345");
    talk.drop(connection);

    assertThat(only().how()).isEqualTo(How.CUT);
    assertThat(only().replyBytes()).isEqualTo("GOT 5\n123".length());
    assertThat(faults()).isEqualTo(talk.journal()).hasSize(1);
  }

  @Test
  void anErrorOfTheProtocolIsOne() {
    Connection connection = start(RuleSet.none());
    talk.clientSays("a\nb\n");
    talk.backendSays("-no\n1\n");

    assertThat(told).extracting(FinishedExchange::error).containsExactly(true, false);
    assertThat(told).extracting(FinishedExchange::how).containsOnly(How.REPLIED);
    talk.drop(connection);
  }

  @Test
  void aReplyThatThrowsWhenItIsAskedHarmsNobody() {
    Connection connection = start(RuleSet.none());
    talk.clientSays("a\n");
    talk.backendSays("boom\n");

    assertThat(only().how()).isEqualTo(How.REPLIED);
    assertThat(only().error()).isFalse();
    assertThat(talk.atClient).hasToString("boom\n");
    assertThat(talk.journal()).singleElement().asString().contains("failed in error");
    talk.drop(connection);
  }

  @Test
  void aReplyThatEndsWithTheConnectionIsWhole() {
    start(RuleSet.none());
    talk.clientSays("a\n");
    talk.backendSays("GOT 99\n123");
    millis(7);
    talk.backend().peerEnds();
    talk.client.peerEnds();
    talk.time.run();

    assertThat(only().how()).isEqualTo(How.REPLIED);
    assertThat(only().times().total()).isZero();
    assertThat(only().replyBytes()).isEqualTo("GOT 99\n123".length());
  }

  @Test
  void aReplyThatEndsWithTheConnectionIsCutIfARuleEndsIt() {
    Connection connection = start(after(Decision.act(new Action.Truncate(2, Action.End.CLOSE))));
    talk.clientSays("a\n");
    talk.backendSays("GOT 99\n123");
    talk.drop(connection);

    assertThat(only().how()).isEqualTo(How.CUT);
  }

  @Test
  void aThrottledReplyIsOverWithItsLastByte() {
    Connection connection = start(after(Decision.act(new Action.Throttle(100))));
    talk.clientSays("a\n");
    talk.backendSays("GOT 50\n" + "x".repeat(50));
    millis(499);
    assertThat(told).isEmpty();
    millis(1);

    assertThat(only().times()).isEqualTo(millis(500, 0, 500));
    assertThat(only().replyBytes()).isEqualTo(57);
    talk.drop(connection);
  }

  @Test
  void interimRepliesCountButDoNotBeginTheReply() {
    Connection connection = start(RuleSet.none());
    talk.clientSays("a\n");
    millis(1);
    talk.backendSays("~wait\n");
    millis(1);
    talk.backendSays("1\n");

    assertThat(only().reply()).isEqualTo("1");
    assertThat(only().replyBytes()).isEqualTo(8);
    assertThat(only().times()).isEqualTo(millis(2, 2, 0));
    talk.drop(connection);
  }

  @Test
  void pipelinedExchangesAreToldInTheirOrder() {
    Connection connection = start(RuleSet.none());
    talk.clientSays("a\nbb\nc\n");
    millis(4);
    talk.backendSays("1\n22\n");
    millis(1);
    talk.backendSays("3\n");

    assertThat(told)
        .extracting(each -> each.exchange().request() + each.reply() + each.replyBytes())
        .containsExactly("a12", "bb223", "c32");
    assertThat(told)
        .extracting(FinishedExchange::times)
        .containsExactly(millis(4, 4, 0), millis(4, 4, 0), millis(5, 5, 0));
    talk.drop(connection);
  }

  @Test
  void anAnswerBetweenRepliesIsToldInItsOrder() {
    Behavior second =
        new Behavior() {
          @Override
          public Decision onBeforeHandle(Exchange exchange) {
            return exchange.ordinal() == 2 ? Decision.fail(ERROR) : Decision.pass();
          }
        };
    Connection connection = start(Spoken.always(second));
    talk.clientSays("a\nb\nc\n");
    assertThat(told).isEmpty();
    talk.backendSays("1\n3\n");

    assertThat(talk.atClient).hasToString("1\nERROR b\n3\n");
    assertThat(told)
        .extracting(each -> each.exchange().ordinal() + " " + each.how())
        .containsExactly("1 REPLIED", "2 ANSWERED", "3 REPLIED");
    talk.drop(connection);
  }

  @Test
  void aTurnIsOverWhenTheNextBegins() {
    talk = speaking(new TurnProtocol());
    Connection connection = start(RuleSet.none());
    talk.clientSays("ab");
    millis(1);
    talk.clientSays("c");
    millis(5);
    talk.backendSays("xy");
    millis(2);
    talk.backendSays("z");
    millis(100);
    assertThat(told).isEmpty();
    talk.clientSays("d");

    assertThat(only().how()).isEqualTo(How.REPLIED);
    assertThat(only().times()).isEqualTo(millis(8, 5, 0));
    assertThat(only().requestBytes()).isEqualTo(3);
    assertThat(only().replyBytes()).isEqualTo(3);
    millis(1);
    talk.backendSays("!");
    millis(50);
    talk.drop(connection);
    assertThat(told).extracting(FinishedExchange::how).containsExactly(How.REPLIED, How.REPLIED);
    assertThat(told.get(1).times()).isEqualTo(millis(1, 1, 0));
  }

  @Test
  void aTurnWithoutAReplyIsUnanswered() {
    talk = speaking(new TurnProtocol());
    Connection connection = start(RuleSet.none());
    talk.clientSays("ab");
    talk.drop(connection);

    assertThat(only().how()).isEqualTo(How.UNANSWERED);
  }

  @Test
  void anOpeningIsToldAsExchangeZero() {
    talk = speaking(new GreetedLines());
    Connection connection = start(RuleSet.none());
    millis(3);
    talk.backendSays("hi\n");
    talk.clientSays("a\n");
    talk.backendSays("1\n");

    assertThat(told)
        .extracting(each -> each.exchange().ordinal() + " " + each.exchange().request())
        .containsExactly("0 hello", "1 a");
    assertThat(told.get(0).times()).isEqualTo(millis(3, 3, 0));
    talk.drop(connection);
  }

  @Test
  void aMuteBackendsTimeIsNotGalopins() {
    talk = speaking(new GreetedLines());
    Connection connection = start(RuleSet.none());
    millis(9);
    talk.drop(connection);

    assertThat(only().how()).isEqualTo(How.UNANSWERED);
    assertThat(only().times()).isEqualTo(millis(9, -1, 0));
  }

  @Test
  void anOpeningAboveALayerDoesNotBeginWithWhatTheClientSaidBefore() {
    talk = speaking(new GreetedLines());
    talk.proxy.layers = List.of(Made.of(HelloLayer.NAME, new HelloLayer()));
    Connection connection = start(RuleSet.none());
    talk.clientSays("HELLO joe\na\n");
    millis(4);
    talk.backendSays("OK 2\n");
    millis(1);
    talk.backendSays("welcome\n1\n");

    assertThat(told)
        .extracting(each -> each.exchange().request() + " " + each.times().total() / 1_000_000)
        .containsExactly("HELLO joe 4", "hello 1", "a 5");
    talk.drop(connection);
  }

  @Test
  void theExchangeOfALayerHasItsName() {
    talk.proxy.layers = List.of(Made.of(HelloLayer.NAME, new HelloLayer()));
    Connection connection = start(RuleSet.none());
    talk.clientSays("HELLO joe\n");
    talk.backendSays("OK 2\n");
    talk.clientSays("a\n");
    talk.backendSays("1\n");

    assertThat(told)
        .extracting(each -> each.exchange().layer() + each.exchange().ordinal() + each.reply())
        .containsExactly("hello0OK 2", "11");
    talk.drop(connection);
  }

  @Test
  void aNoticeAfterTheReplyIsAmongTheFaults() {
    talk = speaking(new GreetedLines());
    Failure news = new Failure("news", Options.defaults(List.of()));
    Action notice = new Action.Notice(news, Duration.ofSeconds(1));
    Connection connection = start(Spoken.always(Spoken.before(Decision.act(notice))));
    talk.backendSays("hi\n");
    told.clear();
    talk.clientSays("a\n");
    millis(2);
    talk.backendSays("1\n");
    assertThat(told).isEmpty();
    millis(1_000);

    assertThat(faults()).isEqualTo(talk.journal()).containsExactly("1 a: notice news");
    assertThat(only().times().total()).isEqualTo(Duration.ofMillis(2).toNanos());
    assertThat(only().replyBytes()).isEqualTo(2);
    talk.drop(connection);
  }

  @Test
  void refusedBytesAreAnswered() {
    start(RuleSet.none());
    talk.clientSays("?\n");

    assertThat(only().how()).isEqualTo(How.ANSWERED);
    assertThat(only().exchange().request()).isEqualTo("refused");
    assertThat(only().reply()).isEqualTo("refused");
    talk.client.peerEnds();
    talk.time.run();
  }

  @Test
  void withoutABackendTheTroubleIsTheAnswer() {
    talk.proxy.network = socket -> {};
    start(RuleSet.none());
    talk.clientSays("a\n");
    assertThat(told).isEmpty();
    millis(10_000);

    assertThat(only().how()).isEqualTo(How.ANSWERED);
    assertThat(only().reply()).isEqualTo("TROUBLE");
    assertThat(only().times()).isEqualTo(millis(10_000, -1, 0));
    talk.client.peerEnds();
    talk.time.run();
  }

  /** Holds bytes back for so long. */
  private static ToxicSpec latency(Direction direction, long millis) {
    long nanos = Duration.ofMillis(millis).toNanos();
    Toxic toxic =
        (place, before) ->
            (length, arrived) ->
                place.now() - arrived < nanos ? Move.waitUntil(arrived + nanos) : Move.passAll();
    ToxicSpec spec =
        new ToxicSpec("t" + direction, "t", direction, 1, Options.defaults(List.of()), toxic);
    spec.scope().start(0);
    return spec;
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void whatToxicsAddIsNotTheBackends(boolean watched) {
    talk.proxy.toxics = List.of(latency(Direction.UPSTREAM, 30), latency(Direction.DOWNSTREAM, 5));
    Connection connection =
        start(watched ? Spoken.always(Spoken.before(Decision.pass())) : RuleSet.none());
    talk.clientSays("a\n");
    millis(30);
    millis(2);
    talk.backendSays("1\n");
    assertThat(told).isEmpty();
    millis(5);

    assertThat(only().times()).isEqualTo(millis(37, 2, 35));
    assertThat(only().faults()).isEmpty();
    talk.drop(connection);
  }

  @Test
  void aReplyThatAToxicNeverLetsGoIsCut() {
    talk.proxy.toxics = List.of(latency(Direction.DOWNSTREAM, 5_000));
    Connection connection = start(RuleSet.none());
    talk.clientSays("a\n");
    talk.backendSays("1\n");
    millis(10);
    talk.drop(connection);

    assertThat(only().how()).isEqualTo(How.CUT);
  }

  @Test
  void anAnswerThatEndsTheConnectionIsOverWhenToxicsHaveLetItGo() {
    talk.proxy.toxics = List.of(latency(Direction.DOWNSTREAM, 40));
    start(Spoken.always(Spoken.before(Decision.babble(3))));
    talk.clientSays("a\n");
    assertThat(told).isEmpty();
    millis(40);

    assertThat(only().how()).isEqualTo(How.ANSWERED);
    assertThat(only().times()).isEqualTo(millis(40, -1, 40));
    talk.client.peerEnds();
    talk.time.run();
  }
}
