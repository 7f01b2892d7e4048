package io.galopin.protocol.http;

import io.galopin.api.Cut;
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
import org.jspecify.annotations.Nullable;

/**
 * Plays the engine's part for one session: keeps what is not cut yet, forwards what is, and pairs
 * replies with requests. What it saw does not depend on how the bytes came: {@code > GET /a} and
 * {@code < 200} for heads, {@code >| 57} and {@code <| 57} for the ends of messages with their
 * lengths, {@code > turn} and {@code < pass} after a switch.
 */
final class Conversation implements Pairing, AutoCloseable {

  final List<String> seen = new ArrayList<>();
  final StringBuilder toBackend = new StringBuilder();
  final StringBuilder toClient = new StringBuilder();
  final List<Message> requests = new ArrayList<>();
  final List<Message> replies = new ArrayList<>();

  /** What of the replies is payload, while {@link #payloadMatters}. */
  final StringBuilder payload = new StringBuilder();

  boolean payloadMatters;
  @Nullable String refused;
  @Nullable String rendered;
  Cut.Kind lastRequestAnswer = Cut.Kind.NONE;

  private final Session session;
  private final Cut cut = new Cut();
  private final ByteBuf fromClient = UnpooledByteBufAllocator.DEFAULT.heapBuffer();
  private final ByteBuf fromBackend = UnpooledByteBufAllocator.DEFAULT.heapBuffer();
  private final ArrayDeque<Message> unanswered = new ArrayDeque<>();
  private @Nullable Message newest;
  private boolean replyForwarded;
  private int requestLength;
  private int replyLength;
  private boolean interim;

  Conversation(Map<String, Object> options) {
    HttpProtocolFactory factory = new HttpProtocolFactory();
    session = factory.create(Options.of(factory.options(), options)).open(this);
  }

  Conversation() {
    this(Map.of());
  }

  Session session() {
    return session;
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

  Conversation clientEnds() {
    end(fromClient, toBackend, true);
    return this;
  }

  Conversation backendEnds() {
    end(fromBackend, toClient, false);
    return this;
  }

  private void end(ByteBuf rest, StringBuilder out, boolean requests) {
    if (refused != null) {
      return;
    }
    cut.clear();
    if (requests) {
      session.endRequests(rest, cut);
    } else {
      session.endReplies(rest, cut);
    }
    switch (cut.kind()) {
      case PASS -> forward(rest, out);
      case REFUSE -> refuse();
      case NONE -> {}
      default -> throw new AssertionError(cut.kind());
    }
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
      case HEAD -> {
        Message request = message();
        if (!(request instanceof HttpRequest)) {
          unanswered.removeIf(earlier -> !(earlier instanceof HttpRequest));
        }
        unanswered.add(request);
        requests.add(request);
        newest = request;
        replyForwarded = false;
        see(request instanceof HttpRequest ? "> " + request.label() : "> turn");
        requestLength = 0;
      }
      case PASS -> see("> pass");
      case REFUSE -> refuse();
      default -> {}
    }
    requestLength += cut.length();
    if (cut.last()) {
      see(">| " + requestLength);
    }
    return forward(fromClient, toBackend);
  }

  private boolean pumpReply() {
    if (!fromBackend.isReadable() || refused != null) {
      return false;
    }
    ask(fromBackend, false);
    switch (cut.kind()) {
      case HEAD -> {
        interim = message().interim();
        replies.add(message());
        see(message() instanceof HttpReply ? "< " + message().label() : "< turn");
        replyLength = 0;
      }
      case PASS -> see("< pass");
      case REFUSE -> refuse();
      default -> {}
    }
    if (cut.kind() == Cut.Kind.BODY && !cut.isFraming()) {
      payload.append(text(fromBackend, cut.length()));
    }
    replyLength += cut.length();
    replyForwarded |= cut.length() > 0 && answered() != null && answered() == newest;
    if (cut.last()) {
      see("<| " + replyLength);
      if (!interim) {
        unanswered.remove();
      }
    }
    return forward(fromBackend, toClient);
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

  private Message message() {
    Message message = cut.message();
    if (message == null) {
      throw new AssertionError("a head without a message");
    }
    return message;
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
    if (replacement == null) {
      out.append(text(in, length));
    } else {
      out.append(replacement.toString(StandardCharsets.ISO_8859_1));
      replacement.release();
    }
    in.skipBytes(length);
    return length > 0;
  }

  private static String text(ByteBuf in, int length) {
    return in.toString(in.readerIndex(), length, StandardCharsets.ISO_8859_1);
  }

  private void refuse() {
    refused = cut.reason();
    Rendering rendering = cut.rendering();
    if (rendering != null) {
      rendered = rendering.bytes().toString(StandardCharsets.UTF_8);
      rendering.bytes().release();
    }
  }

  @Override
  public @Nullable Message answered() {
    return unanswered.peek();
  }

  @Override
  public boolean replyForwarded() {
    return replyForwarded;
  }

  @Override
  public boolean settled() {
    return true;
  }

  @Override
  public boolean payloadMatters() {
    return payloadMatters;
  }

  @Override
  public String upstream() {
    return "backend.example:80";
  }

  @Override
  public void close() {
    session.close();
    fromClient.release();
    fromBackend.release();
  }
}
