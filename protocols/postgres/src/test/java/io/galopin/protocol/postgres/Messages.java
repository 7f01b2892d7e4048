package io.galopin.protocol.postgres;

import java.nio.charset.StandardCharsets;

/** Messages as they are on the wire, one character for each byte. */
final class Messages {

  static final String SYNC = message('S', "");
  static final String FLUSH = message('H', "");
  static final String TERMINATE = message('X', "");
  static final String PARSED = message('1', "");
  static final String BOUND = message('2', "");
  static final String CLOSED = message('3', "");
  static final String NO_DATA = message('n', "");
  static final String SUSPENDED = message('s', "");
  static final String EMPTY = message('I', "");
  static final String DESCRIPTION = message('T', int16(1) + "id\0" + "\0".repeat(18));
  static final String LOGGED_IN =
      message('R', int32(0))
          + parameter("server_version", "18.0")
          + message('K', int32(7) + int32(8))
          + ready('I');
  static final String STARTUP = startup("user\0me\0database\0shop\0application_name\0till\0\0");

  private Messages() {}

  static String int16(int value) {
    return "" + (char) (value >> 8 & 0xFF) + (char) (value & 0xFF);
  }

  static String int32(int value) {
    return int16(value >>> 16) + int16(value);
  }

  static String message(char type, String content) {
    return type + int32(4 + content.length()) + content;
  }

  static String startup(String parameters) {
    return int32(8 + parameters.length()) + int32(196_608) + parameters;
  }

  static String request(int code) {
    return int32(8) + int32(code);
  }

  static String query(String sql) {
    return message('Q', bytes(sql) + "\0");
  }

  private static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  static String parse(String name, String sql) {
    return message('P', name + "\0" + bytes(sql) + "\0" + int16(0));
  }

  static String bind(String portal, String statement) {
    return message('B', portal + "\0" + statement + "\0" + int16(0) + int16(0) + int16(0));
  }

  static String describe() {
    return message('D', "P\0");
  }

  static String execute(String portal) {
    return message('E', portal + "\0" + int32(0));
  }

  static String close(char what, String name) {
    return message('C', what + name + "\0");
  }

  static String complete(String tag) {
    return message('C', tag + "\0");
  }

  static String ready(char status) {
    return message('Z', "" + status);
  }

  static String row(String... values) {
    StringBuilder row = new StringBuilder(int16(values.length));
    for (String value : values) {
      row.append(int32(value.length())).append(value);
    }
    return message('D', row.toString());
  }

  static String error(String severity, String sqlstate, String message) {
    return message(
        'E', "S" + severity + "\0V" + severity + "\0C" + sqlstate + "\0M" + message + "\0\0");
  }

  static String notice(String message) {
    return message('N', "SNOTICE\0C00000\0M" + message + "\0\0");
  }

  static String notification(String channel) {
    return message('A', int32(7) + channel + "\0\0");
  }

  static String parameter(String name, String value) {
    return message('S', name + "\0" + value + "\0");
  }
}
