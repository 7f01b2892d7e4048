package io.galopin.protocol.http;

import io.galopin.protocol.text.Flawed;
import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Determines from the fields of a reply where its body ends: RFC 9112, section 6.3. The first rule
 * of that section goes before all others: a reply that cannot have a body passes, whatever its
 * fields say. Other replies pass if all parsers agree on them, for example with one length given
 * twice.
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

  /** Reads a Content-Length field. */
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

  /** Reads a Transfer-Encoding field. */
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

  /** Starts the body of a reply that can have one. */
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
