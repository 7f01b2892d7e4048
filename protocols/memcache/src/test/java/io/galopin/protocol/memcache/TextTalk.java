package io.galopin.protocol.memcache;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link SmallServer}'s side of a connection in the text protocol. */
record TextTalk(Items items, InputStream in, OutputStream out) {

  /** Answers the next command; false at the end. */
  boolean next() throws IOException {
    String line = line();
    if (line == null) {
      return false;
    }
    List<String> words = Arrays.asList(line.trim().split(" +"));
    boolean noreply = words.size() > 2 && words.get(words.size() - 1).equals("noreply");
    String reply = reply(words.get(0), words);
    if (!noreply) {
      out.write(reply.getBytes(StandardCharsets.ISO_8859_1));
    }
    return !words.get(0).equals("quit");
  }

  private @Nullable String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return null;
      }
      line.append((char) next);
    }
    return line.toString();
  }

  private String reply(String command, List<String> words) throws IOException {
    return switch (command) {
      case "get", "gets" -> items(words.subList(1, words.size()), command.equals("gets"));
      case "gat", "gats" -> items(words.subList(2, words.size()), command.equals("gats"));
      case "set", "add", "replace", "append", "prepend", "cas" -> store(command, words);
      case "incr", "decr" -> count(command, words);
      case "delete" -> items.remove(words.get(1)) ? "DELETED\r\n" : "NOT_FOUND\r\n";
      case "touch" -> items.get(words.get(1)) == null ? "NOT_FOUND\r\n" : "TOUCHED\r\n";
      case "flush_all" -> {
        items.clear();
        yield "OK\r\n";
      }
      case "version" -> "VERSION 1.6.0\r\n";
      case "verbosity" -> "OK\r\n";
      case "stats" -> "STAT pid 1\r\nSTAT version 1.6.0\r\nEND\r\n";
      case "quit" -> "";
      case "mn" -> "MN\r\n";
      case "mg" -> metaGet(words);
      case "ms" -> metaSet(words);
      case "md" -> quiet(words, items.remove(words.get(1)) ? "HD" : "NF", "HD");
      default -> "ERROR\r\n";
    };
  }

  private String items(List<String> keys, boolean withCas) {
    StringBuilder reply = new StringBuilder();
    for (String key : keys) {
      Items.Item item = items.get(key);
      if (item != null) {
        reply.append("VALUE " + key + " " + item.flags() + " " + item.value().length());
        reply.append(withCas ? " " + item.cas() : "").append("\r\n").append(item.value());
        reply.append("\r\n");
      }
    }
    return reply.append("END\r\n").toString();
  }

  private String store(String command, List<String> words) throws IOException {
    String value = value(words.get(4));
    boolean cas = command.equals("cas");
    return items.store(
            cas ? "set" : command,
            words.get(1),
            words.get(2),
            value,
            cas ? Long.parseLong(words.get(5)) : 0)
        + "\r\n";
  }

  private String value(String length) throws IOException {
    byte[] bytes = in.readNBytes(Integer.parseInt(length));
    if (in.readNBytes(2).length < 2) {
      throw new EOFException();
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private String count(String command, List<String> words) {
    long by = Long.parseLong(words.get(2));
    String sum = items.count(words.get(1), command.equals("incr") ? by : -by);
    return sum == null ? "NOT_FOUND\r\n" : sum + "\r\n";
  }

  private String metaGet(List<String> words) {
    Items.Item item = items.get(words.get(1));
    if (item == null) {
      return words.contains("q") ? "" : "EN\r\n";
    }
    return words.contains("v")
        ? "VA " + item.value().length() + marks(words) + "\r\n" + item.value() + "\r\n"
        : "HD" + marks(words) + "\r\n";
  }

  private String metaSet(List<String> words) throws IOException {
    String value = value(words.get(2));
    String mode = words.contains("ME") ? "add" : words.contains("MR") ? "replace" : "set";
    boolean stored = items.store(mode, words.get(1), "0", value, 0) == Items.Outcome.STORED;
    return quiet(words, stored ? "HD" : "NS", "HD");
  }

  /** Returns the reply {@code code}, unless it is suppressed. */
  private static String quiet(List<String> words, String code, String suppressed) {
    return words.contains("q") && code.equals(suppressed) ? "" : code + marks(words) + "\r\n";
  }

  private static String marks(List<String> words) {
    StringBuilder marks = new StringBuilder();
    for (String word : words.subList(2, words.size())) {
      marks.append(word.startsWith("O") ? " " + word : word.equals("k") ? " k" + words.get(1) : "");
    }
    return marks.toString();
  }
}
