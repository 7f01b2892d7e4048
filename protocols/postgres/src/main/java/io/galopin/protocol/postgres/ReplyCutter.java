package io.galopin.protocol.postgres;

import io.galopin.api.Cut;
import io.galopin.api.Pairing;
import io.galopin.api.Request;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what the backend of one connection sends. The messages up to ReadyForQuery are the reply to
 * a request. What comes first of them, up to a row or the end of a statement, is its head.
 *
 * <pre>
 *   (ParseComplete | BindComplete | RowDescription | …)*   the head
 *   CommandComplete | ErrorResponse | …                    its last message, if no row comes first
 *   (DataRow | …)* ReadyForQuery                           the body
 *   NoticeResponse | NotificationResponse | ParameterStatus  of no exchange, between these
 * </pre>
 */
final class ReplyCutter {

  private final Limits limits;
  private final Pairing pairing;
  private final Hearing hearing;
  private final ReplyHead head;
  private final RowScanner rows = new RowScanner();

  /** The request whose reply has begun. */
  private @Nullable PostgresRequest replying;

  /** The request whose reply the client does not get, apart from its ReadyForQuery. */
  private @Nullable PostgresRequest failed;

  /** The status that the client gets after the failed reply; 0 if none is due. */
  private byte dueStatus;

  /** How much of a message is left, and what it is part of. */
  private long left;

  private Rest rest = Rest.FRAMING;

  private enum Rest {
    FRAMING,
    PAYLOAD,
    UNASKED
  }

  /** What the session does about some messages. */
  interface Hearing {

    /** The backend waits for the next request. */
    void ready(@Nullable PostgresRequest request, byte status);

    /** The backend wants rows from the client. */
    void copyIn(PostgresRequest request);

    /** The backend names one of its settings, of which all bytes are there. */
    void parameter(ByteBuf in, int from, int to);

    /** From here on, rows go in both directions, without an end. */
    void replicates();

    /** Whether the next answer is to what the backend got before a request. */
    boolean answersBefore(PostgresRequest request);

    /** That answer is over. */
    void answeredBefore();

    /** The reply to what the backend got in place of a request has come, as far as its head. */
    void substitute(PostgresRequest request, ByteBuf in, int length);
  }

  ReplyCutter(Limits limits, Pairing pairing, Hearing hearing) {
    this.limits = limits;
    this.pairing = pairing;
    this.hearing = hearing;
    head = new ReplyHead(limits);
  }

  /**
   * Notes that the client gets an error in place of the reply to a request, and will ask for the
   * status with Sync.
   */
  void failed(PostgresRequest request) {
    failed = request;
  }

  Cut cut(ByteBuf in) throws Flaw {
    if (dueStatus != 0) {
      byte status = dueStatus;
      dueStatus = 0;
      return Cut.pass(1).replacedBy(Renderings.ready(status, in.alloc()).bytes());
    }
    if (rows.active()) {
      return rows.cut(in);
    }
    if (left > 0) {
      return cutLeft(in);
    }
    Request request = pairing.answered();
    if (replying != null) {
      return cutBody(in, replying);
    }
    if (in.readableBytes() < Wire.HEADER) {
      return Cut.more();
    }
    byte type = in.getByte(in.readerIndex());
    if (!(request instanceof PostgresRequest asked)) {
      return cutUnasked(in, PostgresNotice.of(type));
    }
    if (head.isNew()) {
      if (PostgresNotice.is(type) && !asked.opening()) {
        return cutUnasked(in, PostgresNotice.of(type));
      }
      if (hearing.answersBefore(asked)) {
        return cutBefore(in, asked);
      }
    }
    return asked.opening() ? cutOpening(in, asked, type) : cutHead(in, asked);
  }

  private Cut cutLeft(ByteBuf in) {
    int length = (int) Math.min(left, in.readableBytes());
    left -= length;
    return switch (rest) {
      case UNASKED -> Cut.pass(length);
      case PAYLOAD -> Cut.body(length, false);
      case FRAMING -> passing(length, false);
    };
  }

  /** Bytes that are no payload. */
  private Cut passing(int length, boolean last) {
    return pairing.payloadMatters() ? Cut.framing(length, last) : Cut.body(length, last);
  }

  private Cut cutUnasked(ByteBuf in, PostgresNotice notice) throws Flaw {
    int from = in.readerIndex();
    long length = Wire.length(in, from, limits.message());
    if (length > limits.head()) {
      int there = in.readableBytes();
      left = Math.max(0, length - there);
      rest = Rest.UNASKED;
      return Cut.pass((int) Math.min(length, there));
    }
    if (in.readableBytes() < length) {
      return Cut.more();
    }
    int to = from + (int) length;
    switch (in.getByte(from)) {
      case 'S' -> hearing.parameter(in, from, to);
      case 'Z' -> {
        if (length == Wire.READY) {
          hearing.ready(null, in.getByte(to - 1));
        }
      }
      default -> {}
    }
    return Cut.notice((int) length, notice);
  }

