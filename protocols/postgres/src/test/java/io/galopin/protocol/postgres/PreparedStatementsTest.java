package io.galopin.protocol.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.protocol.sql.SqlDialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreparedStatementsTest {

  private static final Prepared SELECT = Prepared.of("SELECT 1 FROM a", SqlDialect.POSTGRESQL);

  @Test
  void remembersByName() {
    PreparedStatements memory = new PreparedStatements(10_000);
    memory.prepare("s", SELECT);
    memory.bind("p", "s");
    memory.bind("", "s");

    assertThat(memory.statement("s")).isSameAs(SELECT);
    assertThat(memory.portal("p")).isSameAs(SELECT);
    assertThat(memory.portal("")).isSameAs(SELECT);
    assertThat(memory.statement("")).isSameAs(Prepared.UNKNOWN);
    memory.close("s");
    memory.closePortal("p");
    assertThat(memory.statement("s")).isSameAs(Prepared.UNKNOWN);
    assertThat(memory.portal("p")).isSameAs(Prepared.UNKNOWN);
  }

  @Test
  void forgetsWhatWasNotUsedForTheLongestTime() {
    PreparedStatements memory = new PreparedStatements(3 * (SELECT.weight() + 2));
    memory.prepare("1", SELECT);
    memory.prepare("2", SELECT);
    memory.prepare("3", SELECT);
    memory.bind("", "1");
    memory.prepare("4", SELECT);

    assertThat(memory.statement("2")).isSameAs(Prepared.UNKNOWN);
    assertThat(memory.statement("1")).isSameAs(SELECT);
    assertThat(memory.statement("4")).isSameAs(SELECT);
  }

  @Test
  void countsLongNamesOfTables() {
    Prepared wide =
        Prepared.of("SELECT 1 FROM \"" + "x".repeat(50_000) + "\"", SqlDialect.POSTGRESQL);

    assertThat(wide.weight()).isGreaterThan(100_000);
  }

  @Test
  void doesNotCountTwiceWhatIsPreparedAgain() {
    PreparedStatements memory = new PreparedStatements(2 * (SELECT.weight() + 2));
    memory.prepare("1", SELECT);
    for (int i = 0; i < 10; i++) {
      memory.prepare("2", SELECT);
    }

    assertThat(memory.statement("1")).isSameAs(SELECT);
  }

  @Test
  void forgetsPortalsBeyondAHundred() {
    PreparedStatements memory = new PreparedStatements(10_000);
    memory.prepare("", SELECT);
    for (int i = 0; i <= 100; i++) {
      memory.bind("p" + i, "");
    }

    assertThat(memory.portal("p0")).isSameAs(Prepared.UNKNOWN);
    assertThat(memory.portal("p1")).isSameAs(SELECT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1; COMMIT",
        "SELECT set_config('a', 'b', false)",
        "SELECT SET_CONFIG('a', 'b', false)",
        "COMMIT",
        "SET a = b",
        "SELECTED",
        "WITH a AS (SELECT 1) SELECT 1",
        "DO $$ BEGIN COMMIT; END $$",
        ""
      })
  void readsAtOnceWhatMayChangeATransactionOrASetting(String sql) {
    assertThat(Prepared.of(sql, SqlDialect.POSTGRESQL).isPlain()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT 1;", "select a_b FROM c", "update a SET b = 1", "Insert INTO a"})
  void readsPlainStatementsLater(String sql) {
    Prepared plain = Prepared.of(sql, SqlDialect.POSTGRESQL);

    assertThat(plain.isPlain()).isTrue();
    assertThat(plain.maySet()).isFalse();
    assertThat(plain.complete()).isTrue();
    assertThat(plain.statements()).extracting(Effect::of).containsExactly(Effect.NONE);
  }

  @Test
  void keepsTheBeginningOfATextOnly() {
    Prepared large = Prepared.of("SELECT '" + "x".repeat(10_000) + "'", SqlDialect.POSTGRESQL);

    assertThat(large.text()).hasSize(Prepared.MOST_TEXT);
    assertThat(large.complete()).isTrue();
  }
}
