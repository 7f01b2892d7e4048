package io.galopin.protocol.http;

import io.galopin.protocol.text.Flawed;
import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;

/**
 * Determines from the headers of one request where its body ends: RFC 9112, section 6.3. Stricter
 * than that section, wherever it lets a recipient repair a message.
 */
final class Framing {

  private static final int MOST_DIGITS = 18;

  private final Codings codings = new Codings();
  private boolean hasLength;
  private long length;

  void clear() {
    codings.clear();
    hasLength = false;
    length = 0;
  }

  /** Reads a Content-Length header. */
  void length(ByteBuf in, int from, int to) throws Flawed {
    if (hasLength) {
      throw new Flawed(Flaw.SECOND_LENGTH);
    }
    hasLength = true;
    length = to - from > MOST_DIGITS ? Octets.NO_NUMBER : Octets.decimal(in, from, to);
    if (length < 0) {
      throw new Flawed(Flaw.LENGTH);
    }
  }

  /** Reads a Transfer-Encoding header. */
  void encoding(ByteBuf in, int from, int to) throws Flawed {
    if (!codings.add(in, from, to)) {
      throw new Flawed(Flaw.ENCODING_LIST);
    }
  }

  /** Checks what can be checked only once all headers are known. */
  void check(boolean http10) throws Flawed {
    if (hasLength && codings.any()) {
      throw new Flawed(Flaw.LENGTH_AND_ENCODING);
    }
    if (http10 && codings.any()) {
      throw new Flawed(Flaw.ENCODING_IN_HTTP_1_0);
    }
    // Only the end of the connection could end the body.
    if (codings.any() && !codings.onlyChunked()) {
      throw new Flawed(Flaw.ENCODING);
    }
  }

  /** Whether a request with these headers has a body. */
  boolean hasBody() {
    return codings.any() || length > 0;
  }

  /** Starts the body, if there is one. */
  void begin(BodyScanner body) {
    if (codings.any()) {
      body.beginChunks();
    } else {
      body.begin(length);
    }
  }
}
