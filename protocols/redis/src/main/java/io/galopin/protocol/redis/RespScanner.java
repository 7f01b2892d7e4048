package io.galopin.protocol.redis;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Finds where a value ends, with all that is nested in it, however its bytes are split. What has
 * been looked at is not looked at again, and nothing is kept but lengths: memory is bounded by the
 * depth. Values are those of the Redis serialization protocol, versions 2 and 3, without streamed
 * ones. Used for one value after another.
 */
final class RespScanner {

  private enum State {
    /** There is no value, or it has ended. */
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

  /** How many values are to come, from the outermost aggregate to the innermost. */
  private long[] left = new long[USUAL_DEPTH];

  private int depth;

  RespScanner(Limits limits) {
    this.limits = limits;
  }

  /** A value of any type begins. */
  void beginValue() {
    if (left.length > USUAL_DEPTH) {
      left = new long[USUAL_DEPTH];
    }
    depth = 0;
    argumentsOnly = false;
    state = State.TYPE;
  }

  /** So many arguments of a request follow; none is fine. */
  void beginArguments(long count) {
    depth = 0;
    argumentsOnly = true;
    if (count > 0) {
      left[depth++] = count;
      state = State.TYPE;
    }
  }

  /** Whether a value has begun and not ended. */
  boolean active() {
    return state != State.IDLE;
  }

  /** Whether what was scanned last is the content of a string that has its length before it. */
  boolean payload() {
    return payload;
  }

  /**
   * Reads on, up to the end of the value.
   *
   * @param apart whether to stop where payload begins or ends
   * @return where it has come to
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
      // Attributes stand before the value that they describe, and count with it as one.
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
