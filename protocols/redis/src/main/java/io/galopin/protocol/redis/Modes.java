package io.galopin.protocol.redis;

import io.galopin.api.Message;
import io.galopin.protocol.redis.Mode.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Follows the {@link Mode} of one connection as its requests change it. A change holds from its
 * request on. If that request fails, in the proxy or in the backend, the mode before it holds
 * again. So the bytes after a change are not read before it is settled that the request goes to the
 * backend. Refusals by the backend are rare, and show only in its reply.
 */
final class Modes {

  private Mode mode = Mode.START;

  /** The mode to return to if {@link #change} fails. */
  private Mode before = Mode.START;

  /** The newest request that changes the mode, until it is answered. */
  private @Nullable RedisRequest change;

  private boolean undecided;

  /** The database of the newest request. */
  private long database;

  /** Whether the next request must wait until it is settled what becomes of those so far. */
  boolean undecided() {
    return undecided;
  }

  /** Notes that it is settled. */
  void decided() {
    undecided = false;
  }

  /** Whether the meaning of {@code EXEC} depends on earlier requests. */
  boolean inTransaction() {
    return mode.transaction() != null;
  }

  /** Whether the next request is answered, and right away. */
  boolean answersAtOnce() {
    return mode.transaction() == null && !mode.off() && !mode.skip();
  }

  long database() {
    return database;
  }

  /**
   * Returns the next request and applies its change.
   *
   * @param ordinal of its exchange
   */
  RedisRequest next(RequestHead head, long ordinal) {
    boolean skipped = mode.skip();
    if (skipped) {
      mode = mode.withReplies(mode.off(), false);
    }
    RedisRequest request = read(head, ordinal, skipped);
    if (!skipped || request.expectsReply()) {
      return request;
    }
    RedisRequest silent = isShared(request) ? request.command().skipped() : request.withoutReply();
    if (request == change) {
      change = silent;
    }
    return silent;
  }

  private RedisRequest read(RequestHead head, long ordinal, boolean skipped) {
    database = mode.database();
    boolean answered = !skipped && !mode.off();
    Command command = head.command();
    Transaction transaction = mode.transaction();
    return switch (command.role()) {
      case RESET -> changed(Mode.START, new RedisRequest(command, !skipped, 0));
      case MULTI ->
          transaction != null || head.count() != 1
              ? command.request(answered)
              : changed(
                  mode.withTransaction(new Transaction(ordinal, mode.database(), false)),
                  new RedisRequest(command, answered, 0));
      case EXEC, DISCARD -> end(command, transaction, head.count() == 1, answered);
      case SELECT -> select(head, answered);
      case CLIENT ->
          transaction == null && head.count() == 3 && head.argumentIs(1, "REPLY")
              ? replies(head, answered)
              : command.request(answered);
      case SUBSCRIBE, UNSUBSCRIBE ->
          transaction == null
              ? new RedisRequest(command, answered, head.count() - 1)
              : command.request(answered);
      case REPLCONF ->
          command.request(answered && (transaction != null || !head.acknowledgment().silent()));
      default -> command.request(answered);
    };
  }

  private RedisRequest changed(Mode changed, RedisRequest request) {
    before = mode;
    mode = changed;
    change = request;
    undecided = true;
    return request;
  }

  private RedisRequest end(
      Command command, @Nullable Transaction transaction, boolean wellFormed, boolean answered) {
    if (transaction == null) {
      return command.request(answered);
    }
    boolean exec = command.role() == Command.Role.EXEC;
    if (!wellFormed && !exec) {
      // The server stays in the transaction and will not carry it out.
      mode = mode.withTransaction(failed(transaction));
      return command.request(answered);
    }
    Mode ended = mode.withTransaction(null);
    boolean aborted = exec && wellFormed && transaction.failed();
    return changed(
        exec && !aborted ? ended : ended.withDatabase(transaction.database()),
        aborted ? RedisRequest.aborted(command, answered) : new RedisRequest(command, answered, 0));
  }

  private RedisRequest select(RequestHead head, boolean answered) {
    String argument = head.argument(1);
    if (head.count() != 2 || argument == null || !argument.matches("[0-9]{1,9}")) {
      return head.command().request(answered);
    }
    return changed(
        mode.withDatabase(Long.parseLong(argument)), new RedisRequest(head.command(), answered, 0));
  }

  private RedisRequest replies(RequestHead head, boolean answered) {
    Command client = head.command();
    if (head.argumentIs(2, "ON")) {
      return changed(mode.withReplies(false, false), new RedisRequest(client, true, 0));
    }
    if (head.argumentIs(2, "OFF")) {
      return changed(mode.withReplies(true, false), new RedisRequest(client, false, 0));
    }
    if (head.argumentIs(2, "SKIP")) {
      boolean skip = !mode.off();
      return changed(mode.withReplies(mode.off(), skip), new RedisRequest(client, false, 0));
    }
    return client.request(answered);
  }

  private static Transaction failed(Transaction transaction) {
    return new Transaction(transaction.ordinal(), transaction.database(), true);
  }

  /** Notes the backend's answer to a request. */
  void answered(Message request, boolean withError) {
    if (request == change) {
      if (withError) {
        mode = change.command().role() == Command.Role.EXEC ? discarded() : before;
      }
      change = null;
    }
  }

  /**
   * Whether this request is an {@code EXEC} that ends a transaction, or would end it if it did not
   * fail.
   */
  static boolean endsTransaction(RedisRequest request) {
    return request.command().role() == Command.Role.EXEC && !isShared(request);
  }

  /** Whether this is the object of all requests of its command that change nothing. */
  private static boolean isShared(RedisRequest request) {
    Command command = request.command();
    return request == command.request(request.expectsReply()) || request == command.skipped();
  }

  /** Whether this request, which fails, leaves a transaction that must be discarded. */
  boolean discards(RedisRequest request) {
    if (!endsTransaction(request)) {
      return false;
    }
    if (request == change) {
      mode = discarded();
      change = null;
    }
    return true;
  }

  /** Returns the mode after a discarded transaction, whose changes are undone. */
  private Mode discarded() {
    Transaction transaction = before.transaction();
    return transaction == null
        ? before
        : before.withTransaction(null).withDatabase(transaction.database());
  }

  /** Notes that the proxy fails a request. */
  void failed(Message request, long ordinal) {
    if (request == change) {
      mode = before;
      change = null;
    }
    Transaction transaction = mode.transaction();
    if (transaction != null && ordinal > transaction.ordinal()) {
      mode = mode.withTransaction(failed(transaction));
    }
  }
}
