package io.galopin.protocol.postgres;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Follows whether the client's next request runs in a transaction. The backend says so with each
 * ReadyForQuery; what was sent since may change it. A change holds from its request on. If that
 * request fails in the proxy, what was before holds again.
 */
final class Transactions {

  /** No transaction is open. */
  static final byte IDLE = 'I';

  /** A transaction is open. */
  static final byte OPEN = 'T';

  /** A transaction is open and has failed: only its end is accepted. */
  static final byte FAILED = 'E';

  /** A change that the backend has not confirmed yet. */
  private record Change(PostgresRequest by, boolean open) {}

  private byte known = IDLE;
  private @Nullable Change change;
  private @Nullable Change before;

  /** The requests of unknown effect that are not answered. */
  private final ArrayDeque<PostgresRequest> unknown = new ArrayDeque<>(0);

  private boolean undecided;
  private boolean spoiled;

  /** The request before which the backend gets what fails the transaction, until it has failed. */
  private @Nullable PostgresRequest preceded;

  /** Whether a transaction is open for the next request. */
  boolean open() {
    return change == null ? known != IDLE : change.open;
  }

  /** What is known for the next request. */
  PostgresRequest.Before before() {
    return new PostgresRequest.Before(open(), open() || !unknown.isEmpty());
  }

  /** Whether the next request must wait until it is settled what becomes of those so far. */
  boolean undecided() {
    return undecided;
  }

  /** Notes that it is settled. */
  void decided() {
    undecided = false;
  }

  /** Notes a request that has arrived. */
  void next(PostgresRequest request) {
    switch (request.effect()) {
      case BEGINS -> change(new Change(request, true));
      case ENDS -> change(new Change(request, false));
      case UNKNOWN -> unknown.addLast(request);
      case NONE -> {}
    }
  }

  private void change(Change next) {
    before = change;
    change = next;
    undecided = true;
  }

  /** Notes that the backend is ready after a request. */
  void ready(@Nullable PostgresRequest request, byte status) {
    known = status;
    if (change != null && change.by == request) {
      change = null;
      before = null;
    } else if (before != null && before.by == request) {
      before = null;
    }
    if (request != null) {
      unknown.removeFirstOccurrence(request);
    }
  }

  /**
   * Notes that the proxy fails a request.
   *
   * @param substituted whether the backend gets something in its place
   */
  void failed(PostgresRequest request, boolean substituted) {
    if (request == preceded) {
      preceded = null;
    }
    if (!substituted) {
      unknown.removeFirstOccurrence(request);
    }
    if (change == null || change.by != request) {
      return;
    }
    if (!substituted) {
      change = before;
    } else if (request.prelude() == null && !request.commits()) {
      // What would have changed the transaction leaves it as it is, but failed.
      change = before;
    } else {
      change = new Change(request, !request.commits());
    }
    before = null;
  }

  /**
   * Notes that a client was told of a failure after the backend had done what it asked for. If a
   * transaction is open, it counts as failed for the client, and must fail for the backend, too.
   */
  void toldOfFailure() {
    spoiled = open();
  }

  /** Whether the transaction must yet be made to fail. */
  boolean spoiled() {
    return spoiled;
  }

  /** Notes that the backend gets what fails the transaction, before a request. */
  void failedBefore(PostgresRequest request) {
    spoiled = false;
    preceded = request;
  }

  /** Whether the backend's next answer is that to what it got before a request. */
  boolean answersBefore(PostgresRequest request) {
    return request == preceded;
  }

  /** Notes that this answer is over. */
  void answeredBefore() {
    preceded = null;
  }
}
