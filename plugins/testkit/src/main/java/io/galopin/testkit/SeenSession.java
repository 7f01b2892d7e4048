package io.galopin.testkit;

import io.galopin.api.Cut;
import io.galopin.api.Direction;
import io.galopin.api.Failure;
import io.galopin.api.Labeling;
import io.galopin.api.Message;
import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.Rendering;
import io.galopin.api.Request;
import io.galopin.api.Session;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.util.CharsetUtil;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the engine and the sessions of a connection, and records what they answer. In
 * front of each it implements every interface of the API that the session implements.
 */
final class SeenSession {

  private final List<String> seen = new ArrayList<>();
  private final IdentityHashMap<Message, String> labels = new IdentityHashMap<>();
  private final Pairing pairing;
  private final Session lowest;
  private final boolean above;
  private final Saying requests;
  private final Saying replies;
  private Session session;
  private String newestRequest = "";
  private @Nullable String farewell;
  private @Nullable Throwable thrown;

  private SeenSession(Session first, Pairing pairing, boolean above, boolean tellPayload) {
    this.pairing = pairing;
    this.session = first;
    this.lowest = first;
    this.above = above;
    this.requests = new Saying(Direction.UPSTREAM, seen, tellPayload);
    this.replies = new Saying(Direction.DOWNSTREAM, seen, tellPayload);
  }

  /**
   * Wraps a protocol and the layers below it, and always watches their bytes.
   *
   * @param stack the layers from the socket up, and then the protocol
   * @param tellPayload whether to report how much of a reply was payload
   * @param opened receives the wrapper of each connection
   */
  static List<Protocol> of(
      List<Protocol> stack, boolean tellPayload, Consumer<SeenSession> opened) {
    AtomicReference<SeenSession> ofConnection = new AtomicReference<>();
    return stack.stream()
        .map(protocol -> seen(protocol, stack.size() > 1, tellPayload, opened, ofConnection))
        .toList();
  }

  private static Protocol seen(
      Protocol protocol,
      boolean above,
      boolean tellPayload,
      Consumer<SeenSession> opened,
      AtomicReference<SeenSession> ofConnection) {
    return new Protocol() {
      @Override
      public Session open(Pairing pairing) {
        Session session = protocol.open(pairing);
        SeenSession seeing = ofConnection.get();
        if (seeing == null) {
          seeing = new SeenSession(session, pairing, above, tellPayload);
          ofConnection.set(seeing);
          opened.accept(seeing);
        }
        return seeing.inFrontOf(session);
      }

      @Override
      public boolean isLayer() {
        return protocol.isLayer();
      }

      @Override
      public boolean acceptsInsertion() {
        return protocol.acceptsInsertion();
      }
    };
  }

  private Session inFrontOf(Session opened) {
    session = opened;
    InvocationHandler handler = (front, method, arguments) -> invoke(opened, method, arguments);
    return (Session)
        Proxy.newProxyInstance(
            Session.class.getClassLoader(), abilities(opened).toArray(Class[]::new), handler);
  }

  /** The API's interfaces that a session implements. */
  private static Set<Class<?>> abilities(Session session) {
    Set<Class<?>> abilities = new LinkedHashSet<>();
    for (Class<?> type = session.getClass(); type != null; type = type.getSuperclass()) {
      for (Class<?> ability : type.getInterfaces()) {
        if (ability.getPackage() == Session.class.getPackage()) {
          abilities.add(ability);
        }
      }
    }
    return abilities;
  }

  /** The session that was opened last. */
  Session session() {
    return session;
  }

  /** What was seen, in order. */
  List<String> seen() {
    return List.copyOf(seen);
  }

  Saying said(Direction direction) {
    return direction == Direction.UPSTREAM ? requests : replies;
  }

  /** The label of the newest request. */
  String newestRequest() {
    return newestRequest;
  }

