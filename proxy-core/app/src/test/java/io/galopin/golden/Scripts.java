package io.galopin.golden;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The scripts of the backends. Each reply is written at once. */
final class Scripts {

  private static final int CHUNK = 700;

  private Scripts() {}

  private static void write(OutputStream out, String reply) throws IOException {
    out.write(reply.getBytes(ISO_8859_1));
  }

  /** Returns a text in which neighboring places differ. */
  static String pattern(int length) {
    return IntStream.iterate(0, at -> at + 10)
        .limit((length + 9) / 10)
        .mapToObj(at -> "%09d,".formatted(at))
        .collect(Collectors.joining())
        .substring(0, length);
  }

  /**
   * A web server: {@code /n/20} has a length, {@code /c/20} chunks, {@code /s/404} a status, {@code
   * /i} an interim reply, {@code /raw/…} is what it says and no more.
   */
  static void http(Heard in, OutputStream out) throws IOException {
    while (true) {
      String head = Form.head(in);
      if (head.contains("Expect: 100-continue")) {
        write(out, "HTTP/1.1 100 Continue\r\n\r\n");
      }
      int length = Form.body(in, head);
      String[] path = head.split(" ", 3)[1].split("\\?")[0].split("/", 3);
      if (path[1].equals("i")) {
        write(out, "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n");
      }
      if (path[1].equals("raw")) {
        write(out, path[2].replace("%0D", "\r").replace("%0A", "\n").replace("%20", " "));
        return;
      }
      boolean bodiless = head.startsWith("HEAD ");
      write(out, httpReply(path, length, bodiless));
      if (head.contains("Connection: close")) {
        return;
      }
    }
  }

  private static String httpReply(String[] path, int length, boolean bodiless) {
    String body =
        switch (path[1]) {
          case "n", "c" -> pattern(Integer.parseInt(path[2]));
          case "s" -> "status " + path[2] + "\n";
          default -> "/" + path[1] + " got " + length + "\n";
        };
    String status = path[1].equals("s") ? path[2] : "200";
    if (status.equals("204") || status.equals("304")) {
      return "HTTP/1.1 " + status + " None\r\nETag: \"1\"\r\n\r\n";
    }
    StringBuilder reply = new StringBuilder("HTTP/1.1 " + status + " Some\r\nETag: \"1\"\r\n");
    if (!path[1].equals("c")) {
      reply.append("Content-Length: ").append(body.length()).append("\r\n\r\n");
      return reply.append(bodiless ? "" : body).toString();
    }
    reply.append("Transfer-Encoding: chunked\r\n\r\n");
    for (int at = 0; !bodiless && at <= body.length(); at += CHUNK) {
      String chunk = body.substring(at, Math.min(at + CHUNK, body.length()));
      if (!chunk.isEmpty()) {
        reply.append("%x\r\n%s\r\n".formatted(chunk.length(), chunk));
      }
    }
    return reply.append(bodiless ? "" : "0\r\n\r\n").toString();
  }

  /** A Redis server that stores nothing. */
  static void redis(Heard in, OutputStream out) throws IOException {
    int queued = -1;
    boolean quiet = false;
    while (true) {
      List<String> words = words(in);
      String command = words.get(0).toUpperCase(Locale.ROOT);
      String reply = "+OK\r\n";
      if (command.equals("MULTI")) {
        queued = 0;
      } else if (command.equals("EXEC")) {
        reply =
            queued < 0
                ? "-ERR EXEC without MULTI\r\n"
                : "*" + queued + "\r\n" + "+done\r\n".repeat(queued);
        queued = -1;
      } else if (command.equals("DISCARD")) {
        queued = -1;
      } else if (queued >= 0) {
        queued++;
        reply = "+QUEUED\r\n";
      } else if (command.equals("CLIENT")) {
        quiet = words.contains("OFF");
      } else if (command.equals("PUSHED")) {
        reply = ">2\r\n+invalidate\r\n*1\r\n$3\r\nkey\r\n+OK\r\n";
      } else {
        reply = redisReply(command, words);
      }
      if (!quiet) {
        write(out, reply);
      }
      if (command.equals("QUIT")) {
        return;
      }
    }
  }

  private static String redisReply(String command, List<String> words) {
    return switch (command) {
      case "GET" -> bulk(pattern(words.get(1).length() * 10));
      case "MGET" ->
          "*%d\r\n".formatted(words.size() - 1)
              + words.stream().skip(1).map(Scripts::bulk).collect(Collectors.joining());
      case "INCR" -> ":7\r\n";
      case "LPOP" -> "-WRONGTYPE Operation against a key\r\n";
      case "SUBSCRIBE" ->
          words.stream()
              .skip(1)
              .map(channel -> "*3\r\n" + bulk("subscribe") + bulk(channel) + ":1\r\n")
              .collect(Collectors.joining());
      default -> "+OK\r\n";
    };
  }

  private static String bulk(String text) {
    return "$" + text.length() + "\r\n" + text + "\r\n";
  }

  private static List<String> words(Heard in) throws IOException {
    String line = Form.line(in).strip();
    if (!line.startsWith("*")) {
      return List.of(line.split(" "));
    }
    String[] words = new String[Integer.parseInt(line.substring(1))];
    for (int i = 0; i < words.length; i++) {
      int length = Integer.parseInt(Form.line(in).strip().substring(1));
      words[i] = Form.exactly(in, length + 2).substring(0, length);
    }
    return List.of(words);
  }

  /** A Memcache server for the text protocol that stores nothing. */
  static void memcache(Heard in, OutputStream out) throws IOException {
    while (true) {
      String line = Form.line(in).strip();
      String[] words = line.split(" ");
      String reply = memcacheReply(words);
      if (List.of("set", "add").contains(words[0])) {
        Form.exactly(in, Integer.parseInt(words[4]) + 2);
      } else if (words[0].equals("ms")) {
        Form.exactly(in, Integer.parseInt(words[2]) + 2);
      }
      if (words[0].equals("quit")) {
        return;
      }
      if (!line.endsWith("noreply") && !reply.isEmpty()) {
        write(out, reply);
      }
    }
  }

  private static String memcacheReply(String[] words) {
    boolean quiet = List.of(words).contains("q");
    boolean miss = words.length > 1 && words[1].startsWith("no");
    return switch (words[0]) {
      case "get", "gets" -> {
        StringBuilder reply = new StringBuilder();
        for (int i = 1; i < words.length; i++) {
          reply.append(words[i].startsWith("no") ? "" : value(words[i]));
        }
        yield reply + "END\r\n";
      }
      case "set", "add" -> "STORED\r\n";
      case "incr" -> "12\r\n";
      case "delete" -> miss ? "NOT_FOUND\r\n" : "DELETED\r\n";
      case "mn" -> "MN\r\n";
      case "mg" -> miss ? quiet ? "" : "EN\r\n" : "VA 4 k" + words[1] + "\r\nabcd\r\n";
      case "ms" -> quiet ? "" : "HD\r\n";
      default -> "ERROR\r\n";
    };
  }

  private static String value(String key) {
    String value = pattern(key.length() * 20);
    return "VALUE " + key + " 0 " + value.length() + "\r\n" + value + "\r\n";
  }

  /** Replies to each line with a line of the requested length. */
  static void lines(Heard in, OutputStream out) throws IOException {
    while (true) {
      String line = Form.line(in).strip();
      String[] words = line.split(" ");
      int length = words.length > 1 ? Integer.parseInt(words[1]) : 10;
      write(out, words[0] + " " + pattern(length) + "\n");
      if (words[0].equals("bye")) {
        return;
      }
    }
  }
}
