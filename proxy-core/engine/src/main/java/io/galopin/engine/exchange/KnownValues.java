package io.galopin.engine.exchange;

import io.galopin.engine.match.Term;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values of terms that a request had, kept until its reply comes.
 *
 * @param values in the order of {@code terms}; null if there was no value
 */
record KnownValues(List<Term> terms, List<@Nullable Object> values) {}
