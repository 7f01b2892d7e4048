package io.galopin.protocol.postgres;

import java.nio.charset.StandardCharsets;

/** Messages as they are on the wire, one character for each byte. */
public final class Messages {

  public static final String SYNC = message('S', "");
  public static final String FLUSH = message('H', "");
  public static final String TERMINATE = message('X', "");
  public static final String PARSED = message('1', "");
  public static final String BOUND = message('2', "");
  public static final String CLOSED = message('3', "");
  public static final String NO_DATA = message('n', "");
  public static final String SUSPENDED = message('s', "");
  public static final String EMPTY = message('I', "");
  public static final String DESCRIPTION = message('T', int16(1) + "id\0" + "\0".repeat(18));
  public static final String LOGGED_IN =
      message('R', int32(0))
          + parameter("server_version", "18.0")
          + message('K', int32(7) + int32(8))
          + ready('I');
  public static final String STARTUP =
      startup("user\0me\0database\0shop\0application_name\0till\0\0");

  private Messages() {}

  public static String int16(int value) {
    return "" + (char) (value >> 8 & 0xFF) + (char) (value & 0xFF);
  }

  public static String int32(int value) {
    return int16(value >>> 16) + int16(value);
  }

  public static String message(char type, String content) {
    return type + int32(4 + content.length()) + content;
  }

  public static String startup(String parameters) {
    return int32(8 + parameters.length()) + int32(196_608) + parameters;
  }

  public static String request(int code) {
    return int32(8) + int32(code);
  }

  public static String query(String sql) {
    return message('Q', bytes(sql) + "\0");
  }

  private static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  public static String parse(String name, String sql) {
    return message('P', name + "\0" + bytes(sql) + "\0" + int16(0));
  }

  public static String bind(String portal, String statement) {
    return message('B', portal + "\0" + statement + "\0" + int16(0) + int16(0) + int16(0));
  }

  public static String describe() {
    return message('D', "P\0");
  }

  public static String execute(String portal) {
    return message('E', portal + "\0" + int32(0));
  }

  public static String close(char what, String name) {
    return message('C', what + name + "\0");
  }

  public static String complete(String tag) {
    return message('C', tag + "\0");
  }

  public static String ready(char status) {
    return message('Z', "" + status);
  }

  public static String row(String... values) {
    StringBuilder row = new StringBuilder(int16(values.length));
    for (String value : values) {
      row.append(int32(value.length())).append(value);
    }
    return message('D', row.toString());
  }

  public static String error(String severity, String sqlstate, String message) {
    return message(
        'E', "S" + severity + "\0V" + severity + "\0C" + sqlstate + "\0M" + message + "\0\0");
  }

  public static String notice(String message) {
    return message('N', "SNOTICE\0C00000\0M" + message + "\0\0");
  }

  public static String notification(String channel) {
    return message('A', int32(7) + channel + "\0\0");
  }

  public static String parameter(String name, String value) {
    return message('S', name + "\0" + value + "\0");
  }
}
