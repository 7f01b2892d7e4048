package io.galopin.embed;

import java.util.Locale;

/**
 * A simple conversation of a client and a backend, in which each request has a fixed number of
 * lines.
 */
enum Talk {
  HTTP(3) {
    @Override
    String request(int number) {
      return "GET /" + number + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    @Override
    String reply() {
      return "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789";
    }
  },
  REDIS(5) {
    @Override
    String request(int number) {
      String key = "key-" + number;
      return "*2\r\n$3\r\nGET\r\n$" + key.length() + "\r\n" + key + "\r\n";
    }

    @Override
    String reply() {
      return "$10\r\n0123456789\r\n";
    }
  },
  MEMCACHE(1) {
    @Override
    String request(int number) {
      return "get key-" + number + "\r\n";
    }

    @Override
    String reply() {
      return "VALUE key 0 10\r\n0123456789\r\nEND\r\n";
    }
  };

  private final int lines;

  Talk(int lines) {
    this.lines = lines;
  }

  abstract String request(int number);

  abstract String reply();

  /** Returns the number of lines of a request. */
  int lines() {
    return lines;
  }

  /** The name of the protocol. */
  String protocol() {
    return name().toLowerCase(Locale.ROOT);
  }
}
