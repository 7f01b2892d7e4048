package io.galopin.rules.condition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Attribute;
import io.galopin.api.Attribute.Moment;
import io.galopin.api.OptionException;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Facts;
import io.galopin.engine.match.Misses;
import io.galopin.engine.match.OwnAttributes;
import io.galopin.engine.match.Term;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {

  private static final Attribute PATH = Attribute.text("path", Moment.REQUEST, "where to");
  private static final Attribute METHOD = Attribute.word("method", Moment.REQUEST, "what for");
  private static final Attribute FIELD =
      Attribute.text("field", Moment.REQUEST, "one of many").withNames();
  private static final Attribute KEY = Attribute.text("key", Moment.REQUEST, "").asSecret();
  private static final Attribute STATUS = Attribute.number("status", Moment.REPLY, "how it went");
  private static final Attribute BYTES = Attribute.bytes("bytes", Moment.REQUEST, "the first");
  private static final Vocabulary WORDS =
      new Vocabulary(
          List.of(
              PATH,
              METHOD,
              FIELD,
              KEY,
              STATUS,
              BYTES,
              OwnAttributes.CLIENT,
              OwnAttributes.CONNECTION,
              OwnAttributes.EXCHANGE));

  private static Condition test(String term, String sign, String text) {
    return Expectations.test(WORDS.term(term), sign, text);
  }

  private static Facts facts(Map<String, Object> values) {
    return term -> values.get(term.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "path, /orders/*, /orders/7/items, true",
    "path, /orders/*, /Orders/7, false",
    "path, /orders/?, /orders/7, true",
    "path, /orders/?, /orders/77, false",
    "path, /a|/b, /b, true",
    "path, /a|/b, /c, false",
    "path, '/a\\|b', '/a|b', true",
    "path, '/a\\*', /ab, false",
    "path, '/a\\*', /a*, true",
    "path, *, '', true",
    "path, /orders/7, /orders/, false",
    "path, /*s/7, /orders/, false",
    "path, *ab, /aab, true",
    "path, '/a\\', '/a\\', true",
    "method, post, POST, true",
    "method, P*, put, true",
    "method, GET, POST, false",
  })
  void comparesTextByPatterns(String term, String expected, String value, boolean holds) {
    assertThat(test(term, "=", expected).holds(facts(Map.of(term, value)))).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "503, 503, true",
    "500..599, 500, true",
    "500..599, 599, true",
    "500..599, 600, false",
    "500.., 9999, true",
    "..499, 500, false",
    "..0, -1, true",
    "404|500..599, 404, true",
    "-5..5, -5, true",
  })
  void comparesNumbersByRanges(String expected, long value, boolean holds) {
    assertThat(test("status", "=", expected).holds(facts(Map.of("status", value))))
        .isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.200.3.4, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.1.2.128/25, 10.1.2.200, true",
    "10.1.2.128/25, 10.1.2.100, false",
    "127.0.0.1, 127.0.0.1, true",
    "::1, ::1, true",
    "fe80::/10, febf::1, true",
    "fe80::/10, fec0::1, false",
    "::/0, 127.0.0.1, false",
    "127.0.0.1|::1, ::1, true",
    "::ffff:127.0.0.1, 127.0.0.1, true",
    "::FFFF:7f00:1, 127.0.0.1, true",
    "::ffff:10.0.0.0/104, 10.200.3.4, true",
    "::ffff:10.0.0.0/104, 11.0.0.1, false",
    "::ffff:0:0/96, 11.0.0.1, true",
    "2001:db8::ffff:a00:1, 2001:db8::ffff:a00:1, true",
    "2001:db8::ffff:a00:1, 10.0.0.1, false",
  })
  void comparesAddressesByNetworks(String expected, String value, boolean holds) throws Exception {
    assertThat(
            test("client.address", "=", expected)
                .holds(facts(Map.of("client.address", InetAddress.getByName(value)))))
        .isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, GET /, true",
    "GET, GE, false",
    "GET, GET, true",
    "0x4745, GET /, true",
    "0x16, GET /, false",
    "PUT|GET, GET /, true",
  })
  void comparesBytesByTheirBeginning(String expected, String value, boolean holds) {
    assertThat(test("bytes", "=", expected).holds(facts(Map.of("bytes", value.getBytes(UTF_8)))))
        .isEqualTo(holds);
  }

  @Test
  void aRegularExpressionIsFoundAnywhere() {
    Condition digits = test("path", "~", "/[0-9]+$");
    assertThat(digits.holds(facts(Map.of("path", "/orders/7")))).isTrue();
    assertThat(digits.holds(facts(Map.of("path", "/orders/7/x")))).isFalse();
    assertThat(test("method", "~", "^p").holds(facts(Map.of("method", "PUT")))).isTrue();
  }

  @Test
  @Timeout(20)
  void aRegularExpressionCannotRunAway() {
    Condition evil = test("path", "~", "^(a+)+$");
    assertThat(evil.holds(facts(Map.of("path", "a".repeat(50_000) + "b")))).isFalse();
  }

  @Test
  void whatIsMissingIsLikeNothing() {
    assertThat(test("path", "=", "*").holds(facts(Map.of()))).isFalse();
    assertThat(Condition.has(WORDS.term("field.a")).holds(facts(Map.of("field.b", "1")))).isFalse();
    assertThat(Condition.has(WORDS.term("field.a")).holds(facts(Map.of("field.a", "")))).isTrue();
    assertThat(Condition.not(test("path", "=", "*")).holds(facts(Map.of()))).isTrue();
  }

  @Test
  void partsAreJoinedByAndOrAndNot() {
    Condition either =
        Condition.all(
            List.of(
                test("method", "=", "POST"),
                Condition.any(List.of(test("path", "=", "/a"), test("path", "=", "/b"))),
                Condition.not(test("field.X", "=", "1"))));

    assertThat(either).hasToString("method=POST (path=/a or path=/b) field.X!=1");
    assertThat(either.holds(facts(Map.of("method", "POST", "path", "/b")))).isTrue();
    assertThat(either.holds(facts(Map.of("method", "POST", "path", "/c")))).isFalse();
    assertThat(either.holds(facts(Map.of("method", "POST", "path", "/a", "field.X", "1"))))
        .isFalse();
    assertThat(either.terms().map(Term::toString))
        .containsExactly("method", "path", "path", "field.X");
  }

  @Test
  void isKnownWhenTheLastOfWhatItAsksForIs() {
    assertThat(Condition.always().moment()).isEqualTo(Moment.CONNECTION);
    assertThat(test("client.address", "=", "::1").moment()).isEqualTo(Moment.CONNECTION);
    assertThat(test("path", "=", "/").moment()).isEqualTo(Moment.REQUEST);
    assertThat(Condition.all(List.of(test("path", "=", "/"), test("status", "=", "200"))).moment())
        .isEqualTo(Moment.REPLY);
  }

  @Test
  void isShownAsItIsWritten() {
    assertThat(test("path", "=", "/a b")).hasToString("path=\"/a b\"");
    assertThat(test("status", "=", "500..599|404")).hasToString("status=500..599|404");
    assertThat(test("status", "=", "500..")).hasToString("status=500..");
    assertThat(test("status", "=", "..99")).hasToString("status=..99");
    assertThat(test("bytes", "=", "0x16|PING")).hasToString("bytes=0x16|PING");
    assertThat(test("client.address", "=", "10.0.0.0/8|::1"))
        .hasToString("client.address=10.0.0.0/8|::1");
    assertThat(Condition.has(WORDS.term("field.Accept"))).hasToString("has field.Accept");
    assertThat(Condition.not(Condition.has(WORDS.term("path")))).hasToString("not has path");
    assertThat(Condition.not(Condition.not(test("path", "=", "/")))).hasToString("path=/");
    assertThat(
            Condition.not(Condition.any(List.of(test("path", "=", "/a"), test("path", "=", "/b")))))
        .hasToString("not (path=/a or path=/b)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "pth; =; /; pth (expected: path? one of",
        "field; =; /; field (expected: field",
        "nothing.of.it; =; /; expected: one of path, method",
        "field.; =; /; field. (expected: field",
        "status; =; OK; status: OK (expected: a number",
        "status; =; ''; expected: a number",
        "status; =; 404|; expected: a number",
        "status; =; 9..5; status: 9..5 (expected: a number, or a range",
        "status; ~; 5..; status: ~5.. (expected: =",
        "path; ~; (; path: ( (expected: a regular expression",
        "client.address; =; 10.0.0/8; client.address: 10.0.0/8 (expected: an IP address",
        "client.address; =; 10.0.0.0/33; expected: an IP address",
        "client.address; =; ::ffff:10.0.0.0/8; expected: an IP address",
        "exchange; =; 0; exchange: 0 (expected: a number from 1 on",
        "exchange; =; 1|-1; exchange: -1 (expected: a number from 1 on",
        "exchange; =; ..0; exchange: ..0 (expected: a number from 1 on",
        "connection; =; -1; connection: -1 (expected: a number from 1 on",
        "connection; =; -5..-1; connection: -5..-1 (expected: a number from 1 on",
        "bytes; =; 0x1; bytes: 0x1 (expected: text, or bytes in hexadecimal",
      })
  void refusesWhatCanNeverBe(String term, String sign, String text, String message) {
    assertThatThrownBy(() -> test(term, sign, text))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesConditionsThatExcludeEachOther() {
    assertContradiction(test("method", "=", "GET"), test("method", "=", "POST"));
    assertContradiction(test("path", "=", "/a/*"), test("path", "=", "/b"));
    assertContradiction(test("status", "=", "200..299"), test("status", "=", "500.."));
    assertContradiction(test("bytes", "=", "GET"), test("bytes", "=", "PUT"));
    assertContradiction(test("path", "=", "/a|/b"), test("path", "=", "/c|/d"));
    assertContradiction(test("path", "=", "/a"), Condition.not(test("path", "=", "/a")));
    assertContradiction(Condition.not(test("path", "=", "/a")), test("path", "=", "/a"));
    assertContradiction(test("path", "=", "/a\\*"), test("path", "=", "/ab"));
  }

  private static void assertContradiction(Condition one, Condition other) {
    assertThatThrownBy(() -> Condition.all(List.of(one, other)))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("can hold together");
  }

  @ParameterizedTest
  @CsvSource({
    "status, 400..500, 500..599",
    "status, 500..599, 400..500",
    "status, 500..599, 503",
    "status, ..499, 404",
    "bytes, GE, GET",
    "bytes, GET, GE",
    "path, '/a\\*', '/a\\*'",
    "path, '/a\\?b', /a?b",
    "path, /a?b, '/a\\?b'",
    "method, get, G*",
  })
  void acceptsTwoThatSomeValueIsLike(String term, String one, String other) {
    List<Condition> both = List.of(test(term, "=", one), test(term, "=", other));
    assertThat(Condition.all(both).parts()).isEqualTo(both);
  }

  @Test
  void acceptsConditionsThatMayHoldTogether() {
    assertThat(Condition.all(List.of(test("path", "=", "/a*"), test("path", "=", "*b"))).parts())
        .hasSize(2);
    assertThat(Condition.all(List.of(test("path", "=", "/a|/b"), test("path", "=", "/b"))).parts())
        .hasSize(2);
    assertThat(Condition.all(List.of(test("field.A", "=", "1"), test("field.B", "=", "2"))).parts())
        .hasSize(2);
  }

  @Test
  void hasTheStepsOfAllItsRegularExpressions() {
    Condition digits = test("path", "~", "[0-9]{9}");
    Condition letters = Condition.not(test("method", "~", "[a-z]{4}"));
    assertThat(digits.steps()).isBetween(9, 20);
    assertThat(letters.steps()).isBetween(4, 15);

    int both = digits.steps() + letters.steps();
    assertThat(Condition.all(List.of(digits, letters)).steps()).isEqualTo(both);
    assertThat(Condition.any(List.of(digits, letters)).steps()).isEqualTo(both);
    assertThat(test("path", "=", "/*").steps()).isZero();
  }

  @Test
  void saysInWhatItWasMissed() {
    Condition both =
        Condition.all(List.of(test("method", "=", "POST"), test("path", "=", "/orders/*")));

    assertThat(Misses.met(both, facts(Map.of("method", "POST", "path", "/cart")))).isEqualTo(1);
    assertThat(Misses.difference(both, facts(Map.of("method", "POST", "path", "/cart"))))
        .isEqualTo("path: /cart (expected: path=/orders/*)");
    assertThat(Misses.difference(both, facts(Map.of("path", "/orders/1"))))
        .isEqualTo("method: missing (expected: method=POST)");
    assertThat(Misses.difference(test("key", "=", "a"), facts(Map.of("key", "b"))))
        .isEqualTo("key: another (expected: key=a)");
    assertThat(Misses.difference(test("path", "=", "a"), facts(Map.of("path", "b".repeat(500)))))
        .hasSizeLessThan(150)
        .contains("b…");
  }
}
