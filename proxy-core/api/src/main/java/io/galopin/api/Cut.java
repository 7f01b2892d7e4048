package io.galopin.api;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A session's answer to the question what some bytes begin with. The engine owns it, clears it
 * before each question and reads it after; a session fills it by calling exactly one of {@link
 * #more}, {@link #await}, {@link #head}, {@link #body}, {@link #framing}, {@link #pass}, {@link
 * #unanswered} or {@link #refuse}.
 */
public final class Cut {

  /** The kinds of answers. */
  public enum Kind {
    /** No answer. */
    NONE,
    /** The bytes are the beginning of a head; more are needed. */
    MORE,
    /** What the bytes are depends on the other direction; ask again when it has moved. */
    AWAIT,
    /** A head begins a new message. */
    HEAD,
    /** The bytes go on with the message of this direction. */
    BODY,
    /** The bytes belong to no exchange: a greeting, a notice. */
    PASS,
    /** No reply will come to the oldest request at the backend; ask again. */
    UNANSWERED,
    /** The bytes are not of this protocol. */
    REFUSE
  }

  private Kind kind = Kind.NONE;
  private int length;
  private boolean last;
  private boolean framing;
  private @Nullable Message message;
  private @Nullable ByteBuf replacement;
  private @Nullable Rendering rendering;
  private @Nullable String reason;

  /** The bytes are too few to tell. The session has made sure that they are within its limits. */
  public void more() {
    kind = Kind.MORE;
  }

  /** The question can be answered only when the other direction has moved. */
  public void await() {
    kind = Kind.AWAIT;
  }

  /**
   * The first {@code length} bytes are the head of a new message.
   *
   * @param length at least 1
   * @param last whether the message ends with its head
   */
  public void head(int length, boolean last, Message message) {
    kind = Kind.HEAD;
    this.length = length;
    this.last = last;
    this.message = message;
  }

  /**
   * After {@link #head}: these bytes are forwarded in place of the head that was read.
   *
   * @param bytes handed over to the engine
   */
  public void replaceHead(ByteBuf bytes) {
    replacement = bytes;
  }

  /**
   * The first {@code length} bytes go on with the message of this direction.
   *
   * @param length at least 1
   * @param last whether the message ends with them
   */
  public void body(int length, boolean last) {
    kind = Kind.BODY;
    this.length = length;
    this.last = last;
  }

  /**
   * As {@link #body}, for bytes that are no payload: lengths, separators, trailers. Where {@link
   * Pairing#payloadMatters} is false they may as well be part of a body.
   */
  public void framing(int length, boolean last) {
    body(length, last);
    framing = true;
  }

  /**
   * For replies: the oldest request at the backend, a {@linkplain Message#quiet quiet} one, will
   * not be answered, as the bytes answer a later one. The same bytes are asked about again.
   */
  public void unanswered() {
    kind = Kind.UNANSWERED;
  }

  /** The first {@code length} bytes, at least 1, pass and belong to no exchange. */
  public void pass(int length) {
    kind = Kind.PASS;
    this.length = length;
  }

  /**
   * The bytes break the protocol or its limits. The connection is closed; nothing of them is
   * forwarded.
   *
   * @param rendering what the client is told first, if it can still be told; handed over to the
   *     engine
   * @param reason a sentence for the log, without a full stop and without bytes from the peer
   */
  public void refuse(@Nullable Rendering rendering, String reason) {
    kind = Kind.REFUSE;
    this.rendering = rendering;
    this.reason = reason;
  }

  /** Forgets the answer. What was handed over to the engine is the engine's to release. */
  public void clear() {
    kind = Kind.NONE;
    length = 0;
    last = false;
    framing = false;
    message = null;
    replacement = null;
    rendering = null;
    reason = null;
  }

  /** The kind of answer that was given. */
  public Kind kind() {
    return kind;
  }

  /** How many bytes the answer is about; 0 where it is about none. */
  public int length() {
    return length;
  }

  /** Whether the message ends with these bytes. */
  public boolean last() {
    return last;
  }

  /** Whether the bytes of a {@link Kind#BODY} are no payload. */
  public boolean isFraming() {
    return framing;
  }

  /** The message of a {@link Kind#HEAD}. */
  public @Nullable Message message() {
    return message;
  }

  /** What is forwarded in place of the head that was read, if it is not that itself. */
  public @Nullable ByteBuf replacement() {
    return replacement;
  }

  /** What the client is told before a {@link Kind#REFUSE} closes its connection. */
  public @Nullable Rendering rendering() {
    return rendering;
  }

  /** Why the bytes were refused. */
  public @Nullable String reason() {
    return reason;
  }
}
