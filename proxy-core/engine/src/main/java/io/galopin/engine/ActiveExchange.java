package io.galopin.engine;

import io.galopin.api.Action;
import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Message;
import io.galopin.api.Rendering;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An exchange under way, with what its rule chose for it. Used on its connection's event loop only.
 */
final class ActiveExchange implements Exchange {

  private static final Logger log = LoggerFactory.getLogger(ActiveExchange.class);

  /** What becomes of the bytes of the request. */
  enum Course {
    /** Not decided: it waits. */
    WAITING,
    /** They go to the backend. */
    FORWARDED,
    /** They are discarded: the backend never sees this request. */
    WITHHELD
  }

  private final Connection connection;
  private final long ordinal;
  private final Message request;
  private @Nullable Choice choice;
  private @Nullable Message reply;

  Course course = Course.WAITING;

  /**
   * Why the request is withheld and what the client is to get for it, until {@link #local} is made.
   */
  @Nullable Action answer;

  /** What the client gets in place of a reply from the backend; made, but not written yet. */
  @Nullable Rendering local;

  /** What {@link Behavior#onBetweenHandle} wants the client to get in place of the reply. */
  @Nullable Decision instead;

  /** When the reply may begin, in the loop's time; set when {@link #betweenAsked} is. */
  long replyNotBefore;

  /** What becomes of the reply; null while its head has not come. */
  @Nullable Action replyAction;

  /** When it was settled what becomes of the request, in the loop's time; set if it is measured. */
  long settledAt;

  boolean betweenAsked;

  /** Whether it is in the line of those that wait for the end of their replies. */
  boolean unanswered;

  boolean requestComplete;

  /** Whether the head of the final reply has come, be it still held back. */
  boolean replyBegun;

  boolean replyForwarded;
  long discarded;

  ActiveExchange(Connection connection, long ordinal, Message request) {
    this.connection = connection;
    this.ordinal = ordinal;
    this.request = request;
  }

  void chosen(@Nullable Choice choice) {
    this.choice = choice;
  }

  /** What acts on this exchange; null if it passes untouched. */
  @Nullable Choice choice() {
    return choice;
  }

  Decision before() {
    return ask(behavior -> behavior.onBeforeHandle(this));
  }

  Decision between() {
    betweenAsked = true;
    return ask(behavior -> behavior.onBetweenHandle(this));
  }

  Decision after(Message reply) {
    this.reply = reply;
    return ask(behavior -> behavior.onAfterHandle(this));
  }

  private Decision ask(Function<Behavior, Decision> hook) {
    if (choice == null) {
      return Decision.pass();
    }
    try {
      return hook.apply(choice.behavior());
    } catch (RuntimeException bug) {
      log.error(
          "{}: behavior {} failed, the exchange passes", connection.place(), choice.plugin(), bug);
      return Decision.pass();
    }
  }

  @Override
  public long connection() {
    return connection.ordinal();
  }

  @Override
  public long ordinal() {
    return ordinal;
  }

  @Override
  public Message request() {
    return request;
  }

  @Override
  public @Nullable Message reply() {
    return reply;
  }

  @Override
  public boolean acceptsInsertion() {
    return connection.spec().protocol().acceptsInsertion();
  }

  @Override
  public double draw(String purpose) {
    return connection.draws().number(connection(), purpose(purpose), ordinal);
  }

  byte[] randomBytes(String purpose, int count) {
    return connection.draws().bytes(connection(), purpose(purpose), ordinal, count);
  }

  private String purpose(String purpose) {
    return choice == null ? purpose : choice.plugin() + "." + purpose;
  }

  @Override
  public <T> T connectionState(Supplier<T> initial) {
    if (choice == null) {
      throw new IllegalStateException("only a behavior has connection state");
    }
    return connection.interventions().state(choice, initial);
  }
}
