package io.galopin.api;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A session's answer to the question of what some bytes begin with. Immutable. Create one with the
 * method named after its kind. The engine takes ownership of the buffers in it.
 */
public final class Cut {

  /** The kinds of answers. */
  public enum Kind {
    /** At the end of a direction: no bytes are left to classify. */
    NOTHING,
    /** The bytes are the beginning of a head; more are needed. */
    MORE,
    /** The answer depends on the other direction; ask again when it has moved. */
    AWAIT,
    /** A head begins a new request. */
    REQUEST,
    /** A head begins a new reply. */
    REPLY,
    /** The bytes continue the message of this direction. */
    BODY,
    /** The bytes belong to no exchange, such as a notice. */
    PASS,
    /** The session answers the bytes itself; the backend does not get them. */
    ANSWERED,
    /** The oldest request at the backend will get no reply; ask again. */
    UNANSWERED,
    /** The bytes are not of this protocol. */
    REFUSE
  }

  private static final Cut NOTHING = new Cut(Kind.NOTHING);
  private static final Cut MORE = new Cut(Kind.MORE);
  private static final Cut AWAIT = new Cut(Kind.AWAIT);
  private static final Cut UNANSWERED = new Cut(Kind.UNANSWERED);

  private final Kind kind;
  private final int length;
  private final boolean last;
  private final boolean framing;
  private final @Nullable Message message;
  private final @Nullable ByteBuf replacement;
  private final @Nullable Refusal refusal;
  private final @Nullable String wayOut;
  private final boolean handsOver;

  private record Refusal(@Nullable Rendering rendering, @Nullable String reason) {}

  private Cut(Kind kind) {
    this(kind, 0, false, false, null, null, null, null, false);
  }

  private Cut(Kind kind, int length, boolean last, boolean framing, @Nullable Message message) {
    this(kind, length, last, framing, message, null, null, null, false);
  }

  private Cut(
      Kind kind,
      int length,
      boolean last,
      boolean framing,
      @Nullable Message message,
      @Nullable ByteBuf replacement,
      @Nullable Refusal refusal,
      @Nullable String wayOut,
      boolean handsOver) {
    this.kind = kind;
    this.length = length;
    this.last = last;
    this.framing = framing;
    this.message = message;
    this.replacement = replacement;
    this.refusal = refusal;
    this.wayOut = wayOut;
    this.handsOver = handsOver;
  }

  /** The direction has ended in order, with no bytes left. Valid only at the end of a direction. */
  public static Cut nothing() {
    return NOTHING;
  }

  /** More bytes are needed. The session has checked that these are within its limits. */
  public static Cut more() {
    return MORE;
  }

