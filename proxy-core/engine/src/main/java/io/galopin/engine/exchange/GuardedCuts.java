package io.galopin.engine.exchange;

import io.galopin.api.Cut;
import io.galopin.api.Session;
import io.galopin.engine.trouble.PluginFailure;
import io.netty.buffer.ByteBuf;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a session what bytes are, checks its answers, and catches its failures, like {@link
 * GuardedSession}.
 *
 * @param session the session that is asked now
 * @param failure creates the failure for the method that threw
 */
record GuardedCuts(
    Supplier<Session> session, BiFunction<String, Throwable, PluginFailure> failure) {

  /** See {@link Session#cutRequest}. */
  Cut request(ByteBuf in) {
    int reader = in.readerIndex();
    int writer = in.writerIndex();
    int count = in.refCnt();
    Cut cut = null;
    try {
      cut = session.get().cutRequest(in);
      CutCheck.lent(in, reader, writer, count, cut);
      return CutCheck.request(in, cut);
    } catch (Throwable thrown) {
      throw failed("cutRequest", cut, thrown);
    }
  }

  /** See {@link Session#cutReply}. */
  Cut reply(ByteBuf in) {
    int reader = in.readerIndex();
    int writer = in.writerIndex();
    int count = in.refCnt();
    Cut cut = null;
    try {
      cut = session.get().cutReply(in);
      CutCheck.lent(in, reader, writer, count, cut);
      return CutCheck.reply(in, cut);
    } catch (Throwable thrown) {
      throw failed("cutReply", cut, thrown);
    }
  }

  /** See {@link Session#endRequests}. */
  Cut endOfRequests(ByteBuf rest) {
    int reader = rest.readerIndex();
    int writer = rest.writerIndex();
    int count = rest.refCnt();
    Cut cut = null;
    try {
      cut = session.get().endRequests(rest);
      CutCheck.lent(rest, reader, writer, count, cut);
      return CutCheck.end(rest, cut);
    } catch (Throwable thrown) {
      throw failed("endRequests", cut, thrown);
    }
  }

  /** See {@link Session#endReplies}. */
  Cut endOfReplies(ByteBuf rest) {
    int reader = rest.readerIndex();
    int writer = rest.writerIndex();
    int count = rest.refCnt();
    Cut cut = null;
    try {
      cut = session.get().endReplies(rest);
      CutCheck.lent(rest, reader, writer, count, cut);
      return CutCheck.end(rest, cut);
    } catch (Throwable thrown) {
      throw failed("endReplies", cut, thrown);
    }
  }

  /** Releases the buffers of the answer and creates the failure. */
  private PluginFailure failed(String hook, @Nullable Cut cut, Throwable thrown) {
    if (cut != null) {
      CutCheck.release(cut);
    }
    return failure.apply(hook, thrown);
  }
}
