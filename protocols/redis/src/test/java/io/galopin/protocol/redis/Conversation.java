package io.galopin.protocol.redis;

import io.galopin.api.Attribute;
import io.galopin.api.Cut;
import io.galopin.api.Failure;
import io.galopin.api.Message;
import io.galopin.api.Options;
import io.galopin.api.Pairing;
import io.galopin.api.Rendering;
import io.galopin.api.Session;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Plays the engine's part for one session: keeps what is not cut yet, forwards what is, pairs
 * replies with requests, and fails those that it is told to. What it saw does not depend on how the
 * bytes came: {@code > GET a}, with {@code (silent)} behind it if no reply is expected, and {@code
 * < status} for heads, {@code < pass} for what answers nobody.
 */
final class Conversation implements Pairing, AutoCloseable {

  final List<String> seen = new ArrayList<>();
  final StringBuilder toBackend = new StringBuilder();
  final StringBuilder toClient = new StringBuilder();
  final StringBuilder payload = new StringBuilder();
  @Nullable String refused;
  @Nullable String rendered;
  Cut.Kind lastRequestAnswer = Cut.Kind.NONE;
  boolean settled = true;
  boolean payloadMatters;

  private final Session session;
  private final Cut cut = new Cut();
  private final ByteBuf fromClient = UnpooledByteBufAllocator.DEFAULT.heapBuffer();
  private final ByteBuf fromBackend = UnpooledByteBufAllocator.DEFAULT.heapBuffer();
  private final ArrayDeque<Sent> unanswered = new ArrayDeque<>();
  private Predicate<String> fails = label -> false;
  private Predicate<String> failsAtReply = label -> false;
  private Failure failure = Failure.ERROR;
  private @Nullable Sent newest;
  private boolean replyForwarded;
  private boolean interim;
  private boolean dropping;
  private long ordinal;

  Conversation(Map<String, Object> options) {
    RedisProtocolFactory factory = new RedisProtocolFactory();
    session = factory.create(Options.of(factory.options(), options)).open(this);
  }

  Conversation() {
    this(Map.of());
  }

  /** Fails the requests with these labels before they get to the backend. */
  Conversation failing(Predicate<String> labels) {
    fails = labels;
    return this;
  }

  /** Fails the requests with these labels when the backend has answered. */
  Conversation failingAtReply(Predicate<String> labels) {
    failsAtReply = labels;
    return this;
  }

  /** With what requests fail. */
  Conversation with(Failure other) {
    failure = other;
    return this;
  }

  Conversation client(String bytes) {
    fromClient.discardReadBytes();
    fromClient.writeCharSequence(bytes, StandardCharsets.ISO_8859_1);
    pump();
    return this;
  }

  Conversation backend(String bytes) {
    fromBackend.discardReadBytes();
    fromBackend.writeCharSequence(bytes, StandardCharsets.ISO_8859_1);
    pump();
    return this;
  }

  /** It is settled what becomes of all requests so far. */
  Conversation settle() {
    settled = true;
    pump();
    return this;
  }

  /** The heads of requests. */
  List<String> requests() {
    return seen.stream().filter(what -> what.startsWith("> ")).toList();
  }

  /** The heads of replies, and what passes. */
  List<String> replies() {
    return seen.stream().filter(what -> what.startsWith("< ")).toList();
  }

  private void pump() {
    boolean moved = true;
    while (moved && refused == null) {
      moved = pumpRequest() || pumpReply();
    }
  }

  private boolean pumpRequest() {
    if (!fromClient.isReadable() || refused != null) {
      return false;
    }
    ask(fromClient, true);
    lastRequestAnswer = cut.kind();
    switch (cut.kind()) {
      case HEAD -> begin(message());
      case PASS -> see("> pass");
      case REFUSE -> refuse();
      default -> {}
    }
    Sent sent = cut.kind() == Cut.Kind.PASS ? null : newest;
    boolean drops = sent != null && sent.withheld;
    boolean moved = forward(fromClient, drops ? new StringBuilder() : toBackend);
    if (drops && cut.last()) {
      fail(Objects.requireNonNull(sent));
    }
    return moved;
  }

  private void begin(Message request) {
    ByteBuf head = fromClient.slice(fromClient.readerIndex(), cut.length());
    Sent sent = new Sent(++ordinal, request, session.label(request, head));
    newest = sent;
    replyForwarded = false;
    see("> " + sent.label + (request.expectsReply() ? "" : " (silent)"));
    sent.withheld = fails.test(sent.label);
    if (request.expectsReply()) {
      unanswered.add(sent);
    }
  }

