package io.galopin.recipes;

import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Takes orders with jdbi. Each transaction writes down what is to be confirmed. */
public final class Outbox implements Function<String, List<String>> {

  /**
   * Orders tea, then milk.
   *
   * @param url of the database
   * @return the articles that were confirmed
   */
  @Override
  public List<String> apply(String url) {
    try (Handle handle = Jdbi.open(url)) {
      for (String article : List.of("tea", "milk")) {
        try {
          handle.useTransaction(
              order -> {
                order.execute("INSERT INTO orders (article) VALUES (?)", article);
                order.execute("INSERT INTO outbox (article) VALUES (?)", article);
              });
        } catch (JdbiException failed) {
          // The customer is told that there is no such order.
        }
      }
      return handle.createQuery("DELETE FROM outbox RETURNING article").mapTo(String.class).list();
    }
  }
}
