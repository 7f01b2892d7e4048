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
      default -> {}
    }
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
