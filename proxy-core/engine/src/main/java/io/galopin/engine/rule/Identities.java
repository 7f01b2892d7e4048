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
 * Identifies exchanges by what clients send instead of by their places: by the value of one
 * attribute and how often the proxy has seen that value. Thread-safe.
 */
public final class Identities {

  /**
   * An exchange with an identity.
   *
   * @param scope a hash of the value
   * @param occurrence 1, 2, 3 … for exchanges with this value
   * @param shown the text for the journal, unique
   */
  public record Identity(long scope, long occurrence, String shown) {}

  /** The most values that are counted; any further value counts as new each time. */
  static final int MOST = 200_000;

  private static final int MOST_SHOWN = 80;

  private static final Logger log = LoggerFactory.getLogger(Identities.class);

  private static final Pattern NUMBERED = Pattern.compile(" #[0-9]+$");

  private final String proxy;
  private final Term term;
  private final AtomicBoolean saidFull = new AtomicBoolean();
  private final ConcurrentHashMap<Long, AtomicLong> occurrences = new ConcurrentHashMap<>();

  /**
   * Has seen no values yet.
   *
   * @param proxy its name, for the log
   * @throws OptionException if the value is known only after the reply has arrived
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

  /** Returns the identity of an exchange; null if it has no such value. */
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
   * Returns a unique text for each exchange, which a replay can use. Long values are distinguished
   * by their hash. The number of the first occurrence is omitted only if the value does not look as
   * if it ended with one.
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
