package io.galopin.rules.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.galopin.api.Attribute;
import io.galopin.api.Attribute.Moment;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Facts;
import io.galopin.engine.match.Misses;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Section;
import io.galopin.rules.source.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attributes with several values, and those that are yes or no. */
class ManyAndFlagsTest {

  private static final Vocabulary WORDS =
      new Vocabulary(
          List.of(
              Attribute.word("sql.table", Moment.REQUEST, "the tables").asMany(),
              Attribute.text("sql.user", Moment.REQUEST, "who"),
              Attribute.flag("sql.in-transaction", Moment.REQUEST, "within one")));

  private static final Facts NOTHING = term -> null;

  private final Problems problems = new Problems();

  private Condition when(String text) {
    When when = WhenText.read(new Spot("when", Place.COMMAND_LINE), text);
    Condition read = when.resolve(WORDS, problems).orElse(null);
    problems.throwIfAny();
    return read;
  }

  private Condition inFile(String hocon) {
    Section rule = new Section("", ConfigFactory.parseString(hocon).root(), problems);
    Condition read = WhenForm.of(rule).resolve(WORDS, problems).orElse(null);
    problems.throwIfAny();
    return read;
  }

  private static Facts statement(boolean inTransaction, String... tables) {
    Map<String, Object> values =
        Map.of("sql.table", List.of(tables), "sql.in-transaction", inTransaction);
    return term -> values.get(term.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "sql.table=orders, true",
    "sql.table=ITEMS, true",
    "sql.table=users, false",
    "sql.table!=users, true",
    "sql.table!=orders, false",
    "sql.table!=items, false",
    "sql.table~^it, true",
    "sql.table!~^it, false",
    "sql.table=users|items, true",
    "has sql.table, true",
    "sql.table=orders sql.table=items, true",
    "sql.table=orders sql.table!=items, false",
  })
  void ofSeveralValuesOneIsEnoughAndTheOppositeNeedsNone(String text, boolean holds) {
    Condition condition = when(text);

    assertThat(condition.holds(statement(false, "orders", "items"))).isEqualTo(holds);
    assertThat(condition).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({
    "sql.in-transaction, true",
    "not sql.in-transaction, false",
    "sql.in-transaction sql.table=orders, true",
    "sql.table=users or sql.in-transaction, true",
    "sql.table=orders not sql.in-transaction, false",
    "has sql.in-transaction, true",
  })
  void theNameAloneIsYesAndNotBeforeItNo(String text, boolean holds) {
    Condition condition = when(text);

    assertThat(condition.holds(statement(true, "orders"))).isEqualTo(holds);
    assertThat(condition).hasToString(text);
  }

  @Test
  void whatIsNotKnownIsNotYes() {
    assertThat(when("sql.in-transaction").holds(NOTHING)).isFalse();
    assertThat(when("not sql.in-transaction").holds(NOTHING)).isTrue();
    assertThat(when("has sql.in-transaction").holds(NOTHING)).isFalse();
    assertThat(when("sql.table!=users").holds(NOTHING)).isTrue();
  }

  @Test
  void aFlagMayHaveItsValueWithIt() {
    assertThat(when("sql.in-transaction=yes")).hasToString("sql.in-transaction");
    assertThat(when("sql.in-transaction=no")).hasToString("not sql.in-transaction");
    assertThat(inFile("when { sql.in-transaction = true, sql.table = [orders, items] }"))
        .hasToString("sql.in-transaction sql.table=orders|items");
    assertThat(inFile("when { sql.in-transaction = false }")).hasToString("not sql.in-transaction");
    assertThatThrownBy(() -> when("sql.in-transaction=maybe"))
        .hasMessageContaining("maybe (expected: yes or no");
    assertThatThrownBy(() -> when("sql.in-transaction~yes"))
        .hasMessageContaining("~yes (expected: =");
  }

  @Test
  void whatIsNotYesOrNoNeedsAValue() {
    assertThatThrownBy(() -> when("sql.user"))
        .hasMessageContaining("sql.user (expected: a value, as in sql.user=…, or has sql.user");
    assertThatThrownBy(() -> when("sql.table=a sql.in-transactions"))
        .hasMessageContaining("sql.in-transactions (expected: sql.in-transaction? one of");
  }

  @Test
  void anotherWordEndsTheCondition() {
    List<String> words = new ArrayList<>(List.of("sql.in-transaction", "once", "lost-reply"));

    WhenText.take(new Spot("when", Place.COMMAND_LINE), words);

    assertThat(words).containsExactly("once", "lost-reply");
  }

  @Test
  void saysInWhatTheyWereMissed() {
    Facts facts = statement(false, "orders", "items");

    assertThat(Misses.difference(when("sql.table=users"), facts))
        .isEqualTo("sql.table: orders,items (expected: sql.table=users)");
    assertThat(Misses.difference(when("sql.in-transaction"), facts))
        .isEqualTo("sql.in-transaction: no (expected: sql.in-transaction)");
    assertThat(Misses.difference(when("sql.table!=items"), facts))
        .isEqualTo("not so: sql.table!=items");
  }
}
