package io.galopin.protocol.http;

import io.galopin.protocol.text.Flawed;
import io.galopin.protocol.text.TlsBytes;
import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * A reason to refuse a message. For a request, it has the status for the client, and a sentence for
 * the client and the log. A flaw in a reply always becomes a bad gateway.
 */
enum Flaw implements Flawed.Flaws {
  TLS(TlsBytes.refusal("plain HTTP")),
  HTTP_2(
      HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED,
      "HTTP/2 is not spoken here (protocol tcp relays it unseen)"),
  VERSION(
      HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED,
      "the version is neither HTTP/1.0 nor HTTP/1.1"),
  REDIS(
      "this looks like Redis, but HTTP is expected here (protocol redis speaks it, tcp relays it)"),
  REQUEST_LINE("the first line is no request line (protocol tcp relays what is no HTTP)"),
  SPACES("there are more than two spaces in the request line"),
  STATUS_LINE("the first line is no status line"),
  EMPTY_LINES("there are too many empty lines before a message"),
  LONG_REQUEST_LINE(HttpResponseStatus.REQUEST_URI_TOO_LONG, "the request line exceeds max-line"),
  LONG_LINE(
      HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "a line of the head exceeds max-line"),
  LONG_HEAD(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "the head exceeds max-head"),
  CUT_HEAD("the sender ended its side within a head"),

  BARE_LF("a line ends with LF alone (expected: CR LF)"),
  BARE_CR("there is a CR without LF"),
  CONTROL("there is a control character"),
  FOLD("a line begins with white space (obsolete line folding)"),
  NO_COLON("there is a header line without a colon"),
  SPACE_BEFORE_COLON("there is white space between a header's name and the colon"),
  FIELD_NAME("the name of a header is empty or no token"),

  NO_HOST("there is no Host header"),
  SECOND_HOST("there are several Host headers"),
  HOST("the value of the Host header is no host"),
  LENGTH("the value of Content-Length is no plain decimal number of at most 18 digits"),
  SECOND_LENGTH("there are several Content-Length headers"),
  LENGTH_AND_ENCODING("there are both Content-Length and Transfer-Encoding"),
  ENCODING("the Transfer-Encoding of a request is not exactly \"chunked\""),
  ENCODING_LIST("the value of Transfer-Encoding is no list of codings with chunked once"),
  ENCODING_ORDER("the Transfer-Encoding of a reply has chunked, but not as the last coding"),
  ENCODING_IN_HTTP_1_0("there is a Transfer-Encoding in HTTP/1.0"),
  CONNECT_WITH_BODY("there is a body in a CONNECT request"),
  UNASKED_SWITCH("the protocol is switched though no upgrade was asked for"),

  CHUNK_SIZE("the size of a chunk is no plain hexadecimal number, or too large"),
  CHUNK_END("a chunk is not followed by CR LF"),
  LONG_CHUNK_LINE("the line with a chunk's size exceeds max-line"),
  LONG_TRAILER(
      HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
      "the trailer exceeds max-head or a line of it max-line");

  @SuppressWarnings("ImmutableEnumChecker") // immutable, but not annotated as such
  private final HttpResponseStatus status;

  private final String sentence;

  Flaw(String sentence) {
    this(HttpResponseStatus.BAD_REQUEST, sentence);
  }

  Flaw(HttpResponseStatus status, String sentence) {
    this.status = status;
    this.sentence = sentence;
  }

  /** The status for the client if the flaw is in its request. */
  HttpResponseStatus status() {
    return status;
  }

  @Override
  public String sentence() {
    return sentence;
  }
}
