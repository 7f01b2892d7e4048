package io.galopin.engine.exchange;

import io.galopin.api.Cut;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Greeted;
import io.galopin.api.Noticing;
import io.galopin.api.Pairing;
import io.galopin.api.Probing;
import io.galopin.api.Protocol;
import io.galopin.api.Rendering;
import io.galopin.api.Request;
import io.galopin.api.Session;
import io.galopin.api.Substituting;
import io.galopin.api.Trouble;
import io.galopin.api.TroubleTelling;
import io.galopin.api.Turns;
import io.galopin.api.Withholding;
import io.galopin.engine.trouble.Nonsense;
import io.galopin.engine.trouble.PluginFailure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Wraps a protocol's session and guards against its failures. An invalid answer or an exception
 * becomes a {@link PluginFailure} that names the protocol, and every buffer from the session is
 * released. The connection then ends, except after failures of labels, which only the journal
 * needs. Used on only one event loop.
 */
public final class GuardedSession {

  private final Recorder recorder;
  private final String name;
  private final Protocol protocol;
  private final Pairing pairing;
  private final Consumer<String> encrypted;
  private final GuardedCuts cuts = new GuardedCuts(this::session, this::failure);
  private final @Nullable Session opened;
  private final @Nullable Greeted greeted;
  private @Nullable Session session;
  private GuardedHeads heads;
  private @Nullable Probing probing;
  private @Nullable Substituting substituting;
  private @Nullable Withholding withholding;
  private @Nullable TroubleTelling telling;
  private @Nullable Noticing noticing;

  /** Set when the next byte is of TLS: how users avoid that. */
  private @Nullable String wayOut;

  private GuardedSession(
      Recorder recorder,
      String name,
      Protocol protocol,
      Pairing pairing,
      Consumer<String> encrypted,
      @Nullable Session opened) {
    this.recorder = recorder;
    this.name = name;
    this.protocol = protocol;
    this.pairing = pairing;
    this.encrypted = encrypted;
    this.opened = opened;
    greeted = opened instanceof Greeted able ? able : null;
    heads = new GuardedHeads(opened, recorder, this::failure);
    ask(opened);
  }

  private void ask(@Nullable Session asked) {
    session = asked;
    probing = asked instanceof Probing able ? able : null;
    substituting = asked instanceof Substituting able ? able : null;
    withholding = asked instanceof Withholding able ? able : null;
    telling = asked instanceof TroubleTelling able ? able : null;
    noticing = asked instanceof Noticing able ? able : null;
  }

  /**
   * Opens a session. If the protocol fails, the returned object is not usable.
   *
   * @param encrypted called when the conversation changes to TLS, with how users avoid that
   */
  static GuardedSession open(
      Protocol protocol,
      String name,
      Pairing pairing,
      Recorder recorder,
      Consumer<String> encrypted) {
    Session session = null;
    try {
      session = protocol.open(pairing);
      if (session == null) {
        throw new Nonsense("returned null (expected: a session)");
      }
    } catch (Throwable thrown) {
      recorder.failed(
          new PluginFailure("protocol", name, "open", thrown), "the connection is reset");
    }
    return new GuardedSession(recorder, name, protocol, pairing, encrypted, session);
  }

  /** Whether there is a session. If not, only {@link #close} may be called. */
  public boolean usable() {
    return session != null;
  }

  /** See {@link Protocol#optional}. */
  public boolean optional() {
    try {
      return greeted == null && protocol.optional();
    } catch (Throwable thrown) {
      recorder.failed(failure("optional", thrown), "its bytes are watched");
      return false;
    }
  }

  /** See {@link Protocol#acceptsInsertion}. */
  boolean acceptsInsertion() {
    try {
      return protocol.acceptsInsertion();
    } catch (Throwable thrown) {
      recorder.failed(failure("acceptsInsertion", thrown), "nothing is put into replies");
      return false;
    }
  }

  /** Returns its methods for heads. */
  GuardedHeads heads() {
    return heads;
  }

  private Session session() {
    if (session == null) {
      throw new IllegalStateException("a connection without a session goes on");
    }
    return session;
  }

  private PluginFailure failure(String hook, Throwable thrown) {
    return thrown instanceof PluginFailure named
        ? named
        : new PluginFailure("protocol", name, hook, thrown);
  }

  /** Cuts turns from here on if the bytes before were the last in the clear. */
  private void changeIfDue() {
    String way = wayOut;
    if (way != null) {
      wayOut = null;
      ask(new Turns(pairing));
      heads = new GuardedHeads(session, recorder, this::failure);
      encrypted.accept(way);
    }
  }

