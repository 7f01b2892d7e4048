package io.galopin.engine.exchange;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.galopin.api.Attribute;
import io.galopin.api.Attributing;
import io.galopin.api.Cut;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Labeling;
import io.galopin.api.Message;
import io.galopin.api.Pairing;
import io.galopin.api.Probing;
import io.galopin.api.Protocol;
import io.galopin.api.Rendering;
import io.galopin.api.Request;
import io.galopin.api.Rewriting;
import io.galopin.api.Session;
import io.galopin.api.Substituting;
import io.galopin.api.Trouble;
import io.galopin.api.TroubleTelling;
import io.galopin.api.Withholding;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A protocol with one session that answers what a test has told it to, whatever it is asked. */
final class FirmSession
    implements Protocol,
        Session,
        Attributing,
        Labeling,
        Rewriting,
        Probing,
        Substituting,
        TroubleTelling,
        Withholding {

  /** The bytes that it was lent, as text, in order. */
  final List<String> lent = new ArrayList<>();

  /** Where it throws something, if anywhere: the name of a method. */
  String fails = "";

  /** What it does to bytes that are lent to it. */
  Consumer<ByteBuf> abuse = bytes -> {};

  @Nullable Session opened = this;
  @Nullable Cut cut = Cut.more();
  @Nullable Cut end = Cut.nothing();
  @Nullable Object value;
  @Nullable String label = "label";
  @Nullable String unabridged;
  @Nullable ByteBuf bytes;
  @Nullable Rendering rendering;
  boolean closed;
  boolean atEnd;
  boolean agrees = true;

  private void called(String method, @Nullable ByteBuf in) {
    if (in != null) {
      lent.add(in.toString(ISO_8859_1));
      abuse.accept(in);
    }
    if (fails.equals(method)) {
      throw new AssertionError("on purpose");
    }
  }

  @Override
  public @Nullable Session open(Pairing pairing) {
    called("open", null);
    return opened;
  }

  @Override
  public boolean optional() {
    called("optional", null);
    return agrees;
  }

  @Override
  public boolean acceptsInsertion() {
    called("acceptsInsertion", null);
    return agrees;
  }

  @Override
  public @Nullable Cut cutRequest(ByteBuf in) {
    called("cutRequest", in);
    return cut;
  }

  @Override
  public @Nullable Cut cutReply(ByteBuf in) {
    called("cutReply", in);
    return cut;
  }

  @Override
  public @Nullable Cut endRequests(ByteBuf rest) {
    called("endRequests", rest);
    return end;
  }

  @Override
  public @Nullable Cut endReplies(ByteBuf rest) {
    called("endReplies", rest);
    return end;
  }

  @Override
  public @Nullable Object attribute(
      Attribute attribute, String name, Message message, ByteBuf head) {
    called("attribute", head);
    return value;
  }

  @Override
  public @Nullable String label(Message message, ByteBuf head) {
    called("label", head);
    return label;
  }

  @Override
  public @Nullable String unabridged(Request request, ByteBuf head) {
    called("unabridged", head);
    return unabridged;
  }

  @Override
  public @Nullable ByteBuf rewrite(
      Message message, ByteBuf head, Map<String, String> values, ByteBufAllocator allocator) {
    called("rewrite", head);
    return bytes;
  }

  @Override
  public ByteBuf probe(ByteBufAllocator allocator) {
    called("probe", null);
    return Objects.requireNonNull(bytes);
  }

  @Override
  public @Nullable ByteBuf substitute(Request request, ByteBufAllocator allocator) {
    called("substitute", null);
    return bytes;
  }

  @Override
  public boolean failsAtEnd(Request request, Failure failure) {
    called("failsAtEnd", null);
    return atEnd;
  }

  @Override
  public @Nullable Rendering render(
      Failure failure, Exchange exchange, ByteBufAllocator allocator) {
    called("render", null);
    return rendering;
  }

  @Override
  public @Nullable Rendering tell(Trouble trouble, Request request, ByteBufAllocator allocator) {
    called("tell", null);
    return rendering;
  }

  @Override
  public void close() {
    closed = true;
    called("close", null);
  }
}
