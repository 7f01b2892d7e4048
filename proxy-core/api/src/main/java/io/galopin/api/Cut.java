package io.galopin.api;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A session's answer to the question what some bytes begin with. Immutable; made by a method named
 * after its kind. What an answer has of buffers is handed over to the engine with it.
 */
public final class Cut {

  /** The kinds of answers. */
  public enum Kind {
    /** At the end of a direction: there is nothing left to tell of. */
    NOTHING,
    /** The bytes are the beginning of a head; more are needed. */
    MORE,
    /** What the bytes are depends on the other direction; ask again when it has moved. */
    AWAIT,
    /** A head begins a new request. */
    REQUEST,
    /** A head begins a new reply. */
    REPLY,
    /** The bytes go on with the message of this direction. */
    BODY,
    /** The bytes belong to no exchange: a greeting, a notice. */
    PASS,
    /** No reply will come to the oldest request at the backend; ask again. */
    UNANSWERED,
    /** The bytes are not of this protocol. */
    REFUSE
  }

  private static final Cut NOTHING = new Cut(Kind.NOTHING, 0, false, false, null, null, null);
  private static final Cut MORE = new Cut(Kind.MORE, 0, false, false, null, null, null);
  private static final Cut AWAIT = new Cut(Kind.AWAIT, 0, false, false, null, null, null);
  private static final Cut UNANSWERED = new Cut(Kind.UNANSWERED, 0, false, false, null, null, null);

  private final Kind kind;
  private final int length;
  private final boolean last;
  private final boolean framing;
  private final @Nullable Message message;
  private final @Nullable ByteBuf replacement;
  private final @Nullable Refusal refusal;

  private record Refusal(@Nullable Rendering rendering, String reason) {}

  private Cut(
      Kind kind,
      int length,
      boolean last,
      boolean framing,
      @Nullable Message message,
      @Nullable ByteBuf replacement,
      @Nullable Refusal refusal) {
    this.kind = kind;
    this.length = length;
    this.last = last;
    this.framing = framing;
    this.message = message;
    this.replacement = replacement;
    this.refusal = refusal;
  }

  /** Only for the end of a direction: nothing is left, and all is well. */
  public static Cut nothing() {
    return NOTHING;
  }

  /** The bytes are too few to tell. The session has made sure that they are within its limits. */
  public static Cut more() {
    return MORE;
  }

  /** The question can be answered only when the other direction has moved. */
  public static Cut await() {
    return AWAIT;
  }

  /**
   * The first {@code length} bytes are the head of a new request.
   *
   * @param length at least 1
   * @param last whether the request ends with its head
   */
  public static Cut request(int length, boolean last, Request request) {
    return new Cut(Kind.REQUEST, length, last, false, request, null, null);
  }

  /**
   * The first {@code length} bytes are the head of a new reply to the {@linkplain Pairing#answered
   * request that is answered}.
   *
   * @param length at least 1
   * @param last whether the reply ends with its head
   */
  public static Cut reply(int length, boolean last, Reply reply) {
    return new Cut(Kind.REPLY, length, last, false, reply, null, null);
  }

  /**
   * The first {@code length} bytes go on with the message of this direction.
   *
   * @param length at least 1
   * @param last whether the message ends with them
   */
  public static Cut body(int length, boolean last) {
    return new Cut(Kind.BODY, length, last, false, null, null, null);
  }

  /**
   * As {@link #body}, for bytes that are no payload: lengths, separators, trailers. Where {@link
   * Pairing#payloadMatters} is false they may as well be part of a body.
   */
  public static Cut framing(int length, boolean last) {
    return new Cut(Kind.BODY, length, last, true, null, null, null);
  }

  /**
   * For replies: the oldest request at the backend, a {@linkplain Request#quiet quiet} one, will
   * not be answered, as the bytes answer a later one. The same bytes are asked about again.
   */
  public static Cut unanswered() {
    return UNANSWERED;
  }

  /** The first {@code length} bytes, at least 1, pass and belong to no exchange. */
  public static Cut pass(int length) {
    return new Cut(Kind.PASS, length, false, false, null, null, null);
  }

  /**
   * The bytes break the protocol or its limits. The connection is closed; nothing of them is
   * forwarded.
   *
   * @param rendering what the client is told first, if it can still be told; handed over to the
   *     engine
   * @param reason a sentence for the log, without a full stop and without bytes from the peer
   */
  public static Cut refuse(@Nullable Rendering rendering, String reason) {
    return new Cut(Kind.REFUSE, 0, false, false, null, null, new Refusal(rendering, reason));
  }

  /**
   * The same head, or the same bytes that {@link #pass}, in whose place these are forwarded. What
   * is so changed whatever the rules say is one of the {@linkplain Protocol#edits protocol's
   * edits}.
   *
   * @param bytes handed over to the engine
   */
  public Cut replacedBy(ByteBuf bytes) {
    return new Cut(kind, length, last, framing, message, bytes, refusal);
  }

  /** The kind of answer. */
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

  /** Whether a head begins a new message. */
  public boolean isHead() {
    return kind == Kind.REQUEST || kind == Kind.REPLY;
  }

  /** The message of a {@link Kind#REQUEST} or {@link Kind#REPLY}. */
  public @Nullable Message message() {
    return message;
  }

  /** What is forwarded in place of what was read, if it is not that itself. */
  public @Nullable ByteBuf replacement() {
    return replacement;
  }

  /** What the client is told before a {@link Kind#REFUSE} closes its connection. */
  public @Nullable Rendering rendering() {
    return refusal == null ? null : refusal.rendering;
  }

  /** Why the bytes were refused; null if they were not. */
  public @Nullable String reason() {
    return refusal == null ? null : refusal.reason;
  }
}
