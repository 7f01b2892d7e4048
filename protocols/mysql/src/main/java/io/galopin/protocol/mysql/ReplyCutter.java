package io.galopin.protocol.mysql;

import io.galopin.api.Cut;
import io.galopin.api.Message;
import io.galopin.api.Pairing;
import io.galopin.protocol.mysql.MysqlReply.Kind;
import io.netty.buffer.ByteBuf;

/** Cuts what the server of one connection sends. */
final class ReplyCutter {

  /** What a server says when nobody has asked, before it closes the connection. */
  private static final Message FAREWELL = () -> "error";

  private final Limits limits;
  private final MysqlProtocol protocol;
  private final Facts facts;
  private final PreparedStatements prepared;
  private final RequestCutter requests;
  private final Pairing pairing;
  private final ResultScanner results;

  /** The bytes of an unasked packet that are still to come. */
  private int unasked;

  private boolean compressed;

  ReplyCutter(
      MysqlProtocol protocol,
      Facts facts,
      PreparedStatements prepared,
      RequestCutter requests,
      Pairing pairing) {
    this.protocol = protocol;
    this.limits = protocol.limits();
    this.facts = facts;
    this.prepared = prepared;
    this.requests = requests;
    this.pairing = pairing;
    results = new ResultScanner(limits, facts, pairing);
  }

  /** Whether the bytes from now on are compressed. */
  boolean compressed() {
    return compressed;
  }

  Cut cut(ByteBuf in) throws Flaw {
    if (results.active()) {
      return results.cut(in);
    }
    if (unasked > 0) {
      return pass(in, 0);
    }
    if (requests.canGoOn()) {
      return Cut.await();
    }
    return pairing.answered() instanceof MysqlRequest request
        ? answer(in, request)
        : cutUnasked(in);
  }

  private Cut cutUnasked(ByteBuf in) throws Flaw {
    int at = in.readerIndex();
    int come = in.readableBytes();
    if (come < Packets.HEADER || (come == Packets.HEADER && Packets.length(in, at) > 0)) {
      return Cut.more();
    }
    if (Packets.type(in, at) == Packets.ERROR) {
      return Packets.isWhole(in, at, limits.packet())
          ? Cut.notice(whole(in), FAREWELL)
          : Cut.more();
    }
    unasked = Packets.length(in, at);
    return pass(in, Packets.HEADER);
  }

  private Cut pass(ByteBuf in, int before) {
    int length = Math.min(unasked, in.readableBytes() - before);
    unasked -= length;
    return Cut.pass(before + length);
  }

  private Cut answer(ByteBuf in, MysqlRequest request) throws Flaw {
    int at = in.readerIndex();
    if (pairing.probed()) {
      return substitutes(in, request);
    }
    Command command = request.command();
    if (command != null && command.answer() == Command.Answer.ROWS) {
      return rows(in);
    }
    if (!Packets.isWhole(in, at, limits.packet())) {
      return Cut.more();
    }
    int type = Packets.type(in, at);
    if (type == Packets.ERROR) {
      return error(in, request);
    }
    if (command == null) {
      return facts.phase() == Facts.Phase.GREETING ? greeting(in) : login(in, request);
    }
    return switch (command.answer()) {
      case LOGIN -> login(in, request);
      case TEXT -> Cut.reply(whole(in), true, MysqlReply.of(Kind.TEXT));
      case PREPARED -> prepared(in, request);
      case RESULTS -> results(in, request, type);
      default -> single(in, request, type);
    };
  }

  /** Returns the length of the packet, which has come as a whole. */
  private static int whole(ByteBuf in) {
    return Packets.HEADER + Packets.length(in, in.readerIndex());
  }

  /** Cuts the answers to what the backend got in place of a request that fails. */
  private Cut substitutes(ByteBuf in, MysqlRequest request) throws Flaw {
    int at = in.readerIndex();
    for (int i = 0; i < request.substitutes(); i++) {
      if (!Packets.isWhole(in, at, limits.packet())) {
        return Cut.more();
      }
      if (Packets.type(in, at) == Packets.OK) {
        facts.said(Ok.of(in, at, facts.agreed()));
      }
      at += Packets.HEADER + Packets.length(in, at);
    }
    if (request.command() == Command.CHANGE_USER) {
      forgotten();
    }
    return Cut.reply(at - in.readerIndex(), true, MysqlReply.of(Kind.OK));
  }

