package io.galopin.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Clients of MySQL or MariaDB, each with a thread, that ask for one row after another by its key.
 * Each asks when it has the last answer.
 */
public final class PointSelects {

  /** How many rows the table has. */
  private static final int ROWS = 10_000;

  /** How many characters a row has besides its key. */
  private static final int LONG = 196;

  private static final int AT_ONCE = 500;

  private PointSelects() {}

  /** Makes the table, with rows of about 200 bytes. */
  public static void prepare(InetSocketAddress server) throws IOException {
    try (MysqlConnection connection = new MysqlConnection(server)) {
      connection.query("CREATE DATABASE bench");
      connection.query("CREATE TABLE bench.notes (id INT PRIMARY KEY, note VARCHAR(200))");
      for (int first = 1; first <= ROWS; first += AT_ONCE) {
        List<String> rows = new ArrayList<>();
        for (int id = first; id < first + AT_ONCE; id++) {
          rows.add("(%d, '%s')".formatted(id, "x".repeat(LONG)));
        }
        connection.query("INSERT INTO bench.notes VALUES " + String.join(", ", rows));
      }
    }
  }

  /**
   * Runs clients for a time, after each has had one answer.
   *
   * @throws IOException if one cannot connect, is disconnected, or gets another number of rows
   */
  public static Outcome run(InetSocketAddress address, int connections, Duration time)
      throws IOException, InterruptedException {
    Histogram nanos = new ConcurrentHistogram(Duration.ofMinutes(1).toNanos(), 3);
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    List<MysqlConnection> clients = new ArrayList<>();
    try {
      for (int i = 0; i < connections; i++) {
        clients.add(new MysqlConnection(address));
        ask(clients.get(i), 1);
      }
      long start = System.nanoTime();
      List<Future<Void>> running = new ArrayList<>();
      for (MysqlConnection client : clients) {
        SplittableRandom random = new SplittableRandom(running.size());
        running.add(threads.submit(() -> ask(client, random, start + time.toNanos(), nanos)));
      }
      for (Future<Void> one : running) {
        one.get();
      }
      return new Outcome(nanos.getTotalCount() / ((System.nanoTime() - start) / 1e9), nanos);
    } catch (ExecutionException failure) {
      throw new IOException(failure.getCause().getMessage(), failure.getCause());
    } finally {
      threads.shutdownNow();
      for (MysqlConnection client : clients) {
        client.close();
      }
    }
  }

  private static Void ask(
      MysqlConnection client, SplittableRandom random, long end, Histogram nanos)
      throws IOException {
    long sent = System.nanoTime();
    while (sent < end) {
      ask(client, 1 + random.nextInt(ROWS));
      long now = System.nanoTime();
      nanos.recordValue(now - sent);
      sent = now;
    }
    return null;
  }

  private static void ask(MysqlConnection client, int id) throws IOException {
    int rows = client.query("SELECT id, note FROM bench.notes WHERE id = " + id);
    if (rows != 1) {
      throw new IOException(rows + " rows with id " + id + " (expected: 1)");
    }
  }
}