  /** The answer depends on the other direction, which has to move first. */
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
    return new Cut(Kind.REQUEST, length, last, false, request);
  }

  /**
   * The first {@code length} bytes are the head of a new reply to the {@linkplain Pairing#answered
   * request that is answered}.
   *
   * @param length at least 1
   * @param last whether the reply ends with its head
   */
  public static Cut reply(int length, boolean last, Reply reply) {
    return new Cut(Kind.REPLY, length, last, false, reply);
  }

  /**
   * The first {@code length} bytes continue the message of this direction.
   *
   * @param length at least 1
   * @param last whether the message ends with them
   */
  public static Cut body(int length, boolean last) {
    return new Cut(Kind.BODY, length, last, false, null);
  }

  /**
   * Like {@link #body}, for bytes that are not payload: lengths, separators, trailers. While {@link
   * Pairing#payloadMatters} is false, they may be reported as part of a body instead.
   */
  public static Cut framing(int length, boolean last) {
    return new Cut(Kind.BODY, length, last, true, null);
  }

  /**
   * For replies: the oldest request at the backend, a {@linkplain Request#quiet quiet} one, gets no
   * reply, because the bytes answer a later request. The engine asks about the same bytes again.
   */
  public static Cut unanswered() {
    return UNANSWERED;
  }

  /** The first {@code length} bytes, at least 1, pass and belong to no exchange. */
  public static Cut pass(int length) {
    return new Cut(Kind.PASS, length, false, false, null);
  }

  /**
   * For replies: the first {@code length} bytes are a whole message that nobody asked for, a
   * notice. They pass and belong to no exchange, like those that {@link #pass}.
   *
   * @param length at least 1
   */
  @Experimental
  public static Cut notice(int length, Message notice) {
    return new Cut(Kind.PASS, length, false, false, notice);
  }

  /**
   * For requests: the client gets an answer of the session's own to the first {@code length} bytes,
   * behind the replies to earlier requests. The backend does not get the bytes, and they belong to
   * no exchange. Such an answer is one of the {@linkplain Protocol#edits protocol's edits}.
   *
   * @param length at least 1
   * @param answer the engine takes ownership
   */
  @Experimental
  public static Cut answered(int length, Rendering answer) {
    Refusal own = new Refusal(answer, null);
    return new Cut(Kind.ANSWERED, length, true, false, null, null, own, null, false);
  }

  /**
   * The bytes violate the protocol or its limits. The connection is closed and none of them is
   * forwarded.
   *
   * @param rendering what the client is sent first, if that is still possible; the engine takes
   *     ownership
   * @param reason a sentence for the log, without a full stop and without bytes from the peer
   */
  public static Cut refuse(@Nullable Rendering rendering, String reason) {
    Refusal refusal = new Refusal(rendering, reason);
    return new Cut(Kind.REFUSE, 0, false, false, null, null, refusal, null, false);
  }

  /**
   * Returns the same answer with other bytes to forward in place of the head, of {@link #framing}
   * within a reply, or of the bytes that {@link #pass}. A change made here regardless of the rules
   * is one of the {@linkplain Protocol#edits protocol's edits}.
   *
   * @param bytes the engine takes ownership
   */
  public Cut replacedBy(ByteBuf bytes) {
    return new Cut(kind, length, last, framing, message, bytes, refusal, wayOut, handsOver);
  }

  /**
   * Returns the same answer, which also says: after these bytes, the conversation goes on in TLS,
   * as client and backend have agreed. If {@link Pairing#tlsUpgrade} is {@link TlsUpgrade#PASSES},
   * the engine cuts it into {@link Turns} from then on and asks the session nothing more. It only
   * {@linkplain Session#close closes} it. Otherwise, the engine asks the session again when the
   * handshake is over, about what client and backend say in TLS.
   *
   * <p>For bytes that are forwarded, or, with {@link TlsUpgrade#ANSWERED}, {@link #answered} when
   * all that was asked before has got its reply. A client may have sent more behind its request for
   * TLS, which nobody may take for a part of the encrypted conversation. A session answers {@link
   * #await} for such bytes, and if it has, {@linkplain #refuse refuses} the reply that agrees to
   * TLS.
   *
   * @param wayOut how users keep the protocol's rules, as the end of a sentence for the log: {@code
   *     sslmode=disable at the client, or the option tls=refuse}
   */
  @Experimental
  public Cut thenTls(String wayOut) {
    return new Cut(kind, length, last, framing, message, replacement, refusal, wayOut, handsOver);
  }

  /**
   * Returns the same answer, which also says: the part of this {@linkplain ProtocolFactory layer}
   * ends with these bytes. In both directions, what follows belongs to the protocol above, and this
   * session is asked only about its attributes from then on. With nothing above, the engine cuts
   * {@link Turns}.
   *
   * <p>For bytes that are forwarded, when the layer's exchange is over with them. If the other side
   * has sent more before that, a session answers {@link #await} for it.
   */
  @Experimental
  public Cut thenAbove() {
    return new Cut(kind, length, last, framing, message, replacement, refusal, wayOut, true);
  }

  /** Returns the kind of answer. */
  public Kind kind() {
    return kind;
  }

  /** Returns the number of bytes that the answer is about; 0 if it is about none. */
  public int length() {
    return length;
  }

  /** Whether the message ends with these bytes. */
  public boolean last() {
    return last;
  }

  /** Whether the bytes of a {@link Kind#BODY} are not payload. */
  public boolean isFraming() {
    return framing;
  }

  /** Whether a head begins a new message. */
  public boolean isHead() {
    return kind == Kind.REQUEST || kind == Kind.REPLY;
  }

  /** Returns the message of a {@link Kind#REQUEST} or {@link Kind#REPLY}, or the notice. */
  public @Nullable Message message() {
    return message;
  }

  /**
   * Returns the bytes to forward in place of those read; null if those themselves are forwarded.
   */
  public @Nullable ByteBuf replacement() {
    return replacement;
  }

  /**
   * Returns what the client is sent before a {@link Kind#REFUSE} closes its connection, or what
   * {@link Kind#ANSWERED} bytes are answered with.
   */
  public @Nullable Rendering rendering() {
    return refusal == null ? null : refusal.rendering;
  }

  /** Returns why the bytes were refused; null if they were not. */
  public @Nullable String reason() {
    return refusal == null ? null : refusal.reason;
  }

  /** See {@link #thenTls}; null if the conversation does not change to TLS after these bytes. */
  @Experimental
  public @Nullable String wayOut() {
    return wayOut;
  }

  /** See {@link #thenAbove}. */
  @Experimental
  public boolean handsOver() {
    return handsOver;
  }
}