  private Cut noted(Cut cut) {
    wayOut = cut.wayOut();
    return cut;
  }

  /** See {@link Session#cutRequest}. */
  public Cut cutRequest(ByteBuf in) {
    changeIfDue();
    return noted(cuts.request(in));
  }

  /** See {@link Session#cutReply}. */
  public Cut cutReply(ByteBuf in) {
    changeIfDue();
    return noted(cuts.reply(in));
  }

  /** See {@link Session#endRequests}. */
  public Cut endRequests(ByteBuf rest) {
    changeIfDue();
    return cuts.endOfRequests(rest);
  }

  /** See {@link Session#endReplies}. */
  public Cut endReplies(ByteBuf rest) {
    changeIfDue();
    return cuts.endOfReplies(rest);
  }

  /** Whether the backend speaks first. */
  public boolean isGreeted() {
    return greeted != null;
  }

  /** See {@link Greeted#greeting}. */
  Request greeting() {
    try {
      Request greeting = Objects.requireNonNull(greeted).greeting();
      if (greeting == null || !greeting.opening() || !greeting.expectsReply()) {
        throw new Nonsense("returned " + greeting + " (expected: an opening that expects a reply)");
      }
      return greeting;
    } catch (Throwable thrown) {
      throw failure("greeting", thrown);
    }
  }

  /** See {@link Probing#probe}; null if the protocol has no quiet requests. */
  @Nullable ByteBuf probe(ByteBufAllocator allocator) {
    try {
      return probing == null ? null : CutCheck.asking(probing.probe(allocator));
    } catch (Throwable thrown) {
      throw failure("probe", thrown);
    }
  }

  /** See {@link Substituting#substitute}; null if the backend gets nothing. */
  @Nullable ByteBuf substitute(Request request, Failure failure, ByteBufAllocator allocator) {
    try {
      return substituting == null
          ? null
          : CutCheck.asking(substituting.substitute(request, failure, allocator));
    } catch (Throwable thrown) {
      throw failure("substitute", thrown);
    }
  }

  /** See {@link Withholding#failsAtEnd}. */
  boolean failsAtEnd(Request request, Failure failure) {
    try {
      return withholding != null && withholding.failsAtEnd(request, failure);
    } catch (Throwable thrown) {
      throw failure("failsAtEnd", thrown);
    }
  }

  /** See {@link Session#render}. */
  Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
    try {
      Rendering rendering = session().render(failure, exchange, allocator);
      if (rendering == null) {
        throw new Nonsense("returned null (expected: a rendering of " + failure.name() + ")");
      }
      return CutCheck.whole(rendering);
    } catch (Throwable thrown) {
      throw failure("render", thrown);
    }
  }

  /** See {@link Noticing#notice}; null if this client cannot be told. */
  @Nullable Rendering notice(Failure notice, Exchange after, ByteBufAllocator allocator) {
    try {
      Rendering rendering = noticing == null ? null : noticing.notice(notice, after, allocator);
      return rendering == null ? null : CutCheck.whole(rendering);
    } catch (Throwable thrown) {
      throw failure("notice", thrown);
    }
  }

  /** See {@link TroubleTelling#tell}; null if the protocol cannot express trouble. */
  @Nullable Rendering tell(Trouble trouble, Request request, ByteBufAllocator allocator) {
    try {
      Rendering rendering = telling == null ? null : telling.tell(trouble, request, allocator);
      return rendering == null ? null : CutCheck.whole(rendering);
    } catch (Throwable thrown) {
      throw failure("tell", thrown);
    }
  }

  /** See {@link TroubleTelling#tell(Trouble, ByteBufAllocator)}; null if no client waits. */
  @Nullable Rendering tell(Trouble trouble, ByteBufAllocator allocator) {
    try {
      Rendering rendering = telling == null ? null : telling.tell(trouble, allocator);
      return rendering == null ? null : CutCheck.whole(rendering);
    } catch (Throwable thrown) {
      throw failure("tell", thrown);
    }
  }

  /** Whether {@link #tell} may return an answer. */
  public boolean tellsTrouble() {
    return telling != null;
  }

  /** Called when the connection has ended. */
  public void close() {
    try {
      Optional.ofNullable(opened).ifPresent(Session::close);
    } catch (Throwable thrown) {
      recorder.failed(failure("close", thrown), "the connection has ended all the same");
    }
  }
}
