package io.galopin.protocol.mysql;

import io.galopin.api.Cut;
import io.galopin.api.Pairing;
import io.galopin.protocol.text.TlsBytes;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Cuts what the client of one connection sends. */
final class RequestCutter {

  private static final String WAY_OUT =
      "sslMode=DISABLED (MySQL) or sslMode=disable (MariaDB) at the client, or the option"
          + " tls=refuse";

  /** What bytes of the client wait for. */
  private enum Wait {
    NOTHING,
    /** The server's greeting. */
    GREETING,
    /** The end of a login. */
    LOGIN,
    /** A reply that may ask for these bytes. */
    REPLY,
    /** The replies to all that was asked before. */
    ALL
  }

  private final Limits limits;
  private final Facts facts;
  private final PreparedStatements prepared;
  private final RequestReader reader;
  private final Pairing pairing;
  private final MysqlRequest opening;

  /** The newest request. */
  private @Nullable MysqlRequest newest;

  /** The bytes of the current packet that are still to come. */
  private int left;

  /** Whether the current packet goes on in the next one. */
  private boolean goesOn;

  /** Whether the bytes to come belong to a request. */
  private boolean body;

  /** Whether the packets to come count as the newest request's. */
  private boolean numbered;

  private boolean compressed;

  /** Whether the client has asked for TLS, in which it goes on. */
  private boolean secured;

  private Wait wait = Wait.NOTHING;

  RequestCutter(
      Limits limits,
      Facts facts,
      PreparedStatements prepared,
      Pairing pairing,
      MysqlRequest opening) {
    this.limits = limits;
    this.facts = facts;
    this.prepared = prepared;
    this.pairing = pairing;
    this.opening = opening;
    reader = new RequestReader(limits, facts, prepared);
  }

  /** Whether a request is the newest, and has come as a whole. */
  boolean isNewest(MysqlRequest request) {
    return request == newest && left == 0 && !goesOn;
  }

  /** Whether the client and the server have agreed on compression. */
  boolean compressed() {
    return compressed;
  }

  /**
   * Whether bytes of the client wait, and what they waited for has come. They go first then, so
   * that a reply behind it belongs to the same request however the bytes come.
   */
  boolean canGoOn() {
    return switch (wait) {
      case NOTHING -> false;
      case GREETING -> facts.phase() != Facts.Phase.GREETING;
      case LOGIN -> facts.phase() == Facts.Phase.COMMANDS;
      case REPLY -> facts.phase() != Facts.Phase.COMMANDS || allAnswered();
      case ALL -> allAnswered();
    };
  }

  private boolean allAnswered() {
    return pairing.answered() == null && pairing.settled();
  }

  /** No more bytes come. */
  void ended() {
    wait = Wait.NOTHING;
  }

  /** Returns null if the bytes from here on are turns. */
  @Nullable Cut cut(ByteBuf in) throws Flaw {
    wait = Wait.NOTHING;
    if (left > 0) {
      return rest(in, 0);
    }
    if (in.readableBytes() < Packets.HEADER) {
      return Cut.more();
    }
    if (goesOn) {
      return packet(in, Packets.HEADER);
    }
    boolean first = Packets.sequence(in, in.readerIndex()) == 0;
    return switch (facts.phase()) {
      case GREETING -> early(in);
      case LOGIN -> login(in);
      case AUTHENTICATION, CHANGE -> first ? await(Wait.LOGIN) : answer(in);
      case FILE -> file(in);
      case COMMANDS -> first ? command(in) : unexpected();
    };
  }

  /** A client that begins with TLS does not wait for the greeting. Its bytes are no packet. */
  private static void refuseTls(ByteBuf in) throws Flaw {
    if (TlsBytes.begin(in, in.readerIndex()) && Packets.length(in, in.readerIndex()) > 1 << 16) {
      throw new Flaw(TlsBytes.refusal("the plain beginning of MySQL"));
    }
  }

  private Cut early(ByteBuf in) throws Flaw {
    refuseTls(in);
    if (in.readableBytes() > Packets.HEADER + limits.packet()) {
      throw new Flaw("the client says much before the server has greeted it");
    }
    return await(Wait.GREETING);
  }

