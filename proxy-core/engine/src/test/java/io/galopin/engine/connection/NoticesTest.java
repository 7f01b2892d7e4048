package io.galopin.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Action;
import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Options;
import io.galopin.engine.GreetedLines;
import io.galopin.engine.rule.RuleSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages that the client has not asked for. */
class NoticesTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Spoken talk = new Spoken(new GreetedLines());

  private static Decision notice(String name, Duration after) {
    Failure notice = new Failure(name, Options.defaults(List.of()));
    return Decision.act(new Action.Notice(notice, after));
  }

  /** Has a notice sent after the first exchange, and acts on no other. */
  private static RuleSet afterTheFirst(Decision decision) {
    return Spoken.always(
        new Behavior() {
          @Override
          public Decision onBeforeHandle(Exchange exchange) {
            return exchange.ordinal() == 1 ? decision : Decision.pass();
          }
        });
  }

  private Connection greeted(RuleSet rules) {
    talk.proxy.rules = rules;
    Connection connection = talk.start();
    talk.backendSays("hi\n");
    talk.clientSays("a\n");
    return connection;
  }

  @AfterEach
  void leavesNothingBehind() {
    talk.leftNothingBehind();
  }

  @Test
  void aNoticeIsSentSoLongAfterTheEndOfTheReply() {
    Connection connection = greeted(afterTheFirst(notice("news", SECOND)));
    talk.backendSays("GOT 3\n12");
    talk.time.advance(SECOND.multipliedBy(5));
    talk.backendSays("3");
    talk.time.advance(SECOND.minusNanos(1));
    assertThat(talk.atClient).hasToString("hi\nGOT 3\n123");
    assertThat(talk.journal()).isEmpty();

    talk.time.advance(Duration.ofNanos(1));

    assertThat(talk.atClient).hasToString("hi\nGOT 3\n123*news after a\n");
    assertThat(talk.journal()).containsExactly("1 a: notice news");
    talk.drop(connection);
  }

  @Test
  void aNoticeAtOnceFollowsTheReplyHoweverItComes() {
    Connection connection = greeted(afterTheFirst(notice("news", Duration.ZERO)));
    talk.clientSays("b\n");
    talk.backendSays("1\n2\n");

    assertThat(talk.atClient).hasToString("hi\n1\n*news after a\n2\n");
    talk.drop(connection);
  }

  @Test
  void aNoticeNeverInterruptsAReply() {
    Connection connection = greeted(afterTheFirst(notice("news", SECOND)));
    talk.clientSays("b\nc\n");
    talk.backendSpells("1\nGOT 3\n1");
    talk.time.advance(SECOND);
    talk.backendSpells("2");
    assertThat(talk.atClient).hasToString("hi\n1\nGOT 3\n12");

    talk.backendSays("3GOT 2\nx");

    assertThat(talk.atClient).hasToString("hi\n1\nGOT 3\n123*news after a\nGOT 2\nx");
    assertThat(talk.journal()).containsExactly("1 a: notice news");
    talk.drop(connection);
  }

  @Test
  void aNoticeIsNotSentIntoAConversationThatGoesOnInTls() {
    Connection connection = greeted(afterTheFirst(notice("news", SECOND)));
    talk.backendSays("1\n");
    talk.clientSays("b\n");
    talk.backendSays("go\n");

    talk.time.advance(SECOND);

    assertThat(talk.atClient).hasToString("hi\n1\ngo\n");
    assertThat(talk.journal()).isEmpty();
    talk.drop(connection);
  }

  @Test
  void aNoticeIsNotSentBehindTheReplyThatAgreesToTls() {
    Connection connection = greeted(afterTheFirst(notice("news", Duration.ZERO)));
    talk.backendSays("go\n");

    assertThat(talk.atClient).hasToString("hi\ngo\n");
    assertThat(talk.journal()).isEmpty();
    talk.drop(connection);
  }

  @Test
  void aNoticeCountsFromAReplyThatIsHeld() {
    talk.proxy.rules =
        Spoken.always(
            new Behavior() {
              @Override
              public Decision onBeforeHandle(Exchange exchange) {
                return notice("news", SECOND);
              }

              @Override
              public Decision onAfterHandle(Exchange exchange) {
                return Decision.delay(SECOND);
              }
            });
    Connection connection = greeted(talk.proxy.rules);
    talk.backendSays("1\n");
    talk.time.advance(SECOND.multipliedBy(2).minusNanos(1));
    assertThat(talk.atClient).hasToString("hi\n1\n");

    talk.time.advance(Duration.ofNanos(1));

    assertThat(talk.atClient).hasToString("hi\n1\n*news after a\n");
    talk.drop(connection);
  }

  @Test
  void aNoticeMayEndTheConnection() {
    greeted(afterTheFirst(notice("bye", SECOND)));
    talk.backendSays("1\n");
    talk.time.advance(SECOND);

    assertThat(talk.atClient).hasToString("hi\n1\n*bye after a\n|");
    assertThat(talk.journal()).containsExactly("1 a: notice bye");
    talk.client.peerEnds();
  }

  @Test
  void aConnectionThatEndsBeforeHasNoEntry() {
    greeted(afterTheFirst(notice("news", SECOND)));
    talk.backendSays("1\n");

    talk.client.peerResets();
    talk.time.advance(SECOND);

    assertThat(talk.journal()).isEmpty();
  }

  @Test
  void aBackendThatHasEndedSendsNoNotice() {
    greeted(afterTheFirst(notice("news", SECOND)));
    talk.backendSays("1\n");
    talk.backend().peerEnds();
    talk.time.advance(SECOND);

    assertThat(talk.atClient).hasToString("hi\n1\n|");
    assertThat(talk.journal()).isEmpty();
    talk.client.peerEnds();
  }

  @Test
  void aClientThatCannotBeToldIsNot() {
    Connection connection = greeted(afterTheFirst(notice("unknown", Duration.ZERO)));
    talk.backendSays("1\n");

    assertThat(talk.atClient).hasToString("hi\n1\n");
    assertThat(talk.journal()).isEmpty();
    talk.drop(connection);
  }

  @Test
  void aReplyThatIsLostIsFollowedByNothing() {
    talk.proxy.rules =
        Spoken.always(
            new Behavior() {
              @Override
              public Decision onBeforeHandle(Exchange exchange) {
                return notice("news", Duration.ZERO);
              }

              @Override
              public Decision onAfterHandle(Exchange exchange) {
                return Decision.act(new Action.Lose(Action.End.SILENCE));
              }
            });
    Connection connection = greeted(talk.proxy.rules);
    talk.backendSays("1\n");

    assertThat(talk.atClient).hasToString("hi\n");
    assertThat(talk.journal()).containsExactly("1 a: lose the reply, silence");
    talk.drop(connection);
  }

  @Test
  void aConnectionThatWaitsForANoticeIsNotIdle() {
    talk.proxy.idleTimeout = Optional.of(SECOND);
    greeted(afterTheFirst(notice("news", Duration.ofMillis(4_500))));
    talk.backendSays("1\n");
    talk.time.advance(Duration.ofMillis(4_500));
    assertThat(talk.atClient).hasToString("hi\n1\n*news after a\n");

    talk.time.advance(SECOND.multipliedBy(2));

    assertThat(talk.atClient).hasToString("hi\n1\n*news after a\n|");
    talk.client.peerEnds();
  }

  @Test
  void anOpeningMayBeFollowedByANotice() {
    talk.proxy.rules = Spoken.atOpening(notice("news", Duration.ZERO));
    Connection connection = talk.start();
    talk.backendSays("hi\n");

    assertThat(talk.atClient).hasToString("hi\n*news after hello\n");
    assertThat(talk.journal()).containsExactly("0 hello: notice news");
    talk.drop(connection);
  }

  @Test
  void noticesOfTheBackendPassBetweenRepliesAndWithinThem() {
    Connection connection = greeted(RuleSet.none());
    talk.clientSays("b\n");
    talk.backendSpells("*one\n1\n*two\n*three\n2\n*four\n");

    assertThat(talk.atClient).hasToString("hi\n*one\n1\n*two\n*three\n2\n*four\n");
    assertThat(talk.proxy.told).containsExactly("connected", "exchange", "exchange");
    talk.drop(connection);
  }
}
