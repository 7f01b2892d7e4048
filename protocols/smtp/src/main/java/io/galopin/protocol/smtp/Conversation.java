package io.galopin.protocol.smtp;

import io.galopin.protocol.text.Flawed;

/**
 * What both directions of one connection must know of each other. Used on one event loop.
 *
 * <pre>
 *             DATA            354
 *  COMMANDS ───────► ASKED ──────────► BODY ───── final dot ─────► COMMANDS
 *     │                └── another reply, or a failure ──────────► COMMANDS
 *     │       BDAT
 *     ├────────────► CHUNK ── as many bytes as it says ──────────► COMMANDS
 *     │       AUTH              final reply, or a failure
 *     ├────────────► AUTH ───────────────────────────────────────► COMMANDS
 *     │       STARTTLS          a reply other than 220
 *     ├────────────► STARTTLS ───────────────────────────────────► COMMANDS
 *     │                └── 220 ──► COMMANDS in TLS, or turns, if it cannot be read
 *     │       TURN, ATRN
 *     └────────────► TURN ──────── as STARTTLS; any positive reply counts
 * </pre>
 */
final class Conversation {

  enum Phase {
    COMMANDS,
    /** DATA was sent, and not answered. */
    ASKED,
    BODY,
    CHUNK,
    AUTH,
    STARTTLS,
    TURN
  }

  private static final int CHALLENGE = 334;
  private static final int GO_AHEAD = 354;
  private static final int READY = 220;

  private Phase phase = Phase.COMMANDS;

  /** How many challenges the client has not answered. */
  private int challenges;

  private Envelope envelope = Envelope.none();

  /** Whether the newest command ended its transaction; it may still be asked about it. */
  private boolean envelopeOver;

  /** Whether what is said is said in TLS that Galopin ends. */
  private boolean secured;

  Phase phase() {
    return phase;
  }

  Envelope envelope() {
    return envelope;
  }

  boolean secured() {
    return secured;
  }

  /** TLS begins, in which the client begins again (RFC 3207, 4.2). */
  void secure() {
    secured = true;
    phase = Phase.COMMANDS;
    challenges = 0;
    envelope = Envelope.none();
    envelopeOver = false;
  }

  /** A command has come. Returns its request. */
  SmtpRequest asked(CommandLine line) throws Flawed {
    Verb verb = line.verb();
    if (verb.startsAnew()) {
      envelope = verb == Verb.MAIL ? new Envelope(line.address(), line.size()) : Envelope.none();
    } else if (envelopeOver) {
      envelope = Envelope.none();
    }
    envelopeOver = verb == Verb.BDAT && line.isLastChunk();
    challenges = 0;
    phase =
        switch (verb) {
          case DATA -> Phase.ASKED;
          case BDAT -> line.chunk() > 0 ? Phase.CHUNK : Phase.COMMANDS;
          case AUTH -> Phase.AUTH;
          case STARTTLS -> Phase.STARTTLS;
          case TURN, ATRN -> Phase.TURN;
          default -> Phase.COMMANDS;
        };
    return new SmtpRequest(verb, envelope, verb == Verb.RCPT ? line.address() : null);
  }

  /** The mail after DATA has come, up to its final dot. */
  void bodyEnded() {
    phase = Phase.COMMANDS;
    envelopeOver = true;
  }

  /** The chunk of a BDAT has come. */
  void chunkEnded() {
    phase = Phase.COMMANDS;
  }

  /** Whether the client is expected to answer a challenge. */
  boolean isChallenged() {
    return challenges > 0;
  }

  /** The client has answered a challenge. */
  void challengeAnswered() {
    challenges--;
  }

  /** Whether a reply with this status is an interim one, after which the client sends more. */
  boolean isInterim(SmtpRequest request, int status) {
    return switch (request.verb()) {
      case DATA -> phase == Phase.ASKED && status == GO_AHEAD;
      case AUTH -> phase == Phase.AUTH && status == CHALLENGE;
      default -> false;
    };
  }

  /** An interim reply has come. */
  void asksForMore(SmtpRequest request) {
    if (request.verb() == Verb.DATA) {
      phase = Phase.BODY;
    } else {
      challenges++;
    }
  }

  /**
   * The final reply of the backend has come, to its end.
   *
   * @param status 0 if it does not count, because the backend got another command
   * @return whether SMTP ends here: what follows is TLS, or the roles have changed
   */
  boolean replied(SmtpRequest request, int status) {
    boolean positive = status / 100 == 2;
    if (positive && request.recipient() != null) {
      request.envelope().accepted(request.recipient());
    }
    boolean ends =
        switch (phase) {
          case STARTTLS -> request.verb() == Verb.STARTTLS && status == READY;
          case TURN -> request.verb().turns() && positive;
          default -> false;
        };
    if (!ends) {
      stopsWaiting(request);
    }
    return ends;
  }

  /** Whether a request that fails must end its transaction for the backend, too. */
  boolean ends(SmtpRequest request) {
    envelopeOver |= request.verb().carriesMail();
    return request.verb().carriesMail();
  }

  /** The client waits no longer for what the backend says to a request, and sends commands. */
  void stopsWaiting(SmtpRequest request) {
    boolean waits =
        switch (request.verb()) {
          case DATA -> phase == Phase.ASKED;
          case AUTH -> phase == Phase.AUTH;
          case STARTTLS -> phase == Phase.STARTTLS;
          case TURN, ATRN -> phase == Phase.TURN;
          default -> false;
        };
    if (waits) {
      phase = Phase.COMMANDS;
    }
  }
}
