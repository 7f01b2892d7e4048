package io.galopin.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Attribute;
import io.galopin.api.Attribute.Moment;
import io.galopin.api.Reply;
import io.galopin.engine.match.OwnAttributes;
import io.galopin.engine.match.Term;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.Tally;
import io.galopin.engine.socket.Buffers;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InquiryTest {

  private static final Reply REPLY = () -> "reply";
  private static final Term PATH = term("path", Moment.REQUEST);
  private static final Term STATUS = term("status", Moment.REPLY);

  private final Buffers buffers = new Buffers();
  private final FirmSession session = new FirmSession();
  private final VirtualDesk desk = new VirtualDesk(session);
  private final ActiveExchange exchange = desk.exchange("a");
  private final Inquiry inquiry = new Inquiry(desk.connection.facts, desk.desk.session());
  private final ByteBuf in = buffers.of("xHEADbody").skipBytes(1);

  private static Term term(String name, Moment moment) {
    return new Term(Attribute.text(name, moment, "for tests"), "");
  }

  @AfterEach
  void lentOnly() {
    assertThat(in.readerIndex()).isEqualTo(1);
    assertThat(in.writerIndex()).isEqualTo(9);
    in.release();
    buffers.checkReleased();
  }

  @Test
  void readsEachAttributeOnceAndFromTheHeadAlone() {
    session.value = "/a";
    inquiry.atRequest(exchange, in, 4);
    assertThat(inquiry.value(PATH)).isEqualTo("/a");
    assertThat(inquiry.value(term("path", Moment.REQUEST))).isEqualTo("/a");
    assertThat(session.lent).containsExactly("HEAD");
    assertThat(inquiry.value(term("host", Moment.REQUEST))).isEqualTo("/a");
    assertThat(session.lent).hasSize(2);
  }

  @Test
  void readsThatThereIsNoValueOnceToo() {
    inquiry.atRequest(exchange, in, 4);
    assertThat(inquiry.value(PATH)).isNull();
    assertThat(inquiry.value(PATH)).isNull();
    assertThat(session.lent).hasSize(1);
  }

  @Test
  void remembersManyAttributes() {
    inquiry.atRequest(exchange, in, 4);
    List<Term> terms = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      session.value = "value " + i;
      terms.add(term("a" + i, Moment.REQUEST));
      inquiry.value(terms.get(i));
    }
    for (int i = 0; i < 40; i++) {
      assertThat(inquiry.value(terms.get(i))).isEqualTo("value " + i);
    }
    assertThat(session.lent).hasSize(40);
  }

  @Test
  void eachExchangeHasItsOwnValues() {
    session.value = "/a";
    inquiry.atRequest(exchange, in, 4);
    inquiry.value(PATH);
    inquiry.end();
    session.value = "/b";
    inquiry.atRequest(desk.exchange("b"), in, 4);
    assertThat(inquiry.value(PATH)).isEqualTo("/b");
    assertThat(inquiry.exchange()).isEqualTo(2);
    assertThat(inquiry.value(new Term(OwnAttributes.EXCHANGE, ""))).isEqualTo(2L);
  }

  @Test
  void aReplyIsNotReadAtTheRequestNorTheRequestAtTheReply() {
    session.value = "x";
    inquiry.atRequest(exchange, in, 4);
    assertThat(inquiry.value(STATUS)).isNull();
    inquiry.atReply(exchange, new KnownValues(List.of(), List.of()), REPLY, in, 4);
    assertThat(inquiry.value(PATH)).isNull();
    assertThat(session.lent).isEmpty();
    assertThat(inquiry.value(STATUS)).isEqualTo("x");
  }

  @Test
  void valuesOfTheRequestAreKeptForTheReply() {
    session.value = "/a";
    inquiry.atRequest(exchange, in, 4);
    KnownValues kept = inquiry.keep(List.of(PATH));
    inquiry.end();
    session.value = "200";

    inquiry.atReply(exchange, kept, REPLY, in, 4);

    assertThat(inquiry.value(PATH)).isEqualTo("/a");
    assertThat(inquiry.value(STATUS)).isEqualTo("200");
    assertThat(session.lent).hasSize(2);
  }

  @Test
  void knowsOfTheConnection() {
    inquiry.atRequest(exchange, in, 4);
    assertThat(inquiry.value(new Term(OwnAttributes.CONNECTION, ""))).isEqualTo(3L);
    assertThat(inquiry.connection()).isEqualTo(3);
    assertThat(inquiry.connectionStartedAt()).isEqualTo(desk.connection.facts.startedAt());
    desk.connection.time.advance(Duration.ofSeconds(1));
    assertThat(inquiry.now()).isEqualTo(inquiry.connectionStartedAt() + 1_000_000_000);
    assertThat(inquiry.number("x")).isEqualTo(exchange.place().number("x"));
    assertThat(session.lent).isEmpty();
  }

  @Test
  void givesTheExchangeItsLabel() {
    session.label = "GET /…";
    session.unabridged = "GET /a";
    inquiry.atRequest(exchange, in, 4);
    inquiry.label(exchange);
    assertThat(exchange.label()).isEqualTo("GET /…");
    assertThat(exchange.digest()).isEqualTo(desk.connection.draws.digest("GET /a"));
    assertThat(session.lent).containsExactly("HEAD", "HEAD");
  }

  @Test
  void theBytesAreWholeAgainAfterAFailure() {
    session.fails = "attribute";
    inquiry.atRequest(exchange, in, 4);
    assertThatThrownBy(() -> inquiry.value(PATH)).hasMessageContaining("on purpose");
  }

  @Test
  void countsTheCallsOfEachRuleUntilItIsGone() {
    Rule one = VirtualDesk.rule("one", new Deciding());
    Rule two = VirtualDesk.rule("two", new Deciding());
    Tally first = one.tally();
    inquiry.forgetCalls(RuleSet.none());
    assertThat(inquiry.nextCall(first)).isEqualTo(1);
    assertThat(inquiry.nextCall(first)).isEqualTo(2);
    assertThat(inquiry.nextCall(two.tally())).isEqualTo(1);

    inquiry.forgetCalls(new RuleSet(List.of(two)));

    assertThat(inquiry.nextCall(first)).isEqualTo(1);
    assertThat(inquiry.nextCall(two.tally())).isEqualTo(2);
  }
}
