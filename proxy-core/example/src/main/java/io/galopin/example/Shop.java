package io.galopin.example;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/** A shop that knows prices and takes orders. */
final class Shop implements AutoCloseable {

  private final RedisClient cache;
  private final String database;

  /**
   * Creates a shop.
   *
   * @param cache the URI of Redis
   * @param database the JDBC URL of the prices and orders
   */
  Shop(URI cache, String database) {
    this.cache = RedisClient.create(cache);
    this.database = database;
  }

  /** Returns the price of an article in cents, from the cache or otherwise from the database. */
  int price(String article) throws SQLException {
    try {
      String known = cache.get("price:" + article);
      if (known != null) {
        return Integer.parseInt(known);
      }
      int price = storedPrice(article);
      cache.set("price:" + article, String.valueOf(price), SetParams.setParams().ex(60));
      return price;
    } catch (JedisException down) {
      return storedPrice(article);
    }
  }

  private int storedPrice(String article) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database);
        PreparedStatement query =
            connection.prepareStatement("SELECT cents FROM prices WHERE article = ?")) {
      query.setString(1, article);
      try (ResultSet found = query.executeQuery()) {
        found.next();
        return found.getInt(1);
      }
    }
  }

  /** Places an order and returns whether it was accepted. */
  boolean order(String article, int pieces) {
    try (Connection connection = DriverManager.getConnection(database);
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO orders (article, pieces) VALUES (?, ?)")) {
      insert.setString(1, article);
      insert.setInt(2, pieces);
      return insert.executeUpdate() == 1;
    } catch (SQLException lost) {
      return false;
    }
  }

  @Override
  public void close() {
    cache.close();
  }
}
