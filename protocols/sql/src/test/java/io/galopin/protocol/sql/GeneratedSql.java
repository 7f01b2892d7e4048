package io.galopin.protocol.sql;

import java.util.List;
import java.util.Random;

/** Statements that are made up of parts, the same in every run. */
final class GeneratedSql {

  private static final List<String> COLUMNS = List.of("a", "b.c", "count(*)", "x + 1", "NULL");
  private static final List<String> LITERALS =
      List.of("1", "'x'", "'it''s FROM nowhere'", "-2.5", "NULL", "'-- no comment'");

  private final Random random;
  private final boolean mysql;

  GeneratedSql(long seed, boolean mysql) {
    random = new Random(seed);
    this.mysql = mysql;
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  String statement() {
    String blank = chance(20) ? "/* FROM comment */ " : "";
    return blank
        + switch (random.nextInt(10)) {
          case 0, 1, 2 -> query(2);
          case 3 -> with() + query(1);
          case 4, 5 -> insert();
          case 6 -> update();
          case 7 -> delete();
          case 8 -> ddl();
          default -> query(1) + " UNION ALL " + query(1);
        };
  }

  private String table() {
    String name = one(List.of("orders", "items", "Customers", "log_2024", "t1"));
    String quote = mysql ? "`" : "\"";
    return (chance(20) ? one(List.of("shop", "audit")) + "." : "")
        + (chance(20) ? quote + name + quote : name);
  }

  private String with() {
    return "WITH w AS (" + query(1) + ") ";
  }

  private String query(int depth) {
    return "SELECT "
        + one(COLUMNS)
        + (depth > 0 && chance(20) ? ", (" + query(depth - 1) + ")" : "")
        + (chance(20) ? ", EXTRACT(YEAR FROM d)" : "")
        + " FROM "
        + source(depth)
        + (chance(40) ? " JOIN " + table() + " j ON j.a = 1" : "")
        + (chance(30) ? ", " + table() + " z" : "")
        + (chance(50) ? " WHERE " + condition(depth) : "")
        + (chance(20) ? " GROUP BY a HAVING count(*) > 1" : "")
        + (chance(20) ? " ORDER BY a LIMIT 3" : "");
  }

  private String source(int depth) {
    return depth > 0 && chance(25)
        ? "(" + query(depth - 1) + ") AS s" + random.nextInt(100)
        : table() + (chance(40) ? " AS k" + random.nextInt(100) : "");
  }

  private String condition(int depth) {
    String literal = one(LITERALS);
    return switch (random.nextInt(4)) {
      case 0 -> "a = " + literal;
      case 1 -> depth > 0 ? "a IN (" + query(depth - 1) + ")" : "a IN (1, 2)";
      case 2 -> depth > 0 ? "EXISTS (" + query(depth - 1) + ")" : "a IS NOT NULL";
      default -> "a BETWEEN 1 AND 2 AND b <> " + literal;
    };
  }

  private String insert() {
    return "INSERT INTO "
        + table()
        + (chance(50) ? " (a, b)" : "")
        + (chance(60) ? " VALUES (" + one(LITERALS) + ", " + one(LITERALS) + ")" : " " + query(1));
  }

  private String update() {
    return "UPDATE " + table() + " SET a = " + one(LITERALS) + " WHERE " + condition(1);
  }

  private String delete() {
    return "DELETE FROM " + table() + " WHERE " + condition(1);
  }

  private String ddl() {
    return switch (random.nextInt(4)) {
      case 0 -> "CREATE TABLE " + table() + " (a INT, b VARCHAR (10))";
      case 1 -> "DROP TABLE " + table();
      case 2 -> "TRUNCATE TABLE " + table();
      default -> "ALTER TABLE " + table() + " ADD COLUMN c INT";
    };
  }
}
