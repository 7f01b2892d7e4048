package io.galopin.protocol.memcache;

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
 * replies with requests. What it saw does not depend on how the bytes came: {@code > get a} and
 * {@code < VALUE} for heads, {@code >| 7} and {@code <| 24} for the ends of messages with their
 * lengths, {@code < none to getq b} for requests that are not answered, {@code < unasked 5} for
 * bytes without a request. Bytes are characters from 0 to 255.
 */
final class Conversation implements Pairing, AutoCloseable {

  final List<String> seen = new ArrayList<>();
  final List<Message> requests = new ArrayList<>();
  final StringBuilder toBackend = new StringBuilder();
  final StringBuilder toClient = new StringBuilder();

  /** What of replies was said to be payload. */
  final StringBuilder payload = new StringBuilder();

  /** The most bytes of a side that were neither forwarded nor refused. */
  int mostHeld;

  @Nullable String refused;
  @Nullable String rendered;

  private final Session session;
  private final Cut cut = new Cut();
  private final ByteBuf fromClient = UnpooledByteBufAllocator.DEFAULT.heapBuffer();
  private final ByteBuf fromBackend = UnpooledByteBufAllocator.DEFAULT.heapBuffer();
  private final ArrayDeque<Message> unanswered = new ArrayDeque<>();
  private final ArrayDeque<String> labels = new ArrayDeque<>();
  private final boolean payloadMatters;
  private int requestLength;
  private int replyLength;
  private int unasked;

  Conversation(Map<String, Object> options, boolean payloadMatters) {
    this.payloadMatters = payloadMatters;
    MemcacheProtocolFactory factory = new MemcacheProtocolFactory();
    session = factory.create(Options.of(factory.options(), options)).open(this);
  }

  Conversation() {
    this(Map.of(), false);
  }

  Session session() {
    return session;
  }

  Conversation client(String bytes) {
    fromClient.discardReadBytes();
    fromClient.writeCharSequence(bytes, StandardCharsets.ISO_8859_1);
    boolean moved = true;
    while (moved && refused == null && fromClient.isReadable()) {
      moved = cutRequest();
    }
    held(fromClient);
    return this;
  }

  Conversation backend(String bytes) {
    fromBackend.discardReadBytes();
    fromBackend.writeCharSequence(bytes, StandardCharsets.ISO_8859_1);
    boolean moved = true;
    while (moved && refused == null && fromBackend.isReadable()) {
      moved = cutReply();
    }
    held(fromBackend);
    return this;
  }

  private void held(ByteBuf in) {
    mostHeld = refused == null ? Math.max(mostHeld, in.readableBytes()) : mostHeld;
  }

  private boolean cutRequest() {
    ask(fromClient, true);
    if (cut.kind() == Cut.Kind.HEAD) {
      Message request = message();
      String label = session.label(request, head(fromClient));
      requests.add(request);
      if (request.expectsReply()) {
        unanswered.add(request);
        labels.add(label);
      }
      seen.add("> " + label);
      requestLength = 0;
    }
    requestLength += cut.length();
    if (cut.last()) {
      seen.add(">| " + requestLength);
    }
    forward(fromClient, toBackend);
    return cut.length() > 0;
  }

  private boolean cutReply() {
    ask(fromBackend, false);
    switch (cut.kind()) {
      case HEAD -> {
        seen.add("< " + message().label());
        replyLength = 0;
      }
      case BODY -> {
        if (!cut.isFraming()) {
          payload.append(text(fromBackend, cut.length()));
        }
      }
      case PASS -> seeUnasked();
      case UNANSWERED -> {
        seen.add("< none to " + labels.remove());
        unanswered.remove();
      }
      default -> {}
    }
    replyLength += cut.length();
    if (cut.last()) {
      seen.add("<| " + replyLength);
      unanswered.remove();
      labels.remove();
    }
    forward(fromBackend, toClient);
    return cut.length() > 0 || cut.kind() == Cut.Kind.UNANSWERED;
  }

  private void seeUnasked() {
    String last = seen.isEmpty() ? "" : seen.get(seen.size() - 1);
    if (last.startsWith("< unasked")) {
      seen.remove(seen.size() - 1);
    } else {
      unasked = 0;
    }
    unasked += cut.length();
    seen.add("< unasked " + unasked);
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
    if (cut.kind() == Cut.Kind.REFUSE) {
      refuse();
    }
  }

  private void refuse() {
    refused = cut.reason();
    Rendering rendering = cut.rendering();
    if (rendering != null) {
      rendered = text(rendering.bytes(), rendering.bytes().readableBytes());
      rendering.bytes().release();
    }
  }

  private Message message() {
    Message message = cut.message();
    if (message == null) {
      throw new AssertionError("a head without a message");
    }
    return message;
  }

  /** The bytes of the head that was cut; valid until the next question. */
  private ByteBuf head(ByteBuf in) {
    return in.slice(in.readerIndex(), cut.length());
  }

  private void forward(ByteBuf in, StringBuilder out) {
    out.append(text(in, cut.length()));
    in.skipBytes(cut.length());
  }

  private static String text(ByteBuf in, int length) {
    return in.toString(in.readerIndex(), length, StandardCharsets.ISO_8859_1);
  }

  @Override
  public @Nullable Message answered() {
    return unanswered.peek();
  }

  @Override
  public boolean replyForwarded() {
    return false;
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
    return "backend.example:11211";
  }

  @Override
  public void close() {
    session.close();
    fromClient.release();
    fromBackend.release();
  }
}
