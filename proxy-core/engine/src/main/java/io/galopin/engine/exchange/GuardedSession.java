package io.galopin.engine.exchange;

import io.galopin.api.Attribute;
import io.galopin.api.Cut;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Message;
import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.Rendering;
import io.galopin.api.Session;
import io.galopin.api.Trouble;
import io.galopin.engine.trouble.Nonsense;
import io.galopin.engine.trouble.PluginFailure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A protocol's session, whatever it does: an answer that makes no sense and anything thrown come
 * out as a {@link PluginFailure} that names it, and nothing that it handed over is left behind. The
 * connection does not survive that, but for words that only the journal wants. Used on one event
 * loop only.
 */
public final class GuardedSession implements Session {

  /** What a label is where the protocol has none. */
  private static final String NO_LABEL = "?";

  private static final int LONGEST_LABEL = 8192;

  private final Recorder recorder;
  private final String name;
  private final Protocol protocol;
  private final @Nullable Session session;

  private GuardedSession(
      Recorder recorder, String name, Protocol protocol, @Nullable Session session) {
    this.recorder = recorder;
    this.name = name;
    this.protocol = protocol;
    this.session = session;
  }

  /** Has the protocol begin a connection; where it cannot, what is returned is not usable. */
  public static GuardedSession open(
      Protocol protocol, String name, Pairing pairing, Recorder recorder) {
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
    return new GuardedSession(recorder, name, protocol, session);
  }

  /** Whether there is a session. If not, only {@link #close} is to be called. */
  public boolean usable() {
    return session != null;
  }

  /** As {@link Protocol#optional}. */
  public boolean optional() {
    try {
      return protocol.optional();
    } catch (Throwable thrown) {
      recorder.failed(failure("optional", thrown), "its bytes are watched");
      return false;
    }
  }

  /** As {@link Protocol#acceptsInsertion}. */
  boolean acceptsInsertion() {
    try {
      return protocol.acceptsInsertion();
    } catch (Throwable thrown) {
      recorder.failed(failure("acceptsInsertion", thrown), "nothing is put into replies");
      return false;
    }
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

  @Override
  public void cutRequest(ByteBuf in, Cut cut) {
    int reader = in.readerIndex();
    int writer = in.writerIndex();
    try {
      session().cutRequest(in, cut);
      CutCheck.lent(in, reader, writer);
      CutCheck.request(in, cut);
    } catch (Throwable thrown) {
      throw failed("cutRequest", cut, thrown);
    }
  }

  @Override
  public void cutReply(ByteBuf in, Cut cut) {
    int reader = in.readerIndex();
    int writer = in.writerIndex();
    try {
      session().cutReply(in, cut);
      CutCheck.lent(in, reader, writer);
      CutCheck.answer(in, cut);
    } catch (Throwable thrown) {
      throw failed("cutReply", cut, thrown);
    }
  }

  @Override
  public void endRequests(ByteBuf rest, Cut cut) {
    try {
      session().endRequests(rest, cut);
      CutCheck.end(rest, cut);
    } catch (Throwable thrown) {
      throw failed("endRequests", cut, thrown);
    }
  }

  @Override
  public void endReplies(ByteBuf rest, Cut cut) {
    try {
      session().endReplies(rest, cut);
      CutCheck.end(rest, cut);
    } catch (Throwable thrown) {
      throw failed("endReplies", cut, thrown);
    }
  }

  /** Nobody takes what was handed over with the answer any more. */
  private PluginFailure failed(String hook, Cut cut, Throwable thrown) {
    CutCheck.release(cut);
    cut.clear();
    return failure(hook, thrown);
  }

  @Override
  public @Nullable Object attribute(Attribute attribute, String of, Message message, ByteBuf head) {
    int reader = head.readerIndex();
    int writer = head.writerIndex();
    try {
      Object value = session().attribute(attribute, of, message, head);
      CutCheck.lent(head, reader, writer);
      if (value != null && !fits(attribute.type(), value)) {
        throw new Nonsense(
            "gave a "
                + value.getClass().getName()
                + " for "
                + attribute
                + " (expected: what its type, "
                + attribute.type()
                + ", says)");
      }
      return value;
    } catch (Throwable thrown) {
      throw failure("attribute", thrown);
    }
  }

  private static boolean fits(Attribute.Type type, Object value) {
    return switch (type) {
      case TEXT, WORD -> value instanceof String;
      case NUMBER -> value instanceof Long;
      case BYTES -> value instanceof byte[];
      case ADDRESS -> value instanceof InetAddress;
    };
  }

  @Override
  public String label(Message message, ByteBuf head) {
    int reader = head.readerIndex();
    int writer = head.writerIndex();
    try {
      String label = session().label(message, head);
      CutCheck.lent(head, reader, writer);
      return tidy(label);
    } catch (Throwable thrown) {
      return noLabel(thrown);
    }
  }

  /** What the journal calls a message whose head has gone. */
  String label(Message message) {
    try {
      return tidy(message.label());
    } catch (Throwable thrown) {
      return noLabel(thrown);
    }
  }

  @Override
  public @Nullable String unabridged(Message request, ByteBuf head) {
    int reader = head.readerIndex();
    int writer = head.writerIndex();
    try {
      String whole = session().unabridged(request, head);
      CutCheck.lent(head, reader, writer);
      return whole;
    } catch (Throwable thrown) {
      recorder.failed(failure("unabridged", thrown), "its label alone tells it from others");
      return null;
    }
  }

  private static String tidy(@Nullable String label) {
    if (label == null) {
      throw new Nonsense("returned null (expected: a few words)");
    }
    return label.length() > LONGEST_LABEL ? label.substring(0, LONGEST_LABEL) + "…" : label;
  }

  private String noLabel(Throwable thrown) {
    recorder.failed(failure("label", thrown), "the journal calls it " + NO_LABEL);
    return NO_LABEL;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the same head, not one that is alike
  public @Nullable ByteBuf rewrite(
      Message message, ByteBuf head, Map<String, String> values, ByteBufAllocator allocator) {
    int reader = head.readerIndex();
    int writer = head.writerIndex();
    try {
      ByteBuf rewritten = session().rewrite(message, head, values, allocator);
      CutCheck.lent(head, reader, writer);
      return rewritten == head ? null : CutCheck.owned(rewritten);
    } catch (Throwable thrown) {
      throw failure("rewrite", thrown);
    }
  }

  @Override
  public @Nullable ByteBuf probe(ByteBufAllocator allocator) {
    try {
      return CutCheck.owned(session().probe(allocator));
    } catch (Throwable thrown) {
      throw failure("probe", thrown);
    }
  }

  @Override
  public @Nullable ByteBuf substitute(Message request, ByteBufAllocator allocator) {
    try {
      return CutCheck.owned(session().substitute(request, allocator));
    } catch (Throwable thrown) {
      throw failure("substitute", thrown);
    }
  }

  @Override
  public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
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

  @Override
  public @Nullable Rendering render(Trouble trouble, Message request, ByteBufAllocator allocator) {
    try {
      Rendering rendering = session().render(trouble, request, allocator);
      return rendering == null ? null : CutCheck.whole(rendering);
    } catch (Throwable thrown) {
      throw failure("render", thrown);
    }
  }

  @Override
  public boolean rendersTrouble() {
    try {
      return session().rendersTrouble();
    } catch (Throwable thrown) {
      throw failure("rendersTrouble", thrown);
    }
  }

  @Override
  public void close() {
    try {
      Optional.ofNullable(session).ifPresent(Session::close);
    } catch (Throwable thrown) {
      recorder.failed(failure("close", thrown), "the connection has ended all the same");
    }
  }
}
