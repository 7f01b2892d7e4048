package io.galopin.protocol.redis;

import io.galopin.testkit.TestSession;
import java.util.List;
import java.util.StringJoiner;

/** Writes commands for tests. */
final class Resp {

  private Resp() {}

  /** Returns a command as clients send it; {@code words} are separated by spaces. */
  static String command(String words) {
    return array(words.split(" ", -1));
  }

  /** Returns several commands, one after another. */
  static String commands(String... commands) {
    StringJoiner all = new StringJoiner("");
    for (String command : commands) {
      all.add(command(command));
    }
    return all.toString();
  }

  /** Returns an array of bulk strings. */
  static String array(String... words) {
    StringBuilder array = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      array.append(bulk(word));
    }
    return array.toString();
  }

  /** Returns a bulk string of characters from 0 to 255. */
  static String bulk(String content) {
    return "$" + content.length() + "\r\n" + content + "\r\n";
  }

  /** Returns the heads seen from one side, and what passed. */
  static List<String> heads(String side, TestSession session) {
    return session.seen().stream().filter(line -> line.startsWith(side + " ")).toList();
  }
}