  /** Leaves out the answer to what the backend got before a request. */
  private Cut cutBefore(ByteBuf in, PostgresRequest asked) throws Flaw {
    int from = in.readerIndex();
    long length = Wire.length(in, from, limits.head());
    if (in.readableBytes() < length) {
      return Cut.more();
    }
    byte type = in.getByte(from);
    boolean other = type == 'E' && !Substitutes.answers(in, from);
    if (other || type == 'Z') {
      hearing.answeredBefore();
    }
    return other ? cutHead(in, asked) : Cut.pass((int) length).replacedBy(Unpooled.EMPTY_BUFFER);
  }

  private Cut cutOpening(ByteBuf in, PostgresRequest asked, byte type) throws Flaw {
    long length = Wire.length(in, in.readerIndex(), limits.head());
    if (in.readableBytes() < length) {
      return Cut.more();
    }
    boolean negotiates = type == 'v' || (type == 'R' && length > Wire.HEADER + 3 && code(in) != 0);
    if (negotiates) {
      return Cut.reply((int) length, true, PostgresReply.AUTHENTICATION);
    }
    if (type == 'N') {
      return Cut.notice((int) length, PostgresNotice.NOTICE);
    }
    boolean over = type == 'E';
    replying = over ? null : asked;
    return Cut.reply((int) length, over, over ? PostgresReply.ERROR : PostgresReply.AUTHENTICATED);
  }

  private static int code(ByteBuf in) {
    return in.getInt(in.readerIndex() + Wire.HEADER);
  }

  private Cut cutHead(ByteBuf in, PostgresRequest asked) throws Flaw {
    boolean substitute = pairing.probed();
    int length = head.scan(in, asked, substitute);
    if (length == 0) {
      return Cut.more();
    }
    if (substitute) {
      hearing.substitute(asked, in, length);
    }
    PostgresReply reply = head.reply();
    if (reply == PostgresReply.COPY_IN) {
      hearing.copyIn(asked);
      return Cut.reply(length, true, reply);
    }
    left = head.left();
    rest = reply == PostgresReply.ROWS ? Rest.PAYLOAD : Rest.FRAMING;
    boolean last = head.endsReply();
    replying = last ? null : asked;
    if (last && reply == PostgresReply.COPY_BOTH) {
      hearing.replicates();
    } else if (last) {
      hearing.ready(asked, in.getByte(in.readerIndex() + length - 1));
    } else if (head.inRow()) {
      rows.beginInRow(left);
      left = 0;
    }
    return Cut.reply(length, last, reply);
  }

  /** Passes as many messages as there are, up to ReadyForQuery or a notice. */
  private Cut cutBody(ByteBuf in, PostgresRequest request) throws Flaw {
    boolean apart = pairing.payloadMatters();
    int from = in.readerIndex();
    int to = in.writerIndex();
    int at = from;
    while (to - at >= Wire.HEADER) {
      byte type = in.getByte(at);
      long length = Wire.length(in, at, limits.message());
      if (type == 'Z' && length == Wire.READY) {
        return cutReady(in, request, at);
      }
      if ((type == 'A' || type == 'S') && !request.opening()) {
        return at > from ? passing(at - from, false) : cutUnasked(in, PostgresNotice.of(type));
      }
      if (type == 'S') {
        if (to - at < length) {
          break;
        }
        hearing.parameter(in, at, at + (int) length);
      } else if (type == 'G') {
        hearing.copyIn(request);
      } else if (apart && (type == 'D' || type == 'd')) {
        return at > from ? passing(at - from, false) : rows.begin(in);
      }
      left = Math.max(0, at + length - to);
      rest = Rest.FRAMING;
      at = (int) Math.min(at + length, to);
    }
    if (at == from) {
      return Cut.more();
    }
    return passing(at - from, false);
  }

  private Cut cutReady(ByteBuf in, PostgresRequest request, int at) {
    int from = in.readerIndex();
    boolean there = in.writerIndex() - at >= Wire.READY;
    if (request == failed && there && at == from) {
      return endFailed(in, request);
    }
    if (request == failed) {
      return at > from ? passing(at - from, false) : Cut.more();
    }
    if (!there && at == from) {
      return Cut.more();
    }
    int end = there ? at + Wire.READY : at;
    if (there) {
      replying = null;
      hearing.ready(request, in.getByte(end - 1));
    }
    return passing(end - from, there);
  }

  /**
   * The reply, which the client does not get, ends before the last byte of ReadyForQuery, so that
   * this byte can stand for all of the message.
   */
  private Cut endFailed(ByteBuf in, PostgresRequest request) {
    byte status = in.getByte(in.readerIndex() + Wire.READY - 1);
    failed = null;
    replying = null;
    dueStatus = status == Transactions.IDLE ? status : Transactions.FAILED;
    hearing.ready(request, status);
    return passing(Wire.READY - 1, true);
  }
}
