package io.galopin.protocol.postgres;

import io.galopin.protocol.sql.SqlDialect;
import io.galopin.protocol.text.Printable;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * What the client said of itself when it connected, and what the server has said of its settings
 * since.
 */
final class Parameters {

  private static final int LONGEST = 1024;

  private @Nullable String user;
  private @Nullable String database;
  private @Nullable String applicationName;
  private SqlDialect dialect = SqlDialect.POSTGRESQL;
  private ClientEncoding encoding = ClientEncoding.UTF8;

  /** The newest request that may change settings, until it is answered. */
  private @Nullable PostgresRequest changing;

  /** Reads a startup packet: pairs of strings behind length and version. */
  void startup(ByteBuf in, int from, int to) {
    int at = from + 8;
    while (at < to && in.getByte(at) != 0) {
      int nameEnd = Wire.stringEnd(in, at, to);
      int valueEnd = Wire.stringEnd(in, Math.min(nameEnd + 1, to), to);
      String value = Wire.text(in, Math.min(nameEnd + 1, to), valueEnd);
      switch (Wire.text(in, at, nameEnd)) {
        case "user" -> user = value;
        case "database" -> database = value;
        case "application_name" -> applicationName = value;
        case "client_encoding" -> encoding = ClientEncoding.of(value);
        default -> {}
      }
      at = valueEnd + 1;
    }
    if (database == null) {
      database = user;
    }
  }

  /** Reads a ParameterStatus, of which all bytes are there. */
  void status(ByteBuf in, int from, int to) {
    int name = from + Wire.HEADER;
    if (to - name > LONGEST) {
      return;
    }
    int nameEnd = Wire.stringEnd(in, name, to);
    int value = Math.min(nameEnd + 1, to);
    int valueEnd = Wire.stringEnd(in, value, to);
    switch (Wire.text(in, name, nameEnd)) {
      case "application_name" -> applicationName = Wire.text(in, value, valueEnd);
      case "standard_conforming_strings" ->
          dialect = dialect.withBackslashes(!Wire.text(in, value, valueEnd).equals("on"));
      case "client_encoding" -> encoding = ClientEncoding.of(Wire.text(in, value, valueEnd));
      default -> {}
    }
  }

  /** Notes a request that has arrived. The server tells of settings that change by it. */
  void next(PostgresRequest request) {
    if (request.maySet()) {
      changing = request;
    }
  }

  /** Notes that a request is answered, by whomever. */
  void answered(@Nullable PostgresRequest request) {
    if (request == changing) {
      changing = null;
    }
  }

  /** Whether a request is under way that may change settings. */
  boolean changing() {
    return changing != null;
  }

  /** How the client writes text. */
  ClientEncoding encoding() {
    return encoding;
  }

  @Nullable String user() {
    return user;
  }

  @Nullable String database() {
    return database;
  }

  @Nullable String applicationName() {
    return applicationName;
  }

  SqlDialect dialect() {
    return dialect;
  }

  /** The journal's label of the opening. */
  String label() {
    return "Startup" + (database == null ? "" : " " + Printable.of(database));
  }
}