  private void fail(Sent sent) {
    ByteBuf substitute = session.substitute(sent.request(), UnpooledByteBufAllocator.DEFAULT);
    if (substitute != null) {
      toBackend.append(text(substitute));
      sent.substituted = true;
      return;
    }
    if (sent.request().expectsReply()) {
      sent.local = render(sent);
      writeLocals();
    }
  }

  private String render(Sent sent) {
    Rendering rendering = session.render(failure, sent, UnpooledByteBufAllocator.DEFAULT);
    see("! " + rendering.label());
    return text(rendering.bytes());
  }

  private void writeLocals() {
    for (Sent oldest = unanswered.peek();
        oldest != null && oldest.local != null;
        oldest = unanswered.peek()) {
      toClient.append(oldest.local);
      unanswered.remove();
    }
  }

  private boolean pumpReply() {
    if (!fromBackend.isReadable() || refused != null) {
      return false;
    }
    ask(fromBackend, false);
    StringBuilder out = toClient;
    switch (cut.kind()) {
      case HEAD -> {
        ByteBuf head = fromBackend.slice(fromBackend.readerIndex(), cut.length());
        interim = message().interim();
        see("< " + session.label(message(), head));
        Sent sent = Objects.requireNonNull(unanswered.peek());
        dropping = !interim && (sent.substituted || failsAtReply.test(sent.label));
        if (dropping) {
          toClient.append(render(sent));
        }
      }
      case PASS -> see("< pass");
      case REFUSE -> refuse();
      default -> {}
    }
    if (cut.kind() != Cut.Kind.PASS && dropping) {
      out = new StringBuilder();
    }
    replyForwarded |= cut.length() > 0 && unanswered.peek() == newest;
    boolean last = cut.last() && !interim;
    boolean moved = forward(fromBackend, out);
    if (last) {
      unanswered.remove();
      writeLocals();
    }
    return moved;
  }

  private void ask(ByteBuf in, boolean request) {
    int before = in.readerIndex();
    cut.clear();
    if (request) {
      session.cutRequest(in, cut);
    } else {
      session.cutReply(in, cut);
    }
    boolean moves =
        cut.kind() == Cut.Kind.HEAD || cut.kind() == Cut.Kind.BODY || cut.kind() == Cut.Kind.PASS;
    if (cut.kind() == Cut.Kind.NONE
        || in.readerIndex() != before
        || cut.length() > in.readableBytes()
        || moves != cut.length() > 0) {
      throw new AssertionError(cut.kind() + " of " + cut.length() + " in " + in);
    }
  }

  /** The value of an attribute of what these bytes begin with, a head and no more. */
  @Nullable Object attribute(Attribute attribute, Message message, String head) {
    ByteBuf bytes = UnpooledByteBufAllocator.DEFAULT.heapBuffer();
    try {
      bytes.writeCharSequence(head, StandardCharsets.ISO_8859_1);
      return session.attribute(attribute, "", message, bytes);
    } finally {
      bytes.release();
    }
  }

  private Message message() {
    return Objects.requireNonNull(cut.message(), "a head without a message");
  }

  private void see(String what) {
    boolean again =
        what.endsWith(" pass") && !seen.isEmpty() && what.equals(seen.get(seen.size() - 1));
    if (!again) {
      seen.add(what);
    }
  }

  private boolean forward(ByteBuf in, StringBuilder out) {
    int length = cut.length();
    ByteBuf replacement = cut.replacement();
    String bytes = in.toString(in.readerIndex(), length, StandardCharsets.ISO_8859_1);
    out.append(replacement == null ? bytes : text(replacement));
    if (out != toBackend && cut.kind() == Cut.Kind.BODY && !cut.isFraming()) {
      payload.append(bytes);
    }
    in.skipBytes(length);
    return length > 0;
  }

  private static String text(ByteBuf bytes) {
    String text = bytes.toString(StandardCharsets.ISO_8859_1);
    bytes.release();
    return text;
  }

  private void refuse() {
    refused = cut.reason();
    Rendering rendering = cut.rendering();
    rendered = rendering == null ? null : text(rendering.bytes());
  }

  @Override
  public @Nullable Message answered() {
    Sent oldest = unanswered.peek();
    boolean atBackend = oldest != null && (!oldest.withheld || oldest.substituted);
    return atBackend ? oldest.request() : null;
  }

  @Override
  public boolean replyForwarded() {
    return replyForwarded;
  }

  @Override
  public boolean settled() {
    return settled;
  }

  @Override
  public boolean payloadMatters() {
    return payloadMatters;
  }

  @Override
  public String upstream() {
    return "backend.example:6379";
  }

  @Override
  public void close() {
    session.close();
    fromClient.release();
    fromBackend.release();
  }
}
