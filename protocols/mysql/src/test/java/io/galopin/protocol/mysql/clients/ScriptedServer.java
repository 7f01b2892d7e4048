package io.galopin.protocol.mysql.clients;

import static io.galopin.protocol.mysql.Wired.column;
import static io.galopin.protocol.mysql.Wired.end;
import static io.galopin.protocol.mysql.Wired.eof;
import static io.galopin.protocol.mysql.Wired.error;
import static io.galopin.protocol.mysql.Wired.greeting;
import static io.galopin.protocol.mysql.Wired.number;
import static io.galopin.protocol.mysql.Wired.ok;
import static io.galopin.protocol.mysql.Wired.packet;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A server as MySQL 8.4 is one, made by hand from its protocol's documents. It lets everybody in.
 * What it answers follows from what it is asked. It keeps the numbers that {@code INSERT} brings,
 * with transactions.
 */
final class ScriptedServer implements AutoCloseable {

  private static final int AUTOCOMMIT = 2;
  private static final int IN_TRANSACTION = 1;
  private static final int MORE = 8;
  private static final int CURSOR = 0x40;
  private static final int LAST_ROW = 0x80;
  private static final long QUERY_ATTRIBUTES = 1 << 27;

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Integer> rows = Collections.synchronizedList(new ArrayList<>());
  private final long capabilities;

  /** Starts one with these capabilities. */
  ScriptedServer(long capabilities) throws IOException {
    this.capabilities = capabilities;
    Thread accepting = new Thread(this::accept, "scripted-server");
    accepting.setDaemon(true);
    accepting.start();
  }

  int port() {
    return server.getLocalPort();
  }

