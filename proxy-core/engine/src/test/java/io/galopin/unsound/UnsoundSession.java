package io.galopin.unsound;

import io.galopin.api.Attribute;
import io.galopin.api.Attributing;
import io.galopin.api.Cut;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Labeling;
import io.galopin.api.Message;
import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.Rendering;
import io.galopin.api.Request;
import io.galopin.api.Rewriting;
import io.galopin.api.Session;
import io.galopin.api.Substituting;
import io.galopin.api.Trouble;
import io.galopin.api.TroubleTelling;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A session that acts like another, except that one method throws after it has its result. */
public final class UnsoundSession
    implements Session, Attributing, Labeling, Rewriting, Substituting, TroubleTelling {

  private final Session sound;
  private final String hook;
  private final Runnable mishap;

  private UnsoundSession(Session sound, String hook, Runnable mishap) {
    this.sound = sound;
    this.hook = hook;
    this.mishap = mishap;
  }

  /** Returns a protocol with such sessions; {@code open} is one of the methods. */
  public static Protocol protocol(Protocol sound, String hook, Runnable mishap) {
    return new Protocol() {
      @Override
      public Session open(Pairing pairing) {
        if (hook.equals("open")) {
          mishap.run();
        }
        return new UnsoundSession(sound.open(pairing), hook, mishap);
      }

      @Override
      public boolean optional() {
        if (hook.equals("optional")) {
          mishap.run();
        }
        return sound.optional();
      }

      @Override
      public List<String> edits() {
        if (hook.equals("edits")) {
          mishap.run();
        }
        return sound.edits();
      }

      @Override
      public int readBytes() {
        if (hook.equals("readBytes")) {
          mishap.run();
        }
        return sound.readBytes();
      }
    };
  }

  private void at(String method) {
    if (hook.equals(method)) {
      mishap.run();
    }
  }

  @Override
  public Cut cutRequest(ByteBuf in) {
    Cut cut = sound.cutRequest(in);
    at("cutRequest");
    return cut.message() instanceof Request request
        ? Cut.request(cut.length(), cut.last(), new UnsoundRequest(request))
        : cut;
  }

  @Override
  public Cut cutReply(ByteBuf in) {
    Cut cut = sound.cutReply(in);
    at("cutReply");
    return cut;
  }

  @Override
  public Cut endRequests(ByteBuf rest) {
    at("endRequests");
    return sound.endRequests(rest);
  }

  @Override
  public Cut endReplies(ByteBuf rest) {
    at("endReplies");
    return sound.endReplies(rest);
  }

  @Override
  public @Nullable Object attribute(
      Attribute attribute, String name, Message message, ByteBuf head) {
    at("attribute");
    return sound instanceof Attributing able
        ? able.attribute(attribute, name, message, head)
        : null;
  }

  @Override
  public @Nullable ByteBuf rewrite(
      Message message, ByteBuf head, Map<String, String> values, ByteBufAllocator allocator) {
    at("rewrite");
    return sound instanceof Rewriting able ? able.rewrite(message, head, values, allocator) : null;
  }

  @Override
  public @Nullable ByteBuf substitute(Request request, ByteBufAllocator allocator) {
    at("substitute");
    return sound instanceof Substituting able ? able.substitute(request, allocator) : null;
  }

  @Override
  public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
    at("render");
    return sound.render(failure, exchange, allocator);
  }

  @Override
  public @Nullable Rendering tell(Trouble trouble, Request request, ByteBufAllocator allocator) {
    at("tell");
    return sound instanceof TroubleTelling able ? able.tell(trouble, request, allocator) : null;
  }

  @Override
  public void close() {
    sound.close();
    at("close");
  }

  @Override
  public @Nullable String unabridged(Request request, ByteBuf head) {
    at("unabridged");
    return null;
  }

  private final class UnsoundRequest implements Request {
    private final Request request;

    UnsoundRequest(Request request) {
      this.request = request;
    }

    @Override
    public String label() {
      at("label");
      return request.label();
    }

    @Override
    public boolean expectsReply() {
      at("expectsReply");
      return request.expectsReply();
    }

    @Override
    public boolean failsAtOnce() {
      at("failsAtOnce");
      return request.failsAtOnce();
    }

    @Override
    public boolean quiet() {
      return request.quiet();
    }
  }
}