  private Cut await(Wait reason) {
    wait = reason;
    return Cut.await();
  }

  private Cut unexpected() throws Flaw {
    if (allAnswered()) {
      throw new Flaw("a packet is out of order");
    }
    return await(Wait.REPLY);
  }

  private Cut login(ByteBuf in) throws Flaw {
    refuseTls(in);
    int at = in.readerIndex();
    if (!Packets.isWhole(in, at, limits.packet())) {
      return Cut.more();
    }
    Login login = Login.of(in, at);
    opening.sequence(Packets.sequence(in, at));
    int length = Packets.HEADER + Packets.length(in, at);
    if (login.tls()) {
      if (secured) {
        throw new Flaw("the client asks for TLS within TLS");
      }
      secured = true;
      return Cut.body(length, false).thenTls(WAY_OUT);
    }
    facts.loggingIn(login);
    compressed = login.capabilities().has(Capabilities.ANY_COMPRESSION);
    if (compressed && !facts.agreed().has(Capabilities.ANY_COMPRESSION)) {
      throw new Flaw("the client asks for compression, which was not offered");
    }
    newest = opening;
    return Cut.body(length, false);
  }

  /** Cuts what a client says in a login. Nothing of it is read. */
  private Cut answer(ByteBuf in) {
    body = facts.phase() == Facts.Phase.AUTHENTICATION;
    numbered = true;
    return packet(in, Packets.HEADER);
  }

  private Cut file(ByteBuf in) {
    body = false;
    numbered = true;
    if (Packets.length(in, in.readerIndex()) == 0) {
      facts.phase(Facts.Phase.COMMANDS);
    }
    return packet(in, Packets.HEADER);
  }

  private @Nullable Cut command(ByteBuf in) {
    int at = in.readerIndex();
    int length = Packets.length(in, at);
    if (length > 0 && in.readableBytes() == Packets.HEADER) {
      return Cut.more();
    }
    Command command = length == 0 ? Command.SLEEP : Command.of(Packets.type(in, at));
    if (command.answer() == Command.Answer.TURNS) {
      return allAnswered() ? null : await(Wait.ALL);
    }
    int head = Packets.HEADER + Math.min(length, command.most(limits));
    if (in.readableBytes() < head) {
      return Cut.more();
    }
    if (command.answer() == Command.Answer.NONE) {
      body = false;
      numbered = false;
      note(command, in, at, length);
      return packet(in, head);
    }
    MysqlRequest request = reader.read(command, in, at + head);
    newest = request;
    body = true;
    numbered = true;
    left = length - (head - Packets.HEADER);
    goesOn = length == Packets.MOST;
    if (command == Command.CHANGE_USER) {
      facts.phase(Facts.Phase.CHANGE);
    }
    return Cut.request(head, left == 0 && !goesOn, request);
  }

  private void note(Command command, ByteBuf in, int at, int length) {
    if (length >= 5) {
      int number = in.getIntLE(at + Packets.HEADER + 1);
      if (command == Command.STMT_CLOSE) {
        prepared.close(number);
      } else if (command == Command.STMT_SEND_LONG_DATA) {
        prepared.longData(number);
      }
    }
  }

  /** Begins with a packet that is no head. */
  private Cut packet(ByteBuf in, int atLeast) {
    int at = in.readerIndex();
    int length = Packets.length(in, at);
    goesOn = length == Packets.MOST;
    if (newest != null && numbered) {
      newest.sequence(Packets.sequence(in, at));
    }
    left = length - (atLeast - Packets.HEADER);
    return rest(in, atLeast);
  }

  /** Cuts the bytes behind those, as far as they belong to the packet and have come. */
  private Cut rest(ByteBuf in, int before) {
    int length = Math.min(left, in.readableBytes() - before);
    left -= length;
    boolean last = left == 0 && !goesOn && facts.phase() != Facts.Phase.AUTHENTICATION;
    return body ? Cut.body(before + length, last) : Cut.pass(before + length);
  }
}
