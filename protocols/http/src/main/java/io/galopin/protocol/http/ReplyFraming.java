package io.galopin.protocol.http;

import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * What the fields of a reply say about where its body ends: RFC 9112, section 6.3. Its first rule
 * goes before all others: where there can be no body, whatever the fields say is passed on. Else
 * what says the same to everybody is taken, such as one length given twice.
 */
final class ReplyFraming {

  private final Codings codings = new Codings();
  private @Nullable Flaw flaw;
  private boolean hasLength;
  private long length;

  void clear() {
    codings.clear();
    flaw = null;
    hasLength = false;
    length = 0;
  }

  /** A Content-Length field. */
  void length(ByteBuf in, int from, int to) {
    long given = Octets.decimal(in, from, to);
    if (given < 0) {
      note(Flaw.LENGTH);
    } else if (hasLength && given != length) {
      note(Flaw.SECOND_LENGTH);
    }
    hasLength = true;
    length = given;
  }

  /** A Transfer-Encoding field. */
  void encoding(ByteBuf in, int from, int to) {
    if (!codings.add(in, from, to)) {
      note(Flaw.ENCODING_LIST);
    }
  }

  private void note(Flaw found) {
    if (flaw == null) {
      flaw = found;
    }
  }

  /** Begins the body of a reply that can have one. */
  void begin(BodyScanner body, boolean http10) throws Flawed {
    if (codings.any()) {
      if (hasLength) {
        note(Flaw.LENGTH_AND_ENCODING);
      } else if (http10) {
        note(Flaw.ENCODING_IN_HTTP_1_0);
      } else if (codings.resembleChunked()) {
        note(Flaw.ENCODING_ORDER);
      }
    }
    if (flaw != null) {
      throw new Flawed(flaw);
    }
    if (codings.endChunked()) {
      body.beginChunks();
    } else if (hasLength) {
      body.begin(length);
    } else {
      body.beginUntilClose();
    }
  }
}
