package io.galopin.engine.rule;

import io.galopin.api.Attribute;
import io.galopin.api.OptionException;
import io.galopin.engine.match.Facts;
import io.galopin.engine.match.Term;
import io.galopin.engine.match.Values;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recognizes exchanges by what clients send in place of where they are: by the value of one
 * attribute, and how often that value has come at the proxy. Thread-safe.
 */
public final class Identities {

  /**
   * An exchange with an identity.
   *
   * @param scope a hash of the value
   * @param occurrence 1, 2, 3 … for exchanges with this value
   * @param shown for the journal, no two of them the same
   */
  public record Identity(long scope, long occurrence, String shown) {}

  /** So many values are counted; each further one counts as new whenever it comes. */
  static final int MOST = 200_000;

  private static final int MOST_SHOWN = 80;

  private static final Logger log = LoggerFactory.getLogger(Identities.class);

  private static final Pattern NUMBERED = Pattern.compile(" #[0-9]+$");

  private final String proxy;
  private final Term term;
  private final AtomicBoolean saidFull = new AtomicBoolean();
  private final ConcurrentHashMap<Long, AtomicLong> occurrences = new ConcurrentHashMap<>();

  /**
   * None have come yet.
   *
   * @param proxy its name, for the log
   * @throws OptionException if the value is known only when the reply has come
   */
  public Identities(String proxy, Term term) {
    if (term.attribute().moment() == Attribute.Moment.REPLY) {
      throw new OptionException("draw-by", term, "an attribute of the request or the connection");
    }
    this.proxy = proxy;
    this.term = term;
  }

  Term term() {
    return term;
  }

  /** The identity of an exchange; null if it has no such value. */
  public @Nullable Identity of(Facts facts) {
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
    } else if (saidFull.compareAndSet(false, true)) {
      log.warn(
          "{}: draw-by {}: more than {} values (expected: fewer; those that are new from now on have"
              + " the same draw each time they come, and the journal gives them no number)",
          proxy,
          term,
          "%,d".formatted(MOST));
    }
    return new Identity(scope, occurrence, shown(text, scope, occurrence));
  }

  /**
   * Another text for each exchange, that a replay can go by: long values are told apart by their
   * hash, and the number of the first occurrence is left out only if nothing looks like one.
   */
  private String shown(String text, long scope, long occurrence) {
    String hash = Long.toHexString(scope);
    String shown =
        term.attribute().secret()
            ? hash
            : text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…" + hash;
    return occurrence == 1 && !NUMBERED.matcher(shown).find() ? shown : shown + " #" + occurrence;
  }
}
