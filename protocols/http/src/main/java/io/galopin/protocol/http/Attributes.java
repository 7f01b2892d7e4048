package io.galopin.protocol.http;

import io.galopin.api.Attribute;
import io.galopin.api.Attribute.Moment;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The attributes of messages, and the values that they can be changed to. All values of fields and
 * parameters count as secret, because nobody can list all names under which tokens are sent.
 */
final class Attributes {

  static final Attribute METHOD = Attribute.word("http.method", Moment.REQUEST, "the method");

  static final Attribute PATH =
      Attribute.text(
              "http.path",
              Moment.REQUEST,
              "the path without the query, decoded but for %2F, %25 and control characters")
          .asWritable();

  static final Attribute QUERY =
      Attribute.text(
              "http.query",
              Moment.REQUEST,
              "the first parameter of this name in the query, decoded")
          .withNames()
          .asSecret();

  static final Attribute HOST =
      Attribute.word(
              "http.host", Moment.REQUEST, "the host that is asked, with its port if there is one")
          .asWritable();

  static final Attribute HEADER =
      Attribute.text(
              "http.header",
              Moment.REQUEST,
              "the request's header fields of this name, with commas between")
          .withNames()
          .asWritable()
          .asSecret();

  static final Attribute STATUS =
      Attribute.number("http.status", Moment.REPLY, "the status code").asWritable();

  static final Attribute REPLY_HEADER =
      Attribute.text(
              "http.reply.header",
              Moment.REPLY,
              "the reply's header fields of this name, with commas between")
          .withNames()
          .asWritable()
          .asSecret();

  /** All attributes, in display order. */
  static final List<Attribute> ALL =
      List.of(METHOD, PATH, QUERY, HOST, HEADER, STATUS, REPLY_HEADER);

  /** Fields that decide where a message ends. */
  private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding");

  private static final int LEAST_STATUS = 200;
  private static final int MOST_STATUS = 599;

  private Attributes() {}

  /** See {@link io.galopin.api.ProtocolFactory#expectation}. */
  static Optional<String> expectation(Attribute attribute, String name, String value) {
    return switch (attribute.name()) {
      case "http.path" ->
          value.startsWith("/") ? Optional.empty() : Optional.of("a path that begins with a slash");
      case "http.host" ->
          Fields.isHost(value) ? Optional.empty() : Optional.of("a host, or host:port");
      case "http.status" -> status(value);
      case "http.header" ->
          name.toLowerCase(Locale.ROOT).equals("host")
              ? Optional.of("http.host in place of a field")
              : field(name, value);
      case "http.reply.header" -> field(name, value);
      default -> Optional.of("an attribute that can be changed");
    };
  }

  private static Optional<String> status(String value) {
    boolean right =
        value.matches("[1-9][0-9]{2}")
            && Integer.parseInt(value) >= LEAST_STATUS
            && Integer.parseInt(value) <= MOST_STATUS
            && !isBodiless(Integer.parseInt(value));
    return right
        ? Optional.empty()
        : Optional.of(
            "a status from 200 to 599 other than 204 and 304, after which there is no body");
  }

  /** Whether replies with this status never have a body: RFC 9112, section 6.3. */
  static boolean isBodiless(int status) {
    return status == HttpResponseStatus.NO_CONTENT.code()
        || status == HttpResponseStatus.NOT_MODIFIED.code();
  }

  private static Optional<String> field(String name, String value) {
    if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
      return Optional.of("another field than " + name + ", by which the message's end is found");
    }
    return Fields.isField(name, value)
        ? Optional.empty()
        : Optional.of("a header field, its name of letters, digits and hyphens, in Latin-1");
  }
}
