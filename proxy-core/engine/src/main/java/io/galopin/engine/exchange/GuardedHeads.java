package io.galopin.engine.exchange;

import io.galopin.api.Attribute;
import io.galopin.api.Attributing;
import io.galopin.api.Labeling;
import io.galopin.api.Message;
import io.galopin.api.Request;
import io.galopin.api.Rewriting;
import io.galopin.api.Session;
import io.galopin.engine.trouble.Nonsense;
import io.galopin.engine.trouble.PluginFailure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls a session's methods for heads and catches their failures, like {@link GuardedSession}. The
 * session's capabilities are looked up once. Used on only one event loop.
 */
final class GuardedHeads {

  /** The label if the protocol has none. */
  private static final String NO_LABEL = "?";

  private static final int LONGEST_LABEL = 8192;

  private final Recorder recorder;
  private final BiFunction<String, Throwable, PluginFailure> failure;
  private final @Nullable Attributing attributing;
  private final @Nullable Labeling labeling;
  private final @Nullable Rewriting rewriting;

  /**
   * Wraps the session of one connection.
   *
   * @param failure creates the failure for the method that threw
   */
  GuardedHeads(
      @Nullable Session session,
      Recorder recorder,
      BiFunction<String, Throwable, PluginFailure> failure) {
    this.recorder = recorder;
    this.failure = failure;
    attributing = session instanceof Attributing able ? able : null;
    labeling = session instanceof Labeling able ? able : null;
    rewriting = session instanceof Rewriting able ? able : null;
  }

  /** See {@link Attributing#attribute}. */
  @Nullable Object attribute(Attribute attribute, String of, Message message, ByteBuf head) {
    if (attributing == null) {
      return null;
    }
    int reader = head.readerIndex();
    int writer = head.writerIndex();
    try {
      Object value = attributing.attribute(attribute, of, message, head);
      CutCheck.lent(head, reader, writer);
      if (value != null && !fits(attribute, value)) {
        throw new Nonsense(
            "gave a "
                + value.getClass().getName()
                + " for "
                + attribute
                + (attribute.many()
                    ? " (expected: a list of what its type, "
                    : " (expected: what its type, ")
                + attribute.type()
                + ", says)");
      }
      return value instanceof List<?> none && none.isEmpty() ? null : value;
    } catch (Throwable thrown) {
      throw failure.apply("attribute", thrown);
    }
  }

  private static boolean fits(Attribute attribute, Object value) {
    return attribute.many()
        ? value instanceof List<?> list
            && list.stream().allMatch(each -> is(attribute.type(), each))
        : is(attribute.type(), value);
  }

  private static boolean is(Attribute.Type type, @Nullable Object value) {
    return switch (type) {
      case TEXT, WORD -> value instanceof String;
      case NUMBER -> value instanceof Long;
      case BYTES -> value instanceof byte[];
      case ADDRESS -> value instanceof InetAddress;
      case FLAG -> value instanceof Boolean;
    };
  }

  /** See {@link Labeling#label}. */
  String label(Message message, ByteBuf head) {
    if (labeling == null) {
      return label(message);
    }
    int reader = head.readerIndex();
    int writer = head.writerIndex();
    try {
      String label = labeling.label(message, head);
      CutCheck.lent(head, reader, writer);
      return tidy(label);
    } catch (Throwable thrown) {
      return noLabel(thrown);
    }
  }

  /** Returns the journal's label of a message whose head has gone. */
  String label(Message message) {
    try {
      return tidy(message.label());
    } catch (Throwable thrown) {
      return noLabel(thrown);
    }
  }

  /** See {@link Labeling#unabridged}. */
  @Nullable String unabridged(Request request, ByteBuf head) {
    if (labeling == null) {
      return null;
    }
    int reader = head.readerIndex();
    int writer = head.writerIndex();
    try {
      String whole = labeling.unabridged(request, head);
      CutCheck.lent(head, reader, writer);
      return whole;
    } catch (Throwable thrown) {
      recorder.failed(failure.apply("unabridged", thrown), "its label alone tells it from others");
      return null;
    }
  }

  /** Returns what a message says of itself for those who listen; {@code otherwise} if it fails. */
  <T> T told(String hook, Supplier<T> message, T otherwise) {
    try {
      T told = message.get();
      if (told == null) {
        throw new Nonsense("returned null");
      }
      return told;
    } catch (Throwable thrown) {
      recorder.failed(failure.apply(hook, thrown), "listeners are not told");
      return otherwise;
    }
  }

  private static String tidy(@Nullable String label) {
    if (label == null) {
      throw new Nonsense("returned null (expected: a few words)");
    }
    return label.length() > LONGEST_LABEL ? label.substring(0, LONGEST_LABEL) + "…" : label;
  }

  private String noLabel(Throwable thrown) {
    recorder.failed(failure.apply("label", thrown), "the journal calls it " + NO_LABEL);
    return NO_LABEL;
  }

  /** See {@link Rewriting#rewrite}. */
  @SuppressWarnings("ReferenceEquality") // the same object, not an equal one
  @Nullable ByteBuf rewrite(
      Message message, ByteBuf head, Map<String, String> values, ByteBufAllocator allocator) {
    if (rewriting == null) {
      return null;
    }
    int reader = head.readerIndex();
    int writer = head.writerIndex();
    int count = head.refCnt();
    ByteBuf rewritten = null;
    try {
      ByteBuf answer = rewriting.rewrite(message, head, values, allocator);
      rewritten = answer == head ? null : answer;
      CutCheck.own(rewritten, head, count);
      CutCheck.lent(head, reader, writer);
      return CutCheck.owned(rewritten);
    } catch (Throwable thrown) {
      if (rewritten != null && rewritten.refCnt() > 0) {
        rewritten.release();
      }
      throw failure.apply("rewrite", thrown);
    }
  }
}
