package io.galopin.unsound;

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
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A session that does what another does, but for one method, in which something happens to it after
 * that: it has filled its answer, and then it throws.
 */
public final class UnsoundSession implements Session {

  private final Session sound;
  private final String hook;
  private final Runnable mishap;

  private UnsoundSession(Session sound, String hook, Runnable mishap) {
    this.sound = sound;
    this.hook = hook;
    this.mishap = mishap;
  }

  /** A protocol with such sessions; {@code open} is one of the methods. */
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
  public void cutRequest(ByteBuf in, Cut cut) {
    sound.cutRequest(in, cut);
    if (cut.kind() == Cut.Kind.HEAD && hook.equals("cutRequest")) {
      cut.replaceHead(in.alloc().buffer().writeByte('x'));
    }
    if (cut.kind() == Cut.Kind.HEAD) {
      cut.head(cut.length(), cut.last(), new UnsoundMessage(cut.message()));
    }
    at("cutRequest");
  }

  @Override
  public void cutReply(ByteBuf in, Cut cut) {
    sound.cutReply(in, cut);
    at("cutReply");
  }

  @Override
  public void endRequests(ByteBuf rest, Cut cut) {
    at("endRequests");
    sound.endRequests(rest, cut);
  }

  @Override
  public void endReplies(ByteBuf rest, Cut cut) {
    at("endReplies");
    sound.endReplies(rest, cut);
  }

  @Override
  public @Nullable Object attribute(
      Attribute attribute, String name, Message message, ByteBuf head) {
    at("attribute");
    return sound.attribute(attribute, name, message, head);
  }

  @Override
  public String label(Message message, ByteBuf head) {
    return sound.label(message, head);
  }

  @Override
  public @Nullable ByteBuf rewrite(
      Message message, ByteBuf head, Map<String, String> values, ByteBufAllocator allocator) {
    at("rewrite");
    return sound.rewrite(message, head, values, allocator);
  }

  @Override
  public @Nullable ByteBuf substitute(Message request, ByteBufAllocator allocator) {
    at("substitute");
    return sound.substitute(request, allocator);
  }

  @Override
  public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
    at("render");
    return sound.render(failure, exchange, allocator);
  }

  @Override
  public @Nullable Rendering render(Trouble trouble, Message request, ByteBufAllocator allocator) {
    at("render trouble");
    return sound.render(trouble, request, allocator);
  }

  @Override
  public boolean rendersTrouble() {
    at("rendersTrouble");
    return sound.rendersTrouble();
  }

  @Override
  public void close() {
    sound.close();
    at("close");
  }

  @Override
  public @Nullable String unabridged(Message request, ByteBuf head) {
    at("unabridged");
    return null;
  }

  private final class UnsoundMessage implements Message {
    private final Message message;

    UnsoundMessage(@Nullable Message message) {
      this.message = Objects.requireNonNull(message);
    }

    @Override
    public String label() {
      at("label");
      return message.label();
    }

    @Override
    public boolean expectsReply() {
      at("expectsReply");
      return message.expectsReply();
    }

    @Override
    public boolean failsAtOnce() {
      at("failsAtOnce");
      return message.failsAtOnce();
    }

    @Override
    public boolean quiet() {
      return message.quiet();
    }

    @Override
    public boolean interim() {
      return message.interim();
    }
  }
}
