package io.galopin.protocol.postgres;

import io.galopin.api.Attribute;
import io.galopin.api.Attributing;
import io.galopin.api.Cut;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Labeling;
import io.galopin.api.Message;
import io.galopin.api.Noticing;
import io.galopin.api.Pairing;
import io.galopin.api.Rendering;
import io.galopin.api.Request;
import io.galopin.api.Session;
import io.galopin.api.Substituting;
import io.galopin.api.Trouble;
import io.galopin.api.TroubleTelling;
import io.galopin.api.Turns;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * One connection that speaks PostgreSQL's protocol, until it replicates, or is encrypted so that
 * Galopin cannot read it. From there on it is cut into turns. Holds no buffer.
 */
final class PostgresSession
    implements Session, Attributing, Labeling, Noticing, Substituting, TroubleTelling {

  private final Pairing pairing;
  private final Parameters parameters = new Parameters();
  private final Transactions transactions = new Transactions();
  private final FailedRequests failed = new FailedRequests();
  private final StartupCutter startup;
  private final RequestCutter requests;
  private final ReplyCutter replies;
  private final Turns turns;
  private boolean switched;

  PostgresSession(Limits limits, Tls tls, Pairing pairing) {
    this.pairing = pairing;
    startup = new StartupCutter(limits, tls, pairing.tlsUpgrade(), parameters);
    requests =
        new RequestCutter(
            limits, pairing, transactions, new PreparedStatements(limits.prepared()), parameters);
    replies = new ReplyCutter(limits, pairing, new Hearing());
    turns = new Turns(pairing);
  }

  @Override
  public Cut cutRequest(ByteBuf in) {
    if (switched) {
      return turns.cutRequest(in);
    }
    try {
      if (startup.beginsWithTls(in)) {
        return StartupCutter.wholeHello(in)
            ? turns.cutRequest(in).thenTls(StartupCutter.WAY_OUT)
            : Cut.more();
      }
      return startup.over() ? requests.cut(in) : startup.cut(in);
    } catch (Flaw flaw) {
      return Cut.refuse(Renderings.refusal(flaw, in.alloc()), "bad request: " + flaw.reason());
    }
  }

  @Override
  public Cut cutReply(ByteBuf in) {
    if (switched) {
      return turns.cutReply(in);
    }
    if (startup.asked()) {
      return encryption(in);
    }
    try {
      Cut cut = replies.cut(in);
      boolean refused = startup.secured() && cut.message() == PostgresReply.ERROR;
      return refused && !startup.over() && ChannelBinding.failed(in, cut.length())
          ? Cut.refuse(Renderings.bound(in.alloc()), ChannelBinding.FAILED)
          : cut;
    } catch (Flaw flaw) {
      Trouble trouble = new Trouble(Trouble.Kind.BAD_REPLY, flaw.reason());
      Request request = pairing.answered();
      return Cut.refuse(
          request == null ? null : tell(trouble, request, in.alloc()),
          "bad reply: " + trouble.reason());
    }
  }

  /** The backend says in one byte whether it encrypts. */
  private Cut encryption(ByteBuf in) {
    byte answer = in.getByte(in.readerIndex());
    boolean encrypts = answer == 'S' || answer == 'G';
    startup.answered(encrypts);
    return encrypts ? Cut.pass(1).thenTls(StartupCutter.WAY_OUT) : Cut.pass(1);
  }

  @Override
  public @Nullable Object attribute(
      Attribute attribute, String name, Message message, ByteBuf head) {
    if (message instanceof PostgresRequest request) {
      return PostgresAttributes.of(attribute, request, parameters);
    }
    return message instanceof PostgresReply reply
        ? PostgresAttributes.of(attribute, reply, head)
        : null;
  }

  @Override
  public String label(Message message, ByteBuf head) {
    if (message instanceof PostgresRequest request && request.opening()) {
      return parameters.label();
    }
    return message instanceof PostgresReply reply
        ? PostgresAttributes.label(reply, head)
        : message.label();
  }

  @Override
  public @Nullable ByteBuf substitute(Request request, ByteBufAllocator allocator) {
    if (!(request instanceof PostgresRequest asked) || asked.opening()) {
      return null;
    }
    ByteBuf substitute = Substitutes.of(asked, allocator);
    transactions.failed(asked, substitute != null);
    parameters.answered(asked);
    failed.add(asked, requests.failed(asked, substitute != null));
    return substitute;
  }

  @Override
  public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
    if (!(exchange.request() instanceof PostgresRequest request)) {
      return Rendering.reset();
    }
    FailedRequests.Left left = failed.take(request);
    if (request.opening() || PostgresFailure.of(failure).closes()) {
      return Renderings.injectedAtEnd(failure, parameters.encoding(), allocator);
    }
    if (left == null) {
      left = new FailedRequests.Left("", failedAtReply(request));
    }
    return Renderings.injected(failure, left, parameters.encoding(), allocator);
  }

  /**
   * Returns the status of the transaction after the error; 0 if the client has yet to ask for it.
   */
  private byte failedAtReply(PostgresRequest request) {
    transactions.toldOfFailure();
    if (requests.failedAtReply(request)) {
      replies.failed(request);
      return 0;
    }
    return transactions.open() ? Transactions.FAILED : Transactions.IDLE;
  }

  /** Null among turns: it would be a foreign message within what they carry. */
  @Override
  public @Nullable Rendering notice(Failure notice, Exchange after, ByteBufAllocator allocator) {
    return switched ? null : Renderings.injectedAtEnd(notice, parameters.encoding(), allocator);
  }

  @Override
  public @Nullable Rendering tell(Trouble trouble, Request request, ByteBufAllocator allocator) {
    return request instanceof PostgresRequest ? Renderings.trouble(trouble, allocator) : null;
  }

  @Override
  public @Nullable Rendering tell(Trouble trouble, ByteBufAllocator allocator) {
    if (startup.asked()) {
      return Renderings.trouble(trouble, allocator);
    }
    return startup.canceled() ? Rendering.lastReply(Unpooled.EMPTY_BUFFER, "close") : null;
  }

  private final class Hearing implements ReplyCutter.Hearing {

    @Override
    public void ready(@Nullable PostgresRequest request, byte status) {
      startup.opened();
      transactions.ready(request, status);
      parameters.answered(request);
    }

    @Override
    public void replicates() {
      switched = true;
    }

    @Override
    public boolean answersBefore(PostgresRequest request) {
      return transactions.answersBefore(request);
    }

    @Override
    public void answeredBefore() {
      transactions.answeredBefore();
    }

    @Override
    public void copyIn(PostgresRequest request) {
      requests.copyIn(request);
    }

    @Override
    public void parameter(ByteBuf in, int from, int to) {
      parameters.status(in, from, to);
    }

    @Override
    public void substitute(PostgresRequest request, ByteBuf in, int length) {
      requests.answered(request, failed.answered(request, in, length));
    }
  }
}