  /** The numbers that were committed, in order. */
  List<Integer> rows() {
    synchronized (rows) {
      return List.copyOf(rows);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        Thread serving = new Thread(() -> serve(socket), "scripted-connection");
        serving.setDaemon(true);
        serving.start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      new Conversation(socket).run();
    } catch (IOException gone) {
      // The client, or the test.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  /** One connection. */
  private final class Conversation {

    private final Socket socket;
    private final DataInputStream in;
    private final Map<Integer, String> prepared = new HashMap<>();
    private final List<Integer> pending = new ArrayList<>();
    private final StringBuilder out = new StringBuilder();
    private long agreed;
    private boolean open;
    private int sequence;
    private int newest;

    Conversation(Socket socket) throws IOException {
      this.socket = socket;
      in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
    }

    void run() throws IOException {
      say(greeting(capabilities));
      String login = read();
      agreed = at(login, 0, 4) & capabilities;
      say(ok(2));
      for (String command = read(); !command.startsWith("\1"); command = read()) {
        sequence = 0;
        answer(command.charAt(0), command.substring(1));
        say(out.toString());
        out.setLength(0);
      }
    }

    private void say(String bytes) throws IOException {
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    }

    private String read() throws IOException {
      byte[] header = new byte[4];
      in.readFully(header);
      int length = (header[0] & 0xFF) | (header[1] & 0xFF) << 8 | (header[2] & 0xFF) << 16;
      byte[] payload = new byte[length];
      in.readFully(payload);
      return new String(payload, ISO_8859_1);
    }

    private static long at(String bytes, int index, int count) {
      long value = 0;
      for (int i = count - 1; i >= 0; i--) {
        value = value << 8 | bytes.charAt(index + i);
      }
      return value;
    }

    private boolean has(long capability) {
      return (agreed & capability) != 0;
    }

    private int status() {
      return open ? IN_TRANSACTION : AUTOCOMMIT;
    }

    private void answer(int command, String rest) throws IOException {
      switch (command) {
        case RawClient.QUERY -> queries(has(QUERY_ATTRIBUTES) ? rest.substring(2) : rest);
        case RawClient.PREPARE -> prepare(rest);
        case RawClient.EXECUTE -> execute(rest);
        case RawClient.FETCH -> {
          row(rest.hashCode());
          ends(LAST_ROW);
        }
        case RawClient.CLOSE -> prepared.remove((int) at(rest, 0, 4));
        case RawClient.LONG_DATA -> {}
        case RawClient.STATISTICS -> out.append(packet(++sequence, "Uptime: 7"));
        case RawClient.FIELD_LIST -> {
          out.append(column(++sequence, "a"));
          ends(0);
        }
        default -> out.append(ok(++sequence, 0, status()));
      }
    }

    private void queries(String text) throws IOException {
      String[] statements = text.split("; ");
      for (int i = 0; i < statements.length; i++) {
        if (!statement(statements[i], i < statements.length - 1 ? MORE : 0, 0)) {
          return;
        }
      }
    }

    /** Returns whether it worked. */
    private boolean statement(String sql, int more, int cursor) throws IOException {
      String[] words = sql.split("[ ()]+");
      switch (words[0]) {
        case "BEGIN" -> open = true;
        case "COMMIT" -> ended(true);
        case "ROLLBACK" -> ended(false);
        case "INSERT" -> insert(Integer.parseInt(words[words.length - 1]));
        case "LOAD" -> load();
        case "SELECT" -> {
          result(sql.hashCode(), more, cursor);
          return true;
        }
        case "CALL" -> {
          result(sql.hashCode(), MORE, 0);
          result(~sql.hashCode(), MORE, 0);
        }
        case "FAIL" -> {
          out.append(error(++sequence, 1064, "You have an error"));
          return false;
        }
        default -> {}
      }
      out.append(ok(++sequence, words[0].equals("INSERT") ? 1 : 0, status() | more));
      return true;
    }

    private void insert(int number) {
      pending.add(number);
      if (!open) {
        ended(true);
      }
    }

    private void ended(boolean commit) {
      if (commit) {
        rows.addAll(pending);
      }
      pending.clear();
      open = false;
    }

    private void load() throws IOException {
      say(packet(1, "\u00fbfile"));
      sequence = 1;
      do {
        sequence++;
      } while (!read().isEmpty());
    }

    private void result(int hash, int more, int cursor) {
      int columns = 1 + Math.floorMod(hash, 3);
      boolean optional = has(RawClient.OPTIONAL_METADATA);
      boolean described = !optional || hash % 2 == 0;
      out.append(packet(++sequence, (char) columns + (optional ? described ? "\1" : "\0" : "")));
      for (int i = 0; described && i < columns; i++) {
        out.append(column(++sequence, "c" + i));
      }
      if (!has(RawClient.EOF_OUTDATED)) {
        out.append(eof(++sequence, status() | cursor | more));
      }
      if (cursor == 0 || has(RawClient.EOF_OUTDATED)) {
        for (int i = Math.floorMod(hash >> 4, 5); i > 0; i--) {
          row(hash + i);
        }
        ends(more);
      }
    }

    /** One that may begin like an OK, an error or an end. */
    private void row(int hash) {
      int kind = Math.floorMod(hash, 7);
      String value =
          switch (kind) {
            case 0 -> "\u00fb";
            case 1 -> "\0";
            case 2 -> "\u00fc" + number(4_000, 2) + "x".repeat(4_000);
            case 3 -> "\u00fd" + number(70_000, 3) + "\u00ff".repeat(70_000);
            default -> (char) kind + "\u00fe".repeat(kind);
          };
      out.append(packet(++sequence, value));
    }

    private void ends(int more) {
      int status = status() | more;
      out.append(has(RawClient.EOF_OUTDATED) ? end(++sequence, status) : eof(++sequence, status));
    }

    private void prepare(String sql) {
      if (sql.startsWith("FAIL")) {
        out.append(error(++sequence, 1064, "You have an error"));
        return;
      }
      prepared.put(++newest, sql);
      int parameters = sql.length() - sql.replace("?", "").length();
      int columns = sql.startsWith("SELECT") ? 1 : 0;
      boolean optional = has(RawClient.OPTIONAL_METADATA);
      boolean described = !optional || sql.hashCode() % 2 == 0;
      out.append(
          packet(
              ++sequence,
              "\0"
                  + number(newest, 4)
                  + number(columns, 2)
                  + number(parameters, 2)
                  + "\0\0\0"
                  + (optional ? described ? "\1" : "\0" : "")));
      for (int count : new int[] {parameters, columns}) {
        for (int i = 0; described && i < count; i++) {
          out.append(column(++sequence, "?"));
        }
        if (described && count > 0 && !has(RawClient.EOF_OUTDATED)) {
          out.append(eof(++sequence, status()));
        }
      }
    }

    private void execute(String rest) throws IOException {
      String sql = prepared.get((int) at(rest, 0, 4));
      if (sql == null) {
        out.append(error(++sequence, 1243, "Unknown prepared statement handler"));
      } else {
        statement(sql, 0, rest.charAt(4) == 1 ? CURSOR : 0);
      }
    }
  }
}