  private Cut greeting(ByteBuf in) throws Flaw {
    int at = in.readerIndex();
    Greeting greeting = Greeting.of(in, at);
    long hidden = protocol.hidden();
    facts.greeted(new Capabilities(greeting.capabilities().bits() & ~hidden));
    Cut cut = Cut.reply(whole(in), true, MysqlReply.interim(Kind.GREETING));
    ByteBuf changed = greeting.without(hidden, in, at);
    return changed == null ? cut : cut.replacedBy(changed);
  }

  private Cut login(ByteBuf in, MysqlRequest request) throws Flaw {
    int at = in.readerIndex();
    if (request.opening() && facts.phase() == Facts.Phase.LOGIN) {
      throw new Flaw("the server answers before the client has logged in");
    }
    if (Packets.type(in, at) != Packets.OK) {
      request.sequence(Packets.sequence(in, at));
      return Cut.reply(whole(in), true, MysqlReply.interim(Kind.LOGIN));
    }
    facts.phase(Facts.Phase.COMMANDS);
    if (!request.opening()) {
      prepared.clear();
    }
    compressed = requests.compressed();
    return ok(in);
  }

  private Cut ok(ByteBuf in) {
    Ok ok = Ok.of(in, in.readerIndex(), facts.agreed());
    return said(ok, in, true, MysqlReply.ok(ok.affectedRows()));
  }

  private Cut said(Ok ok, ByteBuf in, boolean last, MysqlReply reply) {
    facts.said(ok);
    Cut cut = Cut.reply(whole(in), last, reply);
    return ok.redirects()
        ? cut.replacedBy(ok.withoutRedirect(in, in.readerIndex(), in.alloc()))
        : cut;
  }

  private Cut error(ByteBuf in, MysqlRequest request) {
    int at = in.readerIndex();
    int code = Packets.errorCode(in, at);
    if (facts.isProgress(code)) {
      request.sequence(Packets.sequence(in, at));
      return Cut.reply(whole(in), true, MysqlReply.interim(Kind.PROGRESS));
    }
    if (request.opening() || request.command() == Command.CHANGE_USER) {
      facts.phase(Facts.Phase.COMMANDS);
    }
    facts.refused(request, code);
    return Cut.reply(whole(in), true, MysqlReply.error(code));
  }

  private Cut single(ByteBuf in, MysqlRequest request, int type) throws Flaw {
    if (type != Packets.OK && type != Packets.EOF) {
      throw new Flaw("a packet is neither OK nor an error");
    }
    if (request.command() == Command.RESET_CONNECTION) {
      forgotten();
    }
    return ok(in);
  }

  /** The server has forgotten what the client had set and prepared. */
  private void forgotten() {
    prepared.clear();
    facts.reset();
  }

  private Cut prepared(ByteBuf in, MysqlRequest request) throws Flaw {
    int at = in.readerIndex();
    int length = whole(in);
    results.prepared(in, at);
    prepared.prepared(in.getIntLE(at + Packets.HEADER + 1), request.statement());
    return Cut.reply(length, !results.active(), MysqlReply.of(Kind.PREPARED));
  }

  private Cut results(ByteBuf in, MysqlRequest request, int type) throws Flaw {
    int at = in.readerIndex();
    if (type == Packets.OK) {
      Ok ok = Ok.of(in, at, facts.agreed());
      if (ok.has(Ok.MORE_RESULTS)) {
        results.more();
      }
      return said(ok, in, !results.active(), MysqlReply.ok(ok.affectedRows()));
    }
    if (type == Packets.FILE) {
      if (!requests.isNewest(request)) {
        throw new Flaw("the server asks for a file, but the client has gone on");
      }
      facts.phase(Facts.Phase.FILE);
      request.sequence(Packets.sequence(in, at));
      return Cut.reply(whole(in), true, MysqlReply.interim(Kind.FILE));
    }
    results.columns(in, at);
    return Cut.reply(whole(in), false, MysqlReply.of(Kind.ROWS));
  }

  private Cut rows(ByteBuf in) throws Flaw {
    int at = in.readerIndex();
    int come = in.readableBytes();
    if (come < Packets.HEADER || (come == Packets.HEADER && Packets.length(in, at) > 0)) {
      return Cut.more();
    }
    if (!results.ends(in, at)) {
      results.row(in, at);
      return Cut.reply(Packets.HEADER, false, MysqlReply.of(Kind.ROWS));
    }
    if (!Packets.isWhole(in, at, limits.packet())) {
      return Cut.more();
    }
    if (Packets.type(in, at) == Packets.ERROR) {
      return Cut.reply(whole(in), true, MysqlReply.error(Packets.errorCode(in, at)));
    }
    return said(Ok.of(in, at, facts.agreed()), in, true, MysqlReply.of(Kind.ROWS));
  }
}
