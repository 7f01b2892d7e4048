package io.galopin.protocol.redis;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Finds the end of a value with everything nested in it, even if it arrives in pieces. Looks at
 * each byte only once and keeps only lengths, so that the depth bounds its memory. Reads values of
 * the Redis serialization protocol, versions 2 and 3, except for streamed ones. Reused for one
 * value after another.
 */
final class RespScanner {

  private enum State {
    /** No value has begun, or it has ended. */
    IDLE,
    /** {@code |$} 5 CR LF. */
    TYPE,
    /** {@code $|5} CR LF. */
    LENGTH,
    /** {@code +|OK} CR LF. */
    LINE,
    /** {@code $5} CR LF {@code |hello} CR LF. */
    CONTENT,
    /** {@code hello|} CR LF. */
    CONTENT_END
  }

  private static final int USUAL_DEPTH = 4;

  private final Limits limits;
  private final NumberLine number = new NumberLine();
  private State state = State.IDLE;
  private boolean argumentsOnly;
  private byte type;
  private long contentLeft;
  private boolean carriageReturn;
  private boolean payload;

  /** How many values are still to come in each aggregate, from the outermost to the innermost. */
  private long[] left = new long[USUAL_DEPTH];

  private int depth;

  RespScanner(Limits limits) {
    this.limits = limits;
  }

  /** Starts a value of any type. */
  void beginValue() {
    if (left.length > USUAL_DEPTH) {
      left = new long[USUAL_DEPTH];
    }
    depth = 0;
    argumentsOnly = false;
    state = State.TYPE;
  }

  /** Starts the arguments of a request; {@code count} may be 0. */
  void beginArguments(long count) {
    depth = 0;
    argumentsOnly = true;
    if (count > 0) {
      left[depth++] = count;
      state = State.TYPE;
    }
  }

  boolean active() {
    return state != State.IDLE;
  }

  /** Whether the last bytes that were scanned are the content of a string with a length. */
  boolean payload() {
    return payload;
  }

  /**
   * Scans on, up to the end of the value.
   *
   * @param apart whether to stop where payload begins or ends
   * @return the index after the scanned bytes
   */
  int scan(ByteBuf in, int from, int to, boolean apart) throws ProtocolError {
    payload = false;
    int at = from;
    while (at < to && state != State.IDLE) {
      switch (state) {
        case TYPE -> begin(in.getByte(at++));
        case LENGTH -> at = length(in, at, to);
        case LINE -> at = line(in, at, to);
        case CONTENT_END -> contentEnd(in.getByte(at++));
        default -> {
          if (apart && at > from) {
            return at;
          }
          int taken = (int) Math.min(contentLeft, to - at);
          at += taken;
          contentLeft -= taken;
          if (contentLeft == 0) {
            state = State.CONTENT_END;
          }
          if (apart) {
            payload = true;
            return at;
          }
        }
      }
    }
    return at;
  }

  private void begin(byte first) throws ProtocolError {
    type = first;
    if (argumentsOnly && first != '$') {
      throw ProtocolError.noBulk(first);
    }
    switch (first) {
      case '$', '=', '!', '*', '~', '>', '%', '|' -> {
        number.begin();
        state = State.LENGTH;
      }
      case '+', '-', ':', ',', '#', '(', '_' -> {
        carriageReturn = false;
        state = State.LINE;
      }
      default -> throw new ProtocolError("no type of value");
    }
  }

  private int length(ByteBuf in, int from, int to) throws ProtocolError {
    int at = number.read(in, from, to);
    if (at < 0) {
      throw badLength();
    }
    if (number.complete()) {
      begin(number.value());
    }
    return at;
  }

  private ProtocolError badLength() {
    return new ProtocolError(isString() ? "invalid bulk length" : "invalid multibulk length");
  }

  private boolean isString() {
    return type == '$' || type == '=' || type == '!';
  }

  private void begin(long length) throws ProtocolError {
    boolean string = isString();
    if (length == -1 && (type == '$' || type == '*') && !argumentsOnly) {
      end();
    } else if (length < 0 || length > (string ? limits.bulk() : limits.elements())) {
      throw badLength();
    } else if (string) {
      contentLeft = length;
      carriageReturn = false;
      state = length == 0 ? State.CONTENT_END : State.CONTENT;
    } else {
      // Attributes come before the value that they describe, and count as one with it.
      long values = type == '%' ? 2 * length : type == '|' ? 2 * length + 1 : length;
      if (values == 0) {
        end();
      } else {
        nest(values);
      }
    }
  }

  private void nest(long values) throws ProtocolError {
    if (depth == limits.depth()) {
      throw new ProtocolError("too deep");
    }
    if (depth == left.length) {
      left = Arrays.copyOf(left, Math.min(2 * depth, limits.depth()));
    }
    left[depth++] = values;
    state = State.TYPE;
  }

  private int line(ByteBuf in, int from, int to) throws ProtocolError {
    for (int at = from; at < to; at++) {
      byte next = in.getByte(at);
      if (carriageReturn || next == '\n') {
        if (!carriageReturn || next != '\n') {
          throw new ProtocolError("a CR or LF alone");
        }
        end();
        return at + 1;
      }
      carriageReturn = next == '\r';
    }
    return to;
  }

  private void contentEnd(byte next) throws ProtocolError {
    if (next != (carriageReturn ? '\n' : '\r')) {
      throw new ProtocolError("no CR LF after a value");
    }
    if (carriageReturn) {
      end();
    }
    carriageReturn = true;
  }

  private void end() {
    while (depth > 0 && --left[depth - 1] == 0) {
      depth--;
    }
    state = depth == 0 ? State.IDLE : State.TYPE;
  }
}
