package io.galopin.protocol.mysql;

/** Packets as they are on the wire, one character for each byte. */
public final class Wired {

  /** What MySQL 8.4 can do, without what would encrypt or compress. */
  public static final long MYSQL = 0x0B9F_F7DFL;

  /** What MariaDB 11.4 can do, the same. */
  public static final long MARIADB = 0x1D_819F_F7DEL;

  private static final int AUTOCOMMIT = 2;

  private Wired() {}

  public static String packet(int sequence, String payload) {
    return number(payload.length(), 3) + (char) sequence + payload;
  }

  /** A little-endian number. */
  public static String number(long number, int bytes) {
    StringBuilder wired = new StringBuilder();
    for (int i = 0; i < bytes; i++) {
      wired.append((char) ((number >> (8 * i)) & 0xFF));
    }
    return wired.toString();
  }

  /** A text with its length in front. */
  public static String text(String text) {
    return (char) text.length() + text;
  }

  public static String greeting(long capabilities) {
    return packet(
        0,
        "\n8.4.0\0"
            + number(7, 4)
            + "saltsalt\0"
            + number(capabilities, 2)
            + "\u00ff"
            + number(AUTOCOMMIT, 2)
            + number(capabilities >> 16, 2)
            + "\u0015"
            + "\0".repeat(6)
            + number(capabilities >> 32, 4)
            + "saltsaltsalt\0caching_sha2_password\0");
  }

  static String login(long capabilities) {
    return packet(
        1,
        number(capabilities, 4)
            + number(1 << 24, 4)
            + "-"
            + "\0".repeat(19)
            + number(capabilities >> 32, 4)
            + "ann\0"
            + text("secretpassword")
            + "shop\0"
            + "caching_sha2_password\0");
  }

  static String tls(long capabilities) {
    return packet(
        1, number(capabilities | Capabilities.TLS, 4) + number(1 << 24, 4) + "-" + "\0".repeat(23));
  }

  public static String ok(int sequence) {
    return ok(sequence, 0, AUTOCOMMIT);
  }

  public static String ok(int sequence, int affected, int status) {
    return packet(sequence, "\0" + (char) affected + "\0" + number(status, 2) + "\0\0");
  }

  /** What ends rows where EOFs are outdated. */
  public static String end(int sequence, int status) {
    return packet(sequence, "\u00fe\0\0" + number(status, 2) + "\0\0");
  }

  public static String eof(int sequence, int status) {
    return packet(sequence, "\u00fe\0\0" + number(status, 2));
  }

  public static String error(int sequence, int code, String message) {
    return packet(sequence, "\u00ff" + number(code, 2) + "#HY000" + message);
  }

  static String command(Command command, String rest) {
    return packet(0, (char) command.code() + rest);
  }

  public static String query(String sql) {
    return command(Command.QUERY, sql);
  }

  public static String column(int sequence, String name) {
    return packet(
        sequence,
        text("def")
            + text("shop")
            + text("t")
            + text("t")
            + text(name)
            + text(name)
            + "\f"
            + "x".repeat(12));
  }
}
