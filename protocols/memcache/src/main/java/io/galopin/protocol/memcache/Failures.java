package io.galopin.protocol.memcache;

import io.galopin.api.Failure;
import io.galopin.api.Message;
import io.galopin.api.Option;
import java.util.Arrays;
import java.util.List;

/** The failures that can be sent to a client of Memcache, in the words of both protocols. */
enum Failures {
  /** The error of a server that fails. {@code ERROR} would blame the client's command. */
  ERROR(Failure.Kind.ERROR, "SERVER_ERROR …", BinaryStatus.INTERNAL_ERROR, "the message"),
  UNKNOWN_COMMAND("unknown-command", "ERROR", BinaryStatus.UNKNOWN_COMMAND, "Unknown command"),
  SERVER_ERROR("server-error", "SERVER_ERROR …", BinaryStatus.INTERNAL_ERROR, "the message"),
  CLIENT_ERROR(
      "client-error",
      "CLIENT_ERROR bad command line format",
      BinaryStatus.INVALID_ARGUMENTS,
      "Invalid arguments"),
  OUT_OF_MEMORY(
      "out-of-memory", "SERVER_ERROR out of memory", BinaryStatus.OUT_OF_MEMORY, "Out of memory"),
  BUSY("busy", "SERVER_ERROR busy", BinaryStatus.BUSY, "Busy"),
  TEMPORARY_FAILURE(
      "temporary-failure",
      "SERVER_ERROR temporary failure",
      BinaryStatus.TEMPORARY_FAILURE,
      "Temporary failure");

  /** The text of {@code error} and {@code server-error}. */
  static final Option<String> MESSAGE =
      Option.text("message", "the text of error and server-error, one line")
          .orElse("injected by Galopin, on purpose");

  private final String failure;
  private final String line;
  private final BinaryStatus status;
  private final String body;

  Failures(String failure, String line, BinaryStatus status, String body) {
    this.failure = failure;
    this.line = line;
    this.status = status;
    this.body = body;
  }

  static List<Failure.Kind> kinds() {
    return Arrays.stream(values()).map(Failures::kind).toList();
  }

  private Failure.Kind kind() {
    return new Failure.Kind(
        failure, "%s; in binary status 0x%02x, %s".formatted(line, status.number(), body));
  }

  /** Returns the failure of this name; {@link #ERROR} if the name is unknown here. */
  static Failures of(Failure given) {
    return Arrays.stream(values())
        .filter(one -> one.failure.equals(given.name()))
        .findFirst()
        .orElse(ERROR);
  }

  /** Returns the line of the text protocol, without its end. */
  String line(Failure given, Message request) {
    return switch (this) {
      case ERROR, SERVER_ERROR -> "SERVER_ERROR " + message(given);
      case OUT_OF_MEMORY -> line + outOfMemory(request);
      default -> line;
    };
  }

  /** Says what memcached was doing when its memory ran out. */
  private static String outOfMemory(Message request) {
    if (!(request instanceof TextRequest text)) {
      return "";
    }
    return switch (text.command().form()) {
      case STORAGE, META_STORAGE -> " storing object";
      case KEYS, TIME_AND_KEYS -> " writing get response";
      default -> text.command() == TextCommand.STATS ? " writing stats" : "";
    };
  }

  BinaryStatus status() {
    return status;
  }

  /** The text that goes with the status. */
  String body(Failure given) {
    return this == ERROR || this == SERVER_ERROR ? message(given) : body;
  }

  /** Returns one line, because a second one would be another reply. */
  private static String message(Failure given) {
    return given.options().get(MESSAGE).replaceAll("[\\p{Cntrl}]+", " ");
  }
}
