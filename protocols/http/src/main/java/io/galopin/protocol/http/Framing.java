package io.galopin.protocol.http;

import io.netty.buffer.ByteBuf;

/**
 * What the headers of one message say about where its body ends: RFC 9112, section 6.3. Stricter
 * than that section wherever it lets a recipient repair.
 */
final class Framing {

  /** 18 digits always fit into a long. */
  private static final int MOST_DIGITS = 18;

  private boolean hasLength;
  private long length;
  private boolean hasEncoding;
  private int codings;
  private boolean chunkedOnce;

  /** Whether the last coding so far is chunked. */
  private boolean chunked;

  void clear() {
    hasLength = false;
    length = 0;
    hasEncoding = false;
    codings = 0;
    chunkedOnce = false;
    chunked = false;
  }

  /** A Content-Length header. */
  void length(ByteBuf in, int from, int to) throws Malformed {
    if (hasLength) {
      throw new Malformed(Flaw.SECOND_LENGTH);
    }
    if (to == from || to - from > MOST_DIGITS) {
      throw new Malformed(Flaw.LENGTH);
    }
    hasLength = true;
    for (int i = from; i < to; i++) {
      int digit = in.getByte(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new Malformed(Flaw.LENGTH);
      }
      length = 10 * length + digit;
    }
  }

  /** A Transfer-Encoding header. */
  void encoding(ByteBuf in, int from, int to) throws Malformed {
    hasEncoding = true;
    int at = from;
    do {
      int comma = Octets.nextComma(in, at, to);
      int first = Octets.skipBlanks(in, at, comma);
      int end = Octets.dropBlanks(in, first, comma);
      boolean isChunked = Octets.areAnyCase(in, first, end, "chunked");
      if (first == end || (isChunked && chunkedOnce)) {
        throw new Malformed(Flaw.ENCODING_LIST);
      }
      codings++;
      chunkedOnce |= isChunked;
      chunked = isChunked;
      at = comma + 1;
    } while (at <= to);
  }

  /** Checks what holds for messages of both kinds, once all headers are known. */
  void check(boolean http10) throws Malformed {
    if (hasLength && hasEncoding) {
      throw new Malformed(Flaw.LENGTH_AND_ENCODING);
    }
    if (http10 && hasEncoding) {
      throw new Malformed(Flaw.ENCODING_IN_HTTP_1_0);
    }
  }

  /** Checks what holds for requests: nothing but the end of the connection could end the body. */
  void checkRequest() throws Malformed {
    if (hasEncoding && !(chunked && codings == 1)) {
      throw new Malformed(Flaw.ENCODING);
    }
  }

  /** Whether a request with these headers has a body. */
  boolean hasBody() {
    return hasEncoding || length > 0;
  }

  /** Begins the body of a request, if it has one. */
  void beginRequest(BodyScanner body) {
    if (chunked) {
      body.beginChunks();
    } else {
      body.begin(length);
    }
  }

  /** Begins the body of a reply, if it has one. */
  void beginReply(BodyScanner body) {
    if (chunked) {
      body.beginChunks();
    } else if (hasLength) {
      body.begin(length);
    } else {
      body.beginUntilClose();
    }
  }
}