  /** Renders a failure of the newest request. The caller must release its bytes. */
  Rendering render(Failure with, ByteBufAllocator allocator) {
    Request request = (Request) requests.message();
    long ordinal = requests.messages().stream().filter(each -> !((Request) each).opening()).count();
    TestExchange exchange =
        new TestConnection(1).exchange(request.opening() ? 0 : ordinal).withRequest(request);
    return session.render(with, exchange, allocator);
  }

  /** The final message to the client when bytes are refused; null if there is none. */
  @Nullable String farewell() {
    return farewell;
  }

  /** What the session threw last; null if nothing. */
  @Nullable Throwable thrown() {
    return thrown;
  }

  private @Nullable Object invoke(Session asked, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      Object answer = method.invoke(asked, arguments);
      if (answer instanceof Cut cut && arguments != null) {
        boolean ofRequests =
            method.getName().equals("cutRequest") || method.getName().equals("endRequests");
        told(ofRequests ? requests : replies, (ByteBuf) arguments[0], cut);
        if (cut.wayOut() != null || (cut.handsOver() && !isBelow(asked))) {
          requests.isOver();
          replies.isOver();
        }
      } else if (answer instanceof Request greeting) {
        greets(greeting);
      } else if (answer instanceof Rendering rendering) {
        seen.add("! " + rendering.label());
      }
      return answer;
    } catch (InvocationTargetException failed) {
      thrown = failed.getCause();
      throw failed.getCause();
    }
  }

  /** Whether a protocol begins when this session hands over. Only the first is one of a layer. */
  private boolean isBelow(Session asked) {
    return above && asked == lowest;
  }

  /** Records a return value, if it is an answer. */
  private void told(Saying saying, ByteBuf in, Cut cut) {
    if (cut.length() > in.readableBytes()) {
      return;
    }
    switch (cut.kind()) {
      case REQUEST, REPLY -> begun(saying, in, cut);
      case BODY -> saying.goesOn(cut, cut.isFraming());
      case PASS -> passes(saying, cut);
      case ANSWERED -> saying.answered(cut);
      case UNANSWERED -> {
        Message unanswered = pairing.answered();
        seen.add("< none to " + (unanswered == null ? "nothing" : labels.get(unanswered)));
      }
      case REFUSE -> {
        Rendering rendering = cut.rendering();
        farewell = rendering == null ? null : rendering.bytes().toString(CharsetUtil.ISO_8859_1);
      }
      case MORE, AWAIT, NOTHING -> {}
    }
  }

  private static void passes(Saying saying, Cut cut) {
    Message notice = cut.message();
    if (notice == null) {
      saying.passes(cut);
    } else {
      saying.notices(cut, notice.label());
    }
  }

  private void greets(Request greeting) {
    newestRequest = greeting.label();
    if (session instanceof Labeling able) {
      newestRequest = able.label(greeting, Unpooled.EMPTY_BUFFER);
    }
    labels.put(greeting, newestRequest);
    requests.greets(greeting, newestRequest);
  }

  private void begun(Saying saying, ByteBuf in, Cut cut) {
    Message message = cut.message();
    if (message == null) {
      return;
    }
    String label = label(message, in, cut);
    if (session instanceof Labeling able && message instanceof Request request) {
      // Asks as the engine does and ignores the answer, which is for a hash.
      ofHead(in, cut, bytes -> able.unabridged(request, bytes));
    }
    if (saying == requests) {
      labels.put(message, label);
      newestRequest = label;
    }
    boolean silent = saying == requests && !((Request) message).expectsReply();
    saying.begins(message, cut, silent ? label + ", no reply" : label);
  }

  private String label(Message message, ByteBuf in, Cut cut) {
    return session instanceof Labeling able
        ? ofHead(in, cut, bytes -> able.label(message, bytes))
        : message.label();
  }

  private static <T extends @Nullable Object> T ofHead(
      ByteBuf in, Cut cut, Function<ByteBuf, T> question) {
    int end = in.writerIndex();
    in.writerIndex(in.readerIndex() + cut.length());
    try {
      return question.apply(in);
    } finally {
      in.writerIndex(end);
    }
  }
}
