package io.galopin.engine.trace;

import io.galopin.api.Attribute;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Level;
import io.galopin.engine.match.OwnAttributes;
import io.galopin.engine.match.Reach;
import io.galopin.engine.match.Term;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener with the exchanges of which it is told. Thread-safe.
 *
 * <p>A condition is about the same exchanges as that of a rule: about those of the highest level
 * that it names, and about openings only if it names them. The empty condition is about all
 * exchanges, those of layers and openings included.
 */
public final class Listening {

  private static final Logger log = LoggerFactory.getLogger(Listening.class);

  private final Condition when;
  private final ExchangeListener listener;
  private final List<Term> terms;
  private final List<Term> requestTerms;
  private final Level level;
  private final Reach reach;
  private final boolean atReply;
  private volatile boolean closed;
  private volatile boolean failed;

  Listening(Condition when, ExchangeListener listener) {
    this.when = when;
    this.listener = listener;
    this.terms = when.terms().distinct().toList();
    this.level = when.level();
    this.reach = when.reach();
    this.atReply = when.moment() == Attribute.Moment.REPLY;
    this.requestTerms =
        atReply
            ? terms.stream()
                .filter(term -> term.attribute().moment() == Attribute.Moment.REQUEST)
                .toList()
            : List.of();
  }

  /** Returns the condition on exchanges. */
  public Condition when() {
    return when;
  }

  /** Whether it is told of all exchanges. */
  public boolean isOfAll() {
    return terms.isEmpty();
  }

  /** Whether the condition can be tested only when the reply has arrived. */
  public boolean looksAtReply() {
    return atReply;
  }

  /** Returns the terms of the request that a condition on the reply tests as well. */
  public List<Term> requestTerms() {
    return requestTerms;
  }

  /**
   * Whether a proxy has the attributes that the condition tests: those of its protocol and layers
   * have their names, a dot, and more.
   *
   * @param layers the names of its layers
   * @param protocol the name of the protocol above them
   */
  public boolean fits(List<String> layers, String protocol) {
    for (Term term : terms) {
      Attribute attribute = term.attribute();
      String layer = term.level().layer();
      boolean has =
          layer.isEmpty()
              ? OwnAttributes.isOwn(attribute) || attribute.name().startsWith(protocol + ".")
              : layers.contains(layer);
      if (!has) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the condition is about an exchange.
   *
   * @param layer whose exchange it is; empty for the protocol above all layers
   * @param opening whether it is the opening of its connection or layer
   */
  public boolean concerns(String layer, boolean opening) {
    return isOfAll()
        || (level.layer().equals(layer) && (!layer.isEmpty() || reach.includes(opening)));
  }

  /** From now on it is told nothing. */
  void close() {
    closed = true;
  }

  /**
   * Tells the listener. Never throws: what the listener throws is logged the first time. It is told
   * of later exchanges all the same.
   */
  public void tell(FinishedExchange exchange) {
    if (closed) {
      return;
    }
    try {
      listener.finished(exchange);
    } catch (Throwable thrown) {
      complain(thrown);
    }
  }

  private void complain(Throwable thrown) {
    if (failed) {
      return;
    }
    failed = true;
    try {
      log.error("a listener of exchanges failed; it is told of later ones; said once", thrown);
    } catch (Throwable worse) {
      // There may be no memory left to say it with.
    }
  }
}
