package io.galopin.protocol.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements and their tables, in one line: {@code SELECT orders items; COMMIT}. */
class SqlTextTest {

  private static String seen(String sql, SqlDialect dialect) {
    return SqlText.of(sql, dialect).statements().stream()
        .map(SqlTextTest::seen)
        .collect(Collectors.joining("; "));
  }

  private static String seen(SqlStatement statement) {
    String tables = statement.tables().stream().map(t -> " " + t).collect(Collectors.joining());
    return statement.kind().word() + (statement.chained() ? " AND CHAIN" : "") + tables;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          SELECT 1                                                    | SELECT
          select * from Orders                                        | SELECT orders
          SELECT * FROM "Orders" o                                    | SELECT Orders
          SELECT * FROM "a""b"                                        | SELECT a"b
          SELECT * FROM shop.orders, items AS i                       | SELECT shop.orders items
          SELECT * FROM a LEFT JOIN b ON a.x = b.x, c WHERE d IN (1)  | SELECT a b c
          SELECT * FROM (a JOIN b USING (x)) JOIN c USING (y)         | SELECT a b c
          SELECT * FROM (SELECT * FROM a) x, LATERAL (SELECT 1 FROM b) y | SELECT a b
          SELECT * FROM generate_series(1, 3) g, orders               | SELECT orders
          SELECT * FROM ROWS FROM (f(1), g(2)), a                     | SELECT a
          SELECT * FROM ONLY a, ONLY (b)                              | SELECT a b
          SELECT extract(year FROM d), trim(both ' ' from s) FROM a   | SELECT a
          SELECT substring(s from 1 for 2) FROM a WHERE x IS NOT DISTINCT FROM y | SELECT a
          SELECT (SELECT max(x) FROM b) FROM a FOR UPDATE OF a, b     | SELECT b a
          SELECT a.from, 1 AS table, 2 AS from FROM b                 | SELECT b
          SELECT count(update), delete FROM a WHERE (update, insert) = (1, 2) | SELECT a
          SELECT x INTO TEMP t FROM a                                 | SELECT t a
          SELECT x INTO TABLE t FROM a                                | SELECT t a
          (SELECT 1 FROM a) UNION (SELECT 2 FROM b)                   | SELECT a b
          TABLE orders                                                | SELECT orders
          VALUES (1), (2)                                             | VALUES
          SELECT 1 FROM a WHERE EXISTS (TABLE b)                      | SELECT a b
          SELECT 'FROM x', $$ FROM y $$, E'\\' FROM z' FROM a         | SELECT a
          SELECT $1, $b$ $c$ FROM x $b$ FROM a                        | SELECT a
          SELECT /* FROM x /* */ FROM y */ 1 FROM a -- FROM b         | SELECT a
          SELECT U&"d\\0061t" FROM U&"d\\0061t", b                    | SELECT b
          SELECT * FROM a$b, _c, d1                                   | SELECT a$b _c d1
          SELECT * FROM temp, rows r                                  | SELECT temp rows
          INSERT INTO orders (a, b) VALUES (1, 'x')                   | INSERT orders
          INSERT INTO a SELECT * FROM b ON CONFLICT (x) DO UPDATE SET y = 1 | INSERT a b
          INSERT INTO a WITH x AS (SELECT * FROM b) SELECT * FROM x   | INSERT a b
          INSERT INTO a SELECT * FROM f() WITH ORDINALITY AS t(x, y)  | INSERT a
          UPDATE ONLY orders SET a = (SELECT 1 FROM c) FROM b WHERE 1 = 1 | UPDATE orders c b
          UPDATE a SET x = f(1) FROM g(1), b                          | UPDATE a b
          DELETE FROM a USING b JOIN c USING (id) WHERE TRUE          | DELETE a b c
          DELETE FROM a USING (SELECT * FROM b) x                     | DELETE a b
          MERGE INTO a USING b ON TRUE WHEN MATCHED THEN UPDATE SET x = 1 | MERGE a b
          WITH x AS (SELECT 1 FROM a) SELECT * FROM x, b              | SELECT a b
          WITH a AS (SELECT * FROM a) SELECT * FROM a                 | SELECT a
          WITH RECURSIVE t(n) AS (VALUES (1) UNION ALL SELECT n FROM t) SELECT * FROM t | SELECT
          WITH x AS (DELETE FROM a RETURNING *) INSERT INTO b SELECT * FROM x | INSERT a b
          WITH update AS MATERIALIZED (UPDATE a SET x = 1 RETURNING *), y AS NOT MATERIALIZED (SELECT 1) DELETE FROM b | DELETE a b
          WITH RECURSIVE t AS (SELECT 1 FROM a) SEARCH DEPTH FIRST BY x, y SET z SELECT * FROM t | SELECT a
          WITH RECURSIVE t AS (SELECT 1 FROM a) CYCLE x SET c USING p, u AS (SELECT 1) UPDATE b SET x = 1 | UPDATE a b
          WITH x SELECT 1                                             | OTHER
          CREATE TABLE IF NOT EXISTS a (update text, b int)           | CREATE a
          CREATE TABLE a AS WITH x AS (SELECT * FROM b) SELECT * FROM x | CREATE a b
          CREATE FUNCTION f() RETURNS TABLE (a int) AS 'SELECT 1 FROM x; END' LANGUAGE sql | CREATE
          CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN TRUE THEN 1 END; SELECT 2; END; COMMIT | CREATE; COMMIT
          CREATE RULE r AS ON INSERT TO a DO ALSO (SELECT 1; SELECT 2); SELECT 3 | CREATE; SELECT
          DROP TABLE IF EXISTS a, b CASCADE                           | DROP a b
          ALTER TABLE ONLY a ADD COLUMN x int                         | ALTER a
          TRUNCATE a, ONLY b                                          | TRUNCATE a b
          LOCK TABLE a, b IN SHARE MODE                               | LOCK a b
          COPY a (x, y) FROM STDIN WITH (FORMAT csv)                  | COPY a
          COPY (SELECT * FROM a) TO STDOUT                            | COPY a
          GRANT SELECT ON TABLE a TO b                                | GRANT a
          REVOKE SELECT ON a FROM b                                   | REVOKE
          EXPLAIN (ANALYZE, BUFFERS) UPDATE a SET x = 1               | EXPLAIN a
          EXPLAIN ANALYZE SELECT * FROM a                             | EXPLAIN a
          DECLARE c CURSOR FOR WITH x AS (SELECT * FROM a) SELECT * FROM x FOR UPDATE OF y | DECLARE a
          FETCH NEXT FROM c                                           | FETCH
          PREPARE p (int) AS UPDATE a SET x = $1                      | PREPARE a
          PREPARE TRANSACTION 'x'                                     | PREPARE-TRANSACTION
          START TRANSACTION READ ONLY                                 | BEGIN
          begin; insert into a values (';'); end                      | BEGIN; INSERT a; COMMIT
          COMMIT AND CHAIN                                            | COMMIT AND CHAIN
          ROLLBACK WORK AND NO CHAIN                                  | ROLLBACK
          ROLLBACK TRANSACTION TO SAVEPOINT s                         | ROLLBACK-TO
          ROLLBACK PREPARED 'x'; COMMIT PREPARED 'y'                  | ROLLBACK-PREPARED; COMMIT-PREPARED
          ABORT; SAVEPOINT s; RELEASE s                               | ROLLBACK; SAVEPOINT; RELEASE
          START x; FOO; 1; 'x'; "SELECT"                              | OTHER; OTHER; OTHER; OTHER; OTHER
          SELECTED                                                    | OTHER
          """)
  void readsPostgresql(String sql, String expected) {
    assertThat(seen(sql, SqlDialect.POSTGRESQL)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          SELECT * FROM `Shop`.`Or``ders`, Items                 | SELECT Shop.Or`ders Items
          SELECT "FROM x", 'it\\'s FROM y' FROM a # FROM b       | SELECT a
          SELECT 1 -- FROM x                                     | SELECT
          SELECT 1 --FROM x                                      | SELECT x
          /*!40101 SET x = 1 */; SELECT /*! STRAIGHT_JOIN */ 1 FROM a | SET; SELECT a
          SELECT /*+ NO_INDEX(x) */ 1 FROM a USE INDEX FOR JOIN (i) JOIN b | SELECT a b
          SELECT 1 FROM DUAL                                     | SELECT
          SELECT x FROM a INTO OUTFILE 'f'                       | SELECT a
          SELECT x INTO @v FROM a                                | SELECT a
          INSERT IGNORE a VALUES (1)                             | INSERT a
          INSERT LOW_PRIORITY INTO a (x) VALUES (1) ON DUPLICATE KEY UPDATE x = 2 | INSERT a
          REPLACE a SET x = 1                                    | REPLACE a
          UPDATE LOW_PRIORITY a JOIN b ON a.x = b.x, c SET a.y = 1 | UPDATE a b c
          DELETE x FROM a x JOIN b                               | DELETE a b
          DELETE FROM a USING a JOIN b USING (id)                | DELETE a b
          LOCK TABLES a READ, b WRITE                            | LOCK a b
          LOAD DATA LOCAL INFILE 'f' INTO TABLE a                | LOAD a
          SHOW COLUMNS FROM a                                    | SHOW
          PREPARE p FROM 'SELECT 1 FROM a'                       | PREPARE
          CREATE PROCEDURE p() BEGIN SELECT 1; END; COMMIT       | CREATE
          START TRANSACTION; ROLLBACK TO x; END                  | BEGIN; ROLLBACK-TO; OTHER
          desc a                                                 | DESCRIBE
          ANALYZE LOCAL TABLE a, b                               | ANALYZE a b
          ANALYZE TABLE a                                        | ANALYZE a
          ANALYZE SELECT * FROM a                                | EXPLAIN a
          ANALYZE UPDATE a JOIN b SET a.x = 1                    | EXPLAIN a b
          ANALYZE REPLACE INTO a VALUES (1)                      | EXPLAIN a
          ANALYZE FORMAT=JSON DELETE FROM a                      | EXPLAIN a
          ANALYZE (SELECT * FROM a)                              | EXPLAIN a
          EXPLAIN EXTENDED SELECT * FROM a                       | EXPLAIN a
          EXPLAIN FORMAT=TREE UPDATE a SET x = 1                 | EXPLAIN a
          EXPLAIN REPLACE a VALUES (1)                           | EXPLAIN a
          EXPLAIN a                                              | EXPLAIN
          OPTIMIZE NO_WRITE_TO_BINLOG TABLE a, s.b               | OPTIMIZE a s.b
          REPAIR TABLE a; CHECK TABLE a, b QUICK                 | REPAIR a; CHECK a b
          FLUSH TABLES a WITH READ LOCK                          | FLUSH
          SELECT repair FROM check JOIN flush                    | SELECT check flush
          DROP PREPARE p                                         | DEALLOCATE
          DROP TABLE prepare                                     | DROP prepare
          BEGIN WORK; BEGIN                                      | BEGIN; BEGIN
          BEGIN NOT ATOMIC UPDATE a SET x = 1; COMMIT; END       | OTHER; COMMIT; OTHER
          """)
  void readsMysql(String sql, String expected) {
    assertThat(seen(sql, SqlDialect.MYSQL)).isEqualTo(expected);
  }

