package io.galopin.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Attribute;
import io.galopin.engine.LogLines;
import io.galopin.engine.journal.ExchangeRef;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Conditions;
import io.galopin.engine.match.Level;
import io.galopin.engine.match.OwnAttributes;
import io.galopin.engine.match.Term;
import io.galopin.engine.trace.FinishedExchange.How;
import io.galopin.engine.trace.FinishedExchange.Times;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListeningTest {

  private static final Attribute LINE =
      Attribute.text("line", Attribute.Moment.REQUEST, "for tests");
  private static final Attribute PATH =
      Attribute.text("http.path", Attribute.Moment.REQUEST, "for tests");
  private static final Attribute STATUS =
      Attribute.text("http.status", Attribute.Moment.REPLY, "for tests");
  private static final FinishedExchange EXCHANGE =
      new FinishedExchange(
          "web",
          "http",
          1,
          new InetSocketAddress(0),
          new ExchangeRef(1, "GET /", "", ""),
          "200",
          false,
          How.REPLIED,
          Instant.EPOCH,
          new Times(0, 0, 0),
          0,
          0,
          "",
          List.of());

  private static Listening on(Condition when) {
    return new Listening(when, exchange -> {});
  }

  private static Condition both(Condition one, Condition other) {
    return Condition.all(List.of(one, other));
  }

  @Test
  void withoutAConditionItIsAboutAll() {
    Listening all = on(Condition.always());

    assertThat(all.isOfAll()).isTrue();
    assertThat(all.looksAtReply()).isFalse();
    assertThat(all.fits(List.of(), "http")).isTrue();
    assertThat(all.concerns("", false)).isTrue();
    assertThat(all.concerns("", true)).isTrue();
    assertThat(all.concerns("tls", true)).isTrue();
  }

  @Test
  void aConditionThatDoesNotNameTheOpeningIsNotAboutIt() {
    Listening some = on(Conditions.like(PATH, "/*"));

    assertThat(some.isOfAll()).isFalse();
    assertThat(some.concerns("", false)).isTrue();
    assertThat(some.concerns("", true)).isFalse();
    assertThat(some.concerns("tls", false)).isFalse();
  }

  @Test
  void fitsTheProtocolWhoseNameItsAttributesHave() {
    Listening some = on(Conditions.like(PATH, "/*"));

    assertThat(some.fits(List.of(), "http")).isTrue();
    assertThat(some.fits(List.of(), "redis")).isFalse();
    assertThat(some.fits(List.of(), "htt")).isFalse();
    assertThat(on(Conditions.like(LINE, "x")).fits(List.of(), "line")).isFalse();
  }

  @Test
  void attributesOfGalopinItselfFitAnyProtocol() {
    assertThat(on(Conditions.within(OwnAttributes.CONNECTION, 1, 2)).fits(List.of(), "any"))
        .isTrue();
  }

  @Test
  void allOfItsAttributesMustFit() {
    Listening mixed =
        on(both(Conditions.within(OwnAttributes.CONNECTION, 1, 2), Conditions.like(PATH, "/*")));

    assertThat(mixed.fits(List.of(), "http")).isTrue();
    assertThat(mixed.fits(List.of(), "redis")).isFalse();
  }

  @Test
  void whatItTestsOfTheRequestIsRememberedOnlyForTheReply() {
    Listening late = on(both(Conditions.like(PATH, "/*"), Conditions.like(STATUS, "5*")));

    assertThat(late.looksAtReply()).isTrue();
    assertThat(late.requestTerms())
        .extracting(term -> term.attribute().name())
        .containsExactly("http.path");
    assertThat(on(Conditions.like(PATH, "/*")).looksAtReply()).isFalse();
    assertThat(on(Conditions.like(PATH, "/*")).requestTerms()).isEmpty();
  }

  @Test
  void aConditionOfALayerIsAboutItsExchanges() {
    Attribute sni = Attribute.text("tls.sni", Attribute.Moment.REQUEST, "for tests");
    Listening layer = on(Condition.has(new Term(sni, "", new Level(1, "tls"))));

    assertThat(layer.concerns("tls", true)).isTrue();
    assertThat(layer.concerns("tls", false)).isTrue();
    assertThat(layer.concerns("", false)).isFalse();
    assertThat(layer.fits(List.of("tls"), "http")).isTrue();
    assertThat(layer.fits(List.of(), "http")).isFalse();
  }

  @Test
  void isToldUntilItIsClosed() {
    List<FinishedExchange> told = new ArrayList<>();
    Listening listening = new Listening(Condition.always(), told::add);
    listening.tell(EXCHANGE);
    listening.close();
    listening.tell(EXCHANGE);

    assertThat(told).containsExactly(EXCHANGE);
  }

  @Test
  void whatAListenerThrowsIsSaidOnceAndItIsToldOfLaterOnes() {
    List<FinishedExchange> told = new ArrayList<>();
    Listening listening =
        new Listening(
            Condition.always(),
            exchange -> {
              told.add(exchange);
              throw new AssertionError("no");
            });
    try (LogLines log = new LogLines()) {
      listening.tell(EXCHANGE);
      listening.tell(EXCHANGE);

      assertThat(told).hasSize(2);
      assertThat(log.with("a listener of exchanges failed")).hasSize(1);
    }
  }
}
