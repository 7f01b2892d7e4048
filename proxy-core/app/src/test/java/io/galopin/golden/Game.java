package io.galopin.golden;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.socket.Address;
import io.galopin.journal.JournalLine;
import io.galopin.promise.Stand;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A scenario while it is played: its backend, its proxy, and the clients so far. */
final class Game implements AutoCloseable {

  static final long SEED = 42;

  /** The time of an entry; and how often a toxic had to wait, which depends on when timers fire. */
  private static final Pattern TIMES = Pattern.compile("\"time\":\"[^\"]*\",|, \\d+ waits(?=\")");

  private final Scenario scenario;
  private final Stand stand;
  private final Backend backend;
  private final Proxy proxy;
  private final List<Client> clients = new ArrayList<>();

  Game(Scenario scenario, int threads) throws IOException {
    this.scenario = scenario;
    this.backend = new Backend(scenario.script());
    if (scenario.isWithoutBackend()) {
      backend.close();
    }
    this.stand = new Stand(SEED, threads);
    this.proxy = stand.open(scenario.name(), backend.address(), scenario.settings());
  }

  /** Connects one more client. */
  Client connect() throws IOException {
    Client client = new Client(scenario.form(), Stand.port(proxy));
    clients.add(client);
    return client;
  }

  /** Connects clients one after another, which send the same requests. */
  void ask(int times, String... requests) throws IOException {
    for (int i = 0; i < times; i++) {
      Client client = connect();
      client.ask(requests);
      end(client);
    }
  }

  /** Connects clients that send all at once, end their side, and read until the other side ends. */
  void sendAtOnce(int times, String... requests) throws IOException {
    for (int i = 0; i < times; i++) {
      Client client = connect();
      client.send(String.join("", requests));
      client.endSide();
      client.rest();
      end(client);
    }
  }

  /** Lets a client finish, and waits until the proxy has no connections. */
  void end(Client client) throws IOException {
    client.finish();
    client.close();
    awaitNoConnections();
  }

  void awaitNoConnections() {
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .atMost(Duration.ofMinutes(1))
        .until(() -> proxy.connections() == 0 && proxy.accepted() == clients.size());
  }

  /** Waits until the journal has this number of entries. */
  void awaitEntries(long count) {
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .atMost(Duration.ofMinutes(1))
        .until(() -> stand.engine.journal().written() >= count);
  }

  /** Returns how many clients there have been. */
  int clients() {
    return clients.size();
  }

  /** Returns how many entries the journal has. */
  long entries() {
    return stand.engine.journal().written();
  }

  /** Sets other rules and toxics of the proxy. */
  void become(String settings) {
    ProxySpec changed = Stand.spec(scenario.name(), backend.address(), settings);
    proxy.setRules(changed.rules());
    proxy.setToxics(changed.toxics());
  }

  /** Returns what happened: the journal, what each client got, and what the backend did. */
  List<String> shown() throws Exception {
    Address address = backend.address();
    String portless = address.toString().replace(":" + address.port(), ":PORT");
    List<String> shown = new ArrayList<>();
    for (Journal.Entry entry : stand.engine.journal().after(0, Integer.MAX_VALUE)) {
      shown.add(json(entry).replace(address.toString(), portless));
    }
    for (int i = 0; i < clients.size(); i++) {
      shown.add("client " + (i + 1) + ": " + clients.get(i).shown(address));
    }
    if (scenario.isBackendShown()) {
      List<String> got = backend.shown();
      for (int i = 0; i < got.size(); i++) {
        shown.add("backend " + (i + 1) + ": " + got.get(i));
      }
    }
    return shown;
  }

  private static String json(Journal.Entry entry) throws IOException {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(line)) {
      JournalLine.write(json, SEED, entry);
    }
    return TIMES.matcher(line.toString()).replaceAll("");
  }

  @Override
  public void close() throws IOException {
    for (Client client : clients) {
      client.close();
    }
    stand.close();
    backend.close();
  }
}