  @Test
  void readsStringsAsTheServerIsSet() {
    String sql = "SELECT 'a\\', \"b\" FROM c --' FROM d";

    assertThat(seen(sql, SqlDialect.POSTGRESQL)).isEqualTo("SELECT c");
    assertThat(seen(sql, SqlDialect.POSTGRESQL.withBackslashes(true))).isEqualTo("SELECT d");
    assertThat(seen("SELECT 1 FROM \"c\"", SqlDialect.MYSQL.withDoubleQuotedNames(true)))
        .isEqualTo("SELECT c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ; ;", "-- x", "/* x */ ;"})
  void findsNothing(String sql) {
    assertThat(SqlText.of(sql, SqlDialect.POSTGRESQL)).isEqualTo(new SqlText(List.of(), true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT 1 FROM a, 'x", "SELECT 1 FROM a /* x", "SELECT 1 FROM a, $$ x"})
  void saysThatItIsNotAll(String sql) {
    SqlText text = SqlText.of(sql, SqlDialect.POSTGRESQL);

    assertThat(text.complete()).isFalse();
    assertThat(text.statements()).extracting(SqlTextTest::seen).containsExactly("SELECT a");
  }

  @Test
  void saysWhereStatementsStart() {
    SqlText text = SqlText.of(" BEGIN ; /* x */ SELECT 1", SqlDialect.POSTGRESQL);

    assertThat(text.statements()).extracting(SqlStatement::start).containsExactly(1, 17);
  }

  @Test
  void boundsWhatItKeeps() {
    SqlText many = SqlText.of("COMMIT;".repeat(1000), SqlDialect.POSTGRESQL);
    SqlText nested = SqlText.of("SELECT " + "(".repeat(100_000) + "1", SqlDialect.POSTGRESQL);
    StringBuilder joins = new StringBuilder("SELECT * FROM a");
    for (int i = 0; i < 1000; i++) {
      joins.append(" JOIN t").append(i).append(" ON TRUE");
    }

    assertThat(many.statements()).hasSize(SqlText.MOST_STATEMENTS);
    assertThat(many.complete()).isFalse();
    assertThat(nested.complete()).isFalse();
    assertThat(SqlText.of(joins.toString(), SqlDialect.MYSQL).statements().get(0).tables())
        .hasSize(SqlText.MOST_TABLES);
  }

  /** Each would take hours if some place were read again and again. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "$a",
        "$a$ ",
        "/*",
        "'\\",
        "\"",
        "(",
        "WITH ",
        "WITH a (",
        "a.",
        "x AS (",
        "-- ",
        "$"
      })
  void readsHostileTextOnce(String piece) {
    String sql = "SELECT 1 FROM a " + piece.repeat(400_000);

    for (SqlDialect dialect : List.of(SqlDialect.POSTGRESQL, SqlDialect.MYSQL)) {
      assertThat(SqlText.of(sql, dialect).statements()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CREATE TEMPORARY TABLE t (a INT), true",
    "CREATE /* x */ OR REPLACE temporary TABLE t (a INT), true",
    "DROP TEMPORARY TABLE t, true",
    "CREATE TABLE t (temporary INT), false",
    "CREATE TABLE t AS SELECT * FROM temporary, false",
    "DROP TABLE temporary, false"
  })
  void seesTemporaryTables(String sql, boolean temporary) {
    assertThat(SqlText.of(sql, SqlDialect.MYSQL).statements().get(0).temporary())
        .isEqualTo(temporary);
  }
}
