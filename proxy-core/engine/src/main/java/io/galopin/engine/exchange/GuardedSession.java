package io.galopin.engine.exchange;

import io.galopin.api.Attribute;
import io.galopin.api.Cut;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Greeted;
import io.galopin.api.Noticing;
import io.galopin.api.Pairing;
import io.galopin.api.Probing;
import io.galopin.api.Protocol;
import io.galopin.api.Rendering;
import io.galopin.api.Reply;
import io.galopin.api.Request;
import io.galopin.api.Session;
import io.galopin.api.Substituting;
import io.galopin.api.Trouble;
import io.galopin.api.TroubleTelling;
import io.galopin.api.Withholding;
import io.galopin.engine.rule.Made;
import io.galopin.engine.trouble.Nonsense;
import io.galopin.engine.trouble.PluginFailure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Wraps the sessions of a connection and guards against their failures. An invalid answer or an
 * exception becomes a {@link PluginFailure} that names the protocol, and every buffer from a
 * session is released. The connection then ends, except after failures of labels, which only the
 * journal needs. Used on only one event loop.
 */
public final class GuardedSession {

  private final Recorder recorder;
  private final Speakers speakers;
  private final Consumer<String> encrypted;

  /** Whether Galopin ends the TLS that begins in the middle of the conversation. */
  private final boolean readsOn;

  private final GuardedCuts cuts = new GuardedCuts(this::session, this::failure);

  /** Set when the next byte is of TLS: how users avoid that. */
  private @Nullable String wayOut;

  /** Whether TLS has begun that Galopin ends. */
  private boolean isInTls;

  private GuardedSession(
      Recorder recorder, Speakers speakers, Consumer<String> encrypted, boolean readsOn) {
    this.recorder = recorder;
    this.speakers = speakers;
    this.encrypted = encrypted;
    this.readsOn = readsOn;
  }

  /**
   * Opens a session. If the protocol fails, the returned object is not usable.
   *
   * @param stack the layers from the socket up, and then the protocol
   * @param encrypted called when the conversation changes to TLS, with how users avoid that
   */
  static GuardedSession open(
      List<Made<Protocol>> stack, Pairing pairing, Recorder recorder, Consumer<String> encrypted) {
    return new GuardedSession(recorder, Speakers.open(stack, pairing, recorder), encrypted, false);
  }

  /**
   * Opens a session of a connection whose TLS begins in the middle of the conversation, and is
   * ended by Galopin. The lowest layer reads the hello there, if it can.
   *
   * @param stack the layers from the socket up, and then the protocol
   */
  static GuardedSession openForLater(
      List<Made<Protocol>> stack, Pairing pairing, Recorder recorder) {
    return new GuardedSession(
        recorder, Speakers.openForLater(stack, pairing, recorder), wayOut -> {}, true);
  }

  private Speaker asked() {
    return speakers.asked();
  }

  /** Returns the name of the layer that is asked now; empty if it is the protocol above them. */
  String layer() {
    return speakers.layer();
  }

  /**
   * Asks the protocol above a layer from now on.
   *
   * @param request of the layer's exchange; null if there was none
   * @param reply the final reply of the layer's exchange; null if there was none
   */
  void handOver(@Nullable Request request, @Nullable Reply reply) {
    speakers.handOver(request, reply);
  }

  /** Returns what a layer that has handed over says of the connection; null if it has no value. */
  @Nullable Object ofLayer(String layer, Attribute attribute, String name) {
    return speakers.ofLayer(layer, attribute, name);
  }

  /** Whether there is a session. If not, only {@link #close} may be called. */
  public boolean usable() {
    return asked().session() != null;
  }

  /** See {@link Protocol#optional}. The bytes of layers are always watched. */
  public boolean optional() {
    try {
      return !speakers.areLayered() && !isGreeted() && asked().protocol().optional();
    } catch (Throwable thrown) {
      recorder.failed(failure("optional", thrown), "its bytes are watched");
      return false;
    }
  }

  /** See {@link Protocol#acceptsInsertion}. */
  boolean acceptsInsertion() {
    try {
      return asked().protocol().acceptsInsertion();
    } catch (Throwable thrown) {
      recorder.failed(failure("acceptsInsertion", thrown), "nothing is put into replies");
      return false;
    }
  }

