package io.galopin.protocol.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.util.TablesNamesFinder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A parser finds the same kinds and tables. */
class ParserAgreementTest {

  private static final int STATEMENTS = 2_000;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void findsKindAndTablesOfEachStatement(boolean mysql) throws JSQLParserException {
    GeneratedSql generated = new GeneratedSql(42, mysql);
    SqlDialect dialect = mysql ? SqlDialect.MYSQL : SqlDialect.POSTGRESQL;
    for (int i = 0; i < STATEMENTS; i++) {
      String sql = generated.statement();
      Statement parsed = CCJSqlParserUtil.parse(sql);
      SqlText read = SqlText.of(sql, dialect);

      assertThat(read.statements()).as(sql).hasSize(1);
      SqlStatement statement = read.statements().get(0);
      assertThat(statement.kind().word()).as(sql).isEqualTo(kind(parsed));
      Set<String> tables = new TreeSet<>();
      statement.tables().forEach(table -> tables.add(plain(table.qualified())));
      assertThat(tables).as(sql).isEqualTo(tables(parsed));
    }
  }

  private static String kind(Statement parsed) {
    String type = parsed.getClass().getSimpleName();
    return switch (type) {
      case "PlainSelect", "SetOperationList", "ParenthesedSelect" -> "SELECT";
      case "CreateTable" -> "CREATE";
      default -> type.toUpperCase(Locale.ROOT);
    };
  }

  private static Set<String> tables(Statement parsed) {
    Set<String> tables = new TreeSet<>();
    new TablesNamesFinder<Void>().getTables(parsed).forEach(name -> tables.add(plain(name)));
    return tables;
  }

  /** The parser leaves quotes and case as they are. */
  private static String plain(String name) {
    return name.replaceAll("[\"`]", "").toLowerCase(Locale.ROOT);
  }
}
