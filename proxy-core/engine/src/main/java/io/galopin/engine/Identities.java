package io.galopin.engine;

import io.galopin.api.Attribute;
import io.galopin.api.OptionException;
import io.galopin.engine.match.Facts;
import io.galopin.engine.match.Term;
import io.galopin.engine.match.Values;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes exchanges by what clients send in place of where they are: by the value of one
 * attribute, and how often that value has come at the proxy. Thread-safe.
 */
final class Identities {

  /**
   * An exchange with an identity.
   *
   * @param scope a hash of the value
   * @param occurrence 1, 2, 3 … for exchanges with this value
   * @param shown for the journal
   */
  record Identity(long scope, long occurrence, String shown) {}

  /** So many values are counted; each further one counts as new whenever it comes. */
  private static final int MOST = 200_000;

  private final Term term;
  private final ConcurrentHashMap<Long, AtomicLong> occurrences = new ConcurrentHashMap<>();

  /**
   * None have come yet.
   *
   * @throws OptionException if the value is known only when the reply has come
   */
  Identities(Term term) {
    if (term.attribute().moment() == Attribute.Moment.REPLY) {
      throw new OptionException("draw-by", term, "an attribute of the request or the connection");
    }
    this.term = term;
  }

  Term term() {
    return term;
  }

  /** The identity of an exchange; null if it has no such value. */
  @Nullable Identity of(Facts facts) {
    Object value = facts.value(term);
    if (value == null) {
      return null;
    }
    String text = Values.text(value);
    long scope = Draws.word(text);
    long occurrence = 1;
    AtomicLong counter = occurrences.get(scope);
    if (counter != null || occurrences.mappingCount() < MOST) {
      occurrence = occurrences.computeIfAbsent(scope, fresh -> new AtomicLong()).incrementAndGet();
    }
    String shown = term.attribute().secret() ? Long.toHexString(scope) : Values.shown(value);
    return new Identity(scope, occurrence, occurrence == 1 ? shown : shown + " #" + occurrence);
  }
}