  /** Returns its methods for heads. */
  GuardedHeads heads() {
    return asked().heads();
  }

  private Session session() {
    Session session = asked().session();
    if (session == null) {
      throw new IllegalStateException("a connection without a session goes on");
    }
    return session;
  }

  private PluginFailure failure(String hook, Throwable thrown) {
    return asked().failure(hook, thrown);
  }

  /** Returns the failure of the session that is asked now, which said what it must not. */
  PluginFailure flaw(String sentence) {
    return failure("its session", new Nonsense(sentence));
  }

  /** Whether nothing is to be cut, because a handshake is about to begin that Galopin ends. */
  private boolean waitsForTls() {
    return readsOn && wayOut != null;
  }

  /**
   * Called when all that was said in the clear has gone. The layer that reads the hello is asked
   * next, if there is one.
   */
  void enterTls() {
    wayOut = null;
    isInTls = true;
    speakers.descend();
  }

  /** Cuts turns from here on if the bytes before were the last in the clear. */
  private void changeIfDue() {
    String way = wayOut;
    if (way != null && !readsOn) {
      wayOut = null;
      speakers.cutTurns();
      encrypted.accept(way);
    }
  }

  private Cut noted(Cut cut) {
    if (isInTls && cut.wayOut() != null) {
      CutCheck.release(cut);
      throw flaw("said again that TLS begins (expected: once)");
    }
    wayOut = cut.wayOut();
    return cut;
  }

  /** See {@link Session#cutRequest}. */
  public Cut cutRequest(ByteBuf in) {
    changeIfDue();
    return waitsForTls() ? Cut.await() : noted(cuts.request(in));
  }

  /** See {@link Session#cutReply}. */
  public Cut cutReply(ByteBuf in) {
    changeIfDue();
    return waitsForTls() ? Cut.await() : noted(cuts.reply(in));
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
    return asked().greeted() != null;
  }

  /** See {@link Greeted#greeting}. */
  Request greeting() {
    try {
      Request greeting = Objects.requireNonNull(asked().greeted()).greeting();
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
    Probing probing = asked().probing();
    try {
      return probing == null ? null : CutCheck.asking(probing.probe(allocator));
    } catch (Throwable thrown) {
      throw failure("probe", thrown);
    }
  }

  /** See {@link Substituting#substitute}; null if the backend gets nothing. */
  @Nullable ByteBuf substitute(Request request, Failure failure, ByteBufAllocator allocator) {
    Substituting substituting = asked().substituting();
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
    Withholding withholding = asked().withholding();
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

  /** See {@link Noticing#notice}; null if this client cannot be told, or expects TLS. */
  @Nullable Rendering notice(Failure notice, Exchange after, ByteBufAllocator allocator) {
    Noticing noticing = wayOut == null ? asked().noticing() : null;
    try {
      Rendering rendering = noticing == null ? null : noticing.notice(notice, after, allocator);
      return rendering == null ? null : CutCheck.whole(rendering);
    } catch (Throwable thrown) {
      throw failure("notice", thrown);
    }
  }

  /** See {@link TroubleTelling#tell}; null if the protocol cannot express trouble. */
  @Nullable Rendering tell(Trouble trouble, Request request, ByteBufAllocator allocator) {
    TroubleTelling telling = asked().telling();
    try {
      Rendering rendering = telling == null ? null : telling.tell(trouble, request, allocator);
      return rendering == null ? null : CutCheck.whole(rendering);
    } catch (Throwable thrown) {
      throw failure("tell", thrown);
    }
  }

  /** See {@link TroubleTelling#tell(Trouble, ByteBufAllocator)}; null if no client waits. */
  @Nullable Rendering tell(Trouble trouble, ByteBufAllocator allocator) {
    TroubleTelling telling = asked().telling();
    try {
      Rendering rendering = telling == null ? null : telling.tell(trouble, allocator);
      return rendering == null ? null : CutCheck.whole(rendering);
    } catch (Throwable thrown) {
      throw failure("tell", thrown);
    }
  }

  /** Whether {@link #tell} may return an answer. */
  public boolean tellsTrouble() {
    return asked().telling() != null;
  }

  /** Called when the connection has ended. */
  public void close() {
    speakers.close();
  }
}
