package io.galopin.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.live.Turns;
import io.galopin.live.Turns.Turn;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes changes on worker threads, because they may call plugins, whose code may block. A change
 * starts once its names are looked up and no other change of the same proxies is running. Until
 * then it takes no thread. A change that cannot start in time is refused and not made. Used on the
 * server's event loop.
 */
final class Workers {

  /** Uses the answers for the names. */
  @FunctionalInterface
  private interface Change<A, T> {
    T make(A answers) throws Exception;
  }

  private final Turns turns;
  private final Callers callers;
  private final ListenNames names;
  private final Duration patience;

  /**
   * Creates the workers.
   *
   * @param turns serializes the changes of each proxy
   * @param patience how long a change may wait for others
   */
  Workers(Turns turns, Callers callers, ListenNames names, Duration patience) {
    this.turns = turns;
    this.callers = callers;
    this.names = names;
    this.patience = patience;
  }

  /** Replies with the result of slow work that is not a change. */
  void reply(RoutingContext context, int status, Callable<? extends JsonNode> look) {
    callers.refuseIfOthersWait();
    make(
        context,
        List.of(),
        names.answered(List.of()),
        answered -> Json.bytes(look.call()),
        json -> Replies.send(context.response(), status, json));
  }

  /**
   * Makes a change and replies with its result.
   *
   * @param proxies the names of the changed proxies
   * @param hosts where these may start to listen
   * @param what describes the change for the log, from the reply
   */
  <T extends JsonNode> void reply(
      RoutingContext context,
      int status,
      Collection<String> proxies,
      Collection<String> hosts,
      Function<T, String> what,
      Callable<T> change) {
    callers.refuseIfOthersWait();
    make(
        context,
        proxies,
        names.answered(hosts),
        answered -> {
          T made = change.call();
          ChangeLog.say(context, what.apply(made));
          return Json.bytes(made);
        },
        json -> Replies.send(context.response(), status, json));
  }

  /** Makes a change that is not logged, because it comes every few seconds, and replies. */
  void replyUnlogged(
      RoutingContext context, Collection<String> proxies, Callable<? extends JsonNode> change) {
    callers.refuseIfOthersWait();
    make(
        context,
        proxies,
        names.answered(List.of()),
        answered -> Json.bytes(change.call()),
        json -> Replies.send(context.response(), 200, json));
  }

  /**
   * Makes a change and replies that it is done.
   *
   * @param what describes the change for the log
   */
  void done(
      RoutingContext context,
      Collection<String> proxies,
      Collection<String> hosts,
      String what,
      Runnable change) {
    callers.refuseIfOthersWait();
    doneWith(context, proxies, names.answered(hosts), what, answered -> change.run());
  }

  /**
   * Makes a change, even if names have no answer, and replies that it is done.
   *
   * @param change receives the hosts without an answer, each with a sentence that says so
   */
  void doneWhereAnswered(
      RoutingContext context,
      Collection<String> proxies,
      Collection<String> hosts,
      String what,
      Consumer<Map<String, String>> change) {
    callers.refuseIfOthersWait();
    doneWith(context, proxies, names.unanswered(hosts), what, change);
  }

  private <A> void doneWith(
      RoutingContext context,
      Collection<String> proxies,
      CompletableFuture<A> answers,
      String what,
      Consumer<A> change) {
    make(
        context,
        proxies,
        answers,
        answered -> {
          change.accept(answered);
          ChangeLog.say(context, what);
          return true;
        },
        done -> Replies.done(context.response()));
  }

  private <A, T> void make(
      RoutingContext context,
      Collection<String> proxies,
      CompletableFuture<A> answers,
      Change<A, T> change,
      Consumer<T> reply) {
    var loop = context.vertx().getOrCreateContext();
    answers.whenComplete(
        (answered, failure) ->
            loop.runOnContext(
                on -> {
                  if (failure == null) {
                    inTurn(context, proxies, () -> change.make(answered), reply);
                  } else {
                    context.fail(new Refusal(500, ListenNames.sentence(failure)));
                  }
                }));
  }

  private <T> void inTurn(
      RoutingContext context, Collection<String> proxies, Callable<T> change, Consumer<T> reply) {
    AtomicBoolean decided = new AtomicBoolean();
    long timer =
        context
            .vertx()
            .setTimer(
                patience.toMillis(),
                late -> {
                  if (decided.compareAndSet(false, true)) {
                    context.fail(
                        new Refusal(
                            503,
                            "earlier changes have not finished for "
                                + patience.toSeconds()
                                + " s, so nothing was changed (expected: a retry later)"));
                  }
                });
    var loop = context.vertx().getOrCreateContext();
    turns
        .next(proxies)
        .thenAccept(
            turn ->
                Work.begin(loop, () -> begun(turn, decided, change))
                    .onComplete(
                        made -> {
                          context.vertx().cancelTimer(timer);
                          if (made.succeeded()) {
                            whenKept(context, proxies, () -> reply.accept(made.result()));
                          } else if (!(made.cause() instanceof TooLate)) {
                            context.fail(made.cause());
                          }
                        }));
  }

  /** Replies once the change would survive a restart. */
  private void whenKept(RoutingContext context, Collection<String> proxies, Runnable reply) {
    if (proxies.isEmpty()) {
      reply.run();
      return;
    }
    CompletableFuture<Void> kept = turns.kept();
    if (kept.isDone() && !kept.isCompletedExceptionally()) {
      reply.run();
      return;
    }
    var loop = context.vertx().getOrCreateContext();
    kept.whenComplete(
        (done, failure) ->
            loop.runOnContext(
                on -> {
                  if (failure == null) {
                    reply.run();
                  } else {
                    context.fail(new Refusal(500, StateCalls.sentence(failure)));
                  }
                }));
  }

  private <T> T begun(Turn turn, AtomicBoolean decided, Callable<T> change) throws Exception {
    try {
      if (!decided.compareAndSet(false, true)) {
        throw new TooLate();
      }
      return change.call();
    } finally {
      turns.end(turn);
    }
  }

  /** The call was answered before the change could start. */
  private static final class TooLate extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
